import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Features raised to powers that make them like normal distributions.
final class PowerTransformerObject: TransformerObject {
  private var powers: [Double] = []
  private var scaler: StandardScaler?
  private var fitted: [Plan.Fitted?] = []

  override func clone() -> EstimatorObject { PowerTransformerObject(cloning: self) }

  private var isBoxCox: Bool { parameter("method").stringValue == "box-cox" }

  private func transform(_ context: Context) -> PowerTransform {
    isBoxCox ? .boxCox : context.learningEra.powersByLogarithm ? .yeoJohnsonByLogarithm : .yeoJohnson
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try word("method", of: ["yeo-johnson", "box-cox"], in: context)
    let features = try samples(x, in: context)
    try features.checkNotEmpty(for: self)
    var matrix = features.matrix
    let moments = StandardScaler(fitting: matrix)
    powers = []
    for position in features.columns.indices {
      powers.append(try power(matrix, position, moments, in: context))
      let transform = transform(context)
      for row in 0..<matrix.rows {
        matrix[row, position] = powerTransformed(matrix[row, position], transform, lambda: powers[position])
      }
    }
    scaler = try flag("standardize", in: context) ? StandardScaler(fitting: matrix) : nil
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    fitted = features.columns.map { context.provenance("PowerTransformer.fit", of: [$0]) }
  }

  private func power(
    _ matrix: Matrix, _ position: Int, _ moments: StandardScaler, in context: Context
  ) throws(Raised) -> Double {
    let column = matrix.column(position)
    let present = column.filter { !$0.isNaN }
    let era = context.learningEra
    if era.powersByLogarithm {
      if isBoxCox, present.isEmpty { throw .valueError("Column must not be all nan.") }
      // A constant feature stays as it is.
      let isComplete = present.count == column.count
      if !isBoxCox, isComplete, moments.scale?[position] == 1, Set(present).count <= 1 { return 1 }
    }
    guard !present.isEmpty else { throw context.unsupportedNow("'PowerTransformer' of a column that is all missing") }
    return try context.raising { () throws(LearningError) in try fitPower(present, isBoxCox: isBoxCox, era: era) }
  }

  private func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    let features = try FeatureTable(x, in: context)
    try features.checkFinite()
    try checkPositive(features)
    return features
  }

  private func checkPositive(_ features: FeatureTable) throws(Raised) {
    if isBoxCox, features.matrix.values.contains(where: { $0 <= 0 }) {
      throw .valueError("The Box-Cox transformation can only be applied to strictly positive data")
    }
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    try features.checkFinite()
    try checkPositive(features)
    let transform = transform(context)
    return try applied(features, in: context) { (position, column) throws(Raised) in
      let made = try context.traced(
        PowerTransformOperation(transform, lambda: powers[position]), [.column(column)], dtype: .float64,
        fitted: fitted[position])
      guard let scaler else { return made }
      return try context.traced(
        Standardise(mean: scaler.mean?[position] ?? 0, scale: scaler.scale?[position] ?? 1), [.column(made)],
        dtype: .float64, fitted: fitted[position])
    }
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: nil, of: self)
    let inverse: PowerTransform =
      isBoxCox ? (context.era == .classic ? .boxCoxInverse : .boxCoxInverseByLogarithm) : .yeoJohnsonInverse
    return try applied(features, in: context) { (position, column) throws(Raised) in
      var made = column
      if let scaler {
        made = try context.traced(
          Rescale(factor: scaler.scale?[position] ?? 1, offset: scaler.mean?[position] ?? 0), [.column(made)],
          dtype: .float64, fitted: fitted[position])
      }
      return try context.traced(
        PowerTransformOperation(inverse, lambda: powers[position]), [.column(made)], dtype: .float64,
        fitted: fitted[position])
    }
  }

  private func applied(
    _ features: FeatureTable, in context: Context, _ body: (Int, TracedColumn) throws(Raised) -> TracedColumn
  ) throws(Raised) -> Value {
    var columns: [TracedColumn] = []
    for (position, column) in features.columns.enumerated() { columns.append(try body(position, column.narrowed)) }
    return .object(
      ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64, isColumnMajor: features.isColumnMajor))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "lambdas_", featureCount != nil { return ScikitLearn.array(powers) }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  package enum PowerTransformer {}
  nonisolated(unsafe) static let powerTransformer = estimatorType(
    "PowerTransformer", module: "sklearn.preprocessing._data", mixin: transformer, members: PowerTransformer.members,
    fitted: "lambdas_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.PowerTransformer {
  /// `sklearn.preprocessing.PowerTransformer`.
  static let constructor = Constructor("__init__(self, method='yeo-johnson', *, standardize=True, copy=True)") { call in
    .object(try PowerTransformerObject(call, type: ScikitLearn.powerTransformer))
  }
}
