import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A transformer that makes each feature a function of itself alone: `StandardScaler`, `MinMaxScaler`.
class ScalerObject: EstimatorObject {
  private(set) var featureNames: [String]?
  private(set) var featureCount: Int?
  private(set) var sampleCount = 0
  private var fitted: [Plan.Fitted?] = []

  /// Learns from the samples. Subclasses override it.
  func learn(_ features: FeatureTable, in context: Context) throws(Raised) {}

  /// What makes the feature at `position`. Subclasses override it.
  func operation(_ position: Int) -> any RowOperation { Standardise(mean: 0, scale: 1) }

  /// What undoes `operation`. Subclasses override it.
  func inverse(_ position: Int) -> (any RowOperation)? { nil }

  /// `fit(X)`.
  func fit(_ x: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, in: context)
    try check(features, in: context)
    guard features.rowCount > 0 else {
      throw .valueError(
        "Found array with 0 sample(s) (shape=(0, \(features.columns.count))) while a minimum of 1 is required by "
          + "\(type.name).")
    }
    try learn(features, in: context)
    featureCount = features.columns.count
    featureNames = features.hasNames ? features.names : nil
    sampleCount = features.rowCount
    fitted = features.columns.map { context.provenance("\(type.name).fit", of: [$0]) }
  }

  /// `transform(X)`: an array that lies in memory as the samples do.
  func transformed(_ x: Value, in context: Context) throws(Raised) -> ArrayObject {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    try check(features, in: context)
    return try applied(features, in: context) { position in operation(position) }
  }

  /// `inverse_transform(X)`.
  func restored(_ x: Value, in context: Context) throws(Raised) -> ArrayObject {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    return try applied(features, in: context) { (position) throws(Raised) in
      guard let inverse = inverse(position) else { throw context.unsupportedNow("'\(type.name).inverse_transform'") }
      return inverse
    }
  }

  private func applied(
    _ features: FeatureTable, in context: Context, _ operation: (Int) throws(Raised) -> any RowOperation
  ) throws(Raised) -> ArrayObject {
    var columns: [TracedColumn] = []
    for (position, column) in features.columns.enumerated() {
      columns.append(
        try context.traced(try operation(position), [.column(column)], dtype: .float64, fitted: fitted[position]))
    }
    return ArrayObject(
      columns: columns, rows: features.rowCount, dtype: .float64, isColumnMajor: features.isColumnMajor)
  }

  private func check(_ features: FeatureTable, in context: Context) throws(Raised) {
    try features.checkFinite()
    if features.columns.contains(where: { $0.dtype == .float32 }) {
      throw context.unsupportedNow("'\(type.name)' of float32")
    }
    if let text = features.columns.first(where: { $0.values.holdsStrings || $0.values.holdsObjects }) {
      throw context.unsupportedNow("'\(type.name)' of a column of \(text.dtype.name(context.era))")
    }
  }
}

extension ScikitLearn.TransformerMixin {
  static let fit = Method("fit(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.refuse("sample_weight")
    try call.receiver(as: ScalerObject.self).fit(call["X"], in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, X, copy=None)") { call in
    .object(try call.receiver(as: ScalerObject.self).transformed(call["X"], in: call.context))
  }

  static let inverseTransform = Method("inverse_transform(self, X, copy=None)") { call in
    .object(try call.receiver(as: ScalerObject.self).restored(call["X"], in: call.context))
  }

  /// `fit` and `transform`; of a class of the notebook its own.
  static let fitTransform = Method("fit_transform(self, X, y=None, **fit_params)", mutates: true) { call in
    guard call.receiver.object is ScalerObject else {
      let y = call.isGiven("y") ? [call["X"], call["y"]] : [call["X"]]
      let fitted = try call.context.callMethod(call.receiver, "fit", CallArguments(y))
      return try call.context.callMethod(fitted, "transform", CallArguments([call["X"]]))
    }
    let scaler = try call.receiver(as: ScalerObject.self)
    try scaler.fit(call["X"], in: call.context)
    return .object(try scaler.transformed(call["X"], in: call.context))
  }

  static let featureCount = Property("n_features_in_") { call in
    .int(try call.learned { $0.featureCount })
  }

  static let featureNames = Property("feature_names_in_") { call in
    ScikitLearn.array(try call.learned { $0.featureNames }.map { Scalar.string(PythonString($0)) })
  }

  static let getFeatureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    try call.refuse("input_features")
    let scaler = try call.receiver(as: ScalerObject.self)
    guard let count = scaler.featureCount else { throw call.context.notFitted(scaler) }
    let names = scaler.featureNames ?? (0..<count).map { "x\($0)" }
    return ScikitLearn.array(names.map { Scalar.string(PythonString($0)) })
  }
}

extension PythonRuntime.Call {
  /// What a transformer learned; AttributeError before `fit`.
  fileprivate func learned<T>(_ value: (ScalerObject) -> T?) throws(Raised) -> T {
    let scaler = try receiver(as: ScalerObject.self)
    if let value = value(scaler) { return value }
    throw .attributeError("'\(scaler.type.name)' object has no attribute '\(signature.name)'")
  }
}
