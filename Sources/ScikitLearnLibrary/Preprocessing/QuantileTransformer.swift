import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Features as shares of the values below them, or as normal quantiles of these shares.
final class QuantileTransformerObject: TransformerObject {
  private var quantiles: [[Double]] = []
  private var references: [Double] = []
  private var fitted: Plan.Fitted?

  override func clone() -> EstimatorObject { QuantileTransformerObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try word("output_distribution", of: ["uniform", "normal"], in: context)
    let wanted = try count("n_quantiles", .count(from: 1), in: context)
    let most = try context.indexIfInteger(parameter("subsample"))
    if let most, wanted > most {
      throw .valueError(
        "The number of quantiles cannot be greater than the number of samples used. Got \(wanted) quantiles and \(most) samples."
      )
    }
    let features = try FeatureTable(x, in: context)
    try features.checkFinite()
    try features.checkNotEmpty(for: self)
    if wanted > features.rowCount {
      try context.warn(
        PythonString(
          "n_quantiles (\(wanted)) is greater than the total number of samples (\(features.rowCount)). n_quantiles is set "
            + "to n_samples."), Exceptions.userWarning)
    }
    let count = max(1, min(wanted, features.rowCount))
    references = evenlySpaced(0, 1, count)
    let columns = try drawn(features, most, in: context)
    quantiles = columns.map { column in
      let present = Quantiles(column.filter { !$0.isNaN })
      var found = references.map { present(($0 * 100) / 100) }
      if context.era == .classic {
        for index in found.indices.dropFirst() { found[index] = max(found[index], found[index - 1]) }
      }
      return found
    }
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    fitted = context.provenance("QuantileTransformer.fit", of: features.columns)
  }

  /// The columns of as many rows as quantiles are made of.
  private func drawn(_ features: FeatureTable, _ most: Int?, in context: Context) throws(Raised) -> [[Double]] {
    let columns = (0..<features.columns.count).map { features.matrix.column($0) }
    guard let most, most < features.rowCount else { return columns }
    let random = try ScikitLearn.randomState(parameter("random_state"), in: context)
    guard context.era == .classic else {
      let rows = random.permutation(features.rowCount).prefix(most)
      return columns.map { column in rows.map { column[$0] } }
    }
    return columns.map { column in random.permutation(features.rowCount).prefix(most).map { column[$0] } }
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    try features.checkFinite()
    let missing = LearningError.missingInput(estimator: type.name)
    let operation = QuantileMapOperation(
      ParameterBlock(
        name: "quantiles.bin",
        bytes: quantileTable(
          quantiles, references: references, isNormal: parameter("output_distribution").stringValue == "normal")),
      missing: RaisedError(missing.type, missing.message), infinite: RaisedError(missing.type, missing.message))
    return try mapped(features, by: operation, fitted, in: context)
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: nil, of: self)
    if parameter("output_distribution").stringValue == "normal" {
      throw context.unsupportedNow("'inverse_transform' of normal quantiles")
    }
    let domain = features.columns.first { $0.domain != nil }?.domain
    let columns = features.columns.indices.map { position in
      let values = features.matrix.column(position).map {
        QuantileTransformerObject.interpolated($0, references, quantiles[position])
      }
      return context.untraced(
        .floats(values), .float64, domain: domain, reason: "values at fitted quantiles")
    }
    return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64))
  }

  /// numpy's `interp`.
  private static func interpolated(_ x: Double, _ places: [Double], _ heights: [Double]) -> Double {
    guard !x.isNaN, let last = places.indices.last else { return x }
    if x >= places[last] { return heights[last] }
    if x < places[0] { return heights[0] }
    let index = (places.firstIndex { $0 > x } ?? last) - 1
    if places[index] == x { return heights[index] }
    let slope = (heights[index + 1] - heights[index]) / (places[index + 1] - places[index])
    return slope * (x - places[index]) + heights[index]
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard featureCount != nil else { return try super.attribute(name, in: context) }
    switch name {
    case "quantiles_": return ScikitLearn.matrix(references.indices.map { row in quantiles.map { $0[row] } })
    case "references_": return ScikitLearn.array(references)
    case "n_quantiles_": return .int(references.count)
    default: return try super.attribute(name, in: context)
    }
  }
}

extension TransformerObject {
  /// What an operation from vector to vector makes of samples.
  func mapped(
    _ features: FeatureTable, by operation: some RowOperation, _ fitted: Plan.Fitted?, in context: Context
  ) throws(Raised) -> Value {
    do throws(TraceError) {
      let vector = try context.tracer.vector(of: features.columns, origin: context.planOrigin)
      let columns = try context.tracer.components(
        of: context.tracer.applying(operation, to: vector, origin: context.planOrigin, fitted: fitted),
        origin: context.planOrigin)
      return .object(
        ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64, isColumnMajor: features.isColumnMajor))
    } catch {
      throw context.raised(error)
    }
  }
}

extension ScikitLearn {
  package enum QuantileTransformer {}
  nonisolated(unsafe) static let quantileTransformer = estimatorType(
    "QuantileTransformer", module: "sklearn.preprocessing._data", mixin: transformer,
    members: QuantileTransformer.members, fitted: "quantiles_ references_ n_quantiles_ n_features_in_ feature_names_in_"
  )
}

extension ScikitLearn.QuantileTransformer {
  /// `sklearn.preprocessing.QuantileTransformer`.
  static let constructor = Constructor(
    """
    __init__(self, *, n_quantiles=1000, output_distribution='uniform', ignore_implicit_zeros=False, subsample=10000, \
    random_state=None, copy=True)
    """
  ) { call in
    try call.refuse("ignore_implicit_zeros")
    return .object(try QuantileTransformerObject(call, type: ScikitLearn.quantileTransformer))
  }
}
