import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A transformer that makes each feature a function of itself alone: `StandardScaler`, `MinMaxScaler`.
class ScalerObject: TransformerObject {
  private(set) var sampleCount = 0
  private var fitted: [Plan.Fitted?] = []

  /// Learns from the samples. Subclasses override it.
  func learn(_ features: FeatureTable, in context: Context) throws(Raised) {}

  /// What makes the feature at `position`. Subclasses override it.
  func operation(_ position: Int) -> any RowOperation { Standardise(mean: 0, scale: 1) }

  /// What undoes `operation`. Subclasses override it.
  func inverse(_ position: Int) -> (any RowOperation)? { nil }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, parsesText: true, in: context)
    try check(features, in: context)
    try features.checkNotEmpty(for: self)
    try learn(features, in: context)
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    sampleCount = features.rowCount
    fitted = features.columns.map { context.provenance("\(type.name).fit", of: [$0]) }
  }

  /// `transform(X)`: an array that lies in memory as the samples do.
  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, parsesText: true, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    try check(features, in: context)
    return .object(try applied(features, in: context) { position in operation(position) })
  }

  /// `inverse_transform(X)`.
  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, parsesText: true, in: context)
    let (rows, width) = (features.rowCount, features.columns.count)
    if width != featureCount {
      // The numbers of the fit are broadcast over the samples, whose features nobody checks.
      throw .valueError(
        width == 1
          ? "non-broadcastable output operand with shape (\(rows),1) doesn't match the broadcast shape (\(rows),\(featureCount))"
          : "operands could not be broadcast together with shapes (\(rows),\(width)) (\(featureCount),) (\(rows),\(width)) "
      )
    }
    return .object(
      try applied(features, in: context) { (position) throws(Raised) in
        guard let inverse = inverse(position) else { throw context.unsupportedNow("'\(type.name).inverse_transform'") }
        return inverse
      })
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
