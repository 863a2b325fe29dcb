import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Missing values replaced by the mean of the nearest rows that have them.
final class KNNImputerObject: TransformerObject {
  private var rows: [[Double]] = []
  private var valid: [Bool] = []

  override func clone() -> EstimatorObject { KNNImputerObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try count("n_neighbors", .count(from: 1), in: context)
    guard parameter("metric").stringValue == "nan_euclidean" else { throw try unsupported("metric", in: context) }
    guard ["uniform", "distance"].contains(try word("weights", in: context)) else {
      throw try unsupported("weights", in: context)
    }
    if try flag("add_indicator", in: context) { throw try unsupported("add_indicator", in: context) }
    let features = try samples(x, in: context)
    let keepsEmpty = try flag("keep_empty_features", in: context)
    rows = (0..<features.rowCount).map { features.matrix.row($0) }
    valid = features.columns.indices.map { position in keepsEmpty || rows.contains { !$0[position].isNaN } }
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
  }

  private func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    let marker = try context.double(parameter("missing_values"))
    guard marker?.isNaN ?? true else { throw try unsupported("missing_values", in: context) }
    let features = try FeatureTable(x, in: context)
    try features.checkFinite()
    try features.checkNotEmpty(for: self)
    return features
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try samples(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    let neighbours = try count("n_neighbors", .count(from: 1), in: context)
    let weighs = parameter("weights").stringValue == "distance"
    var filled = (0..<features.rowCount).map { features.matrix.row($0) }
    for row in filled.indices where filled[row].contains(where: \.isNaN) {
      let own = features.matrix.row(row)
      let distances = rows.map { KNNImputerObject.distance(own, $0) }
      for position in own.indices where own[position].isNaN && valid[position] {
        filled[row][position] = replacement(
          position, distances, neighbours, weighs, takesUnknown: context.era == .classic)
      }
    }
    let domain = features.columns.first { $0.domain != nil }?.domain
    var columns: [TracedColumn] = []
    for (position, column) in features.columns.enumerated() where valid[position] {
      let values = filled.map { $0[position] }
      let isComplete = !features.matrix.column(position).contains(where: \.isNaN)
      // A feature without gaps is what it was: a function of its row.
      columns.append(
        isComplete
          ? try context.traced(Cast(to: .float64), [.column(column.narrowed)], dtype: .float64)
          : context.untraced(
            .floats(values), .float64, domain: domain, reason: "means of the nearest rows of the fit"))
    }
    return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64))
  }

  /// Scaled to what it would be without gaps; NaN where the rows have no feature in common.
  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    var (sum, present) = (0.0, 0.0)
    for (x, y) in zip(a, b) where !x.isNaN && !y.isNaN {
      sum += (x - y) * (x - y)
      present += 1
    }
    return present == 0 ? .nan : (sum / present * Double(a.count)).squareRoot()
  }

  /// - Parameter takesUnknown: whether rows at no known distance fill up the neighbours (scikit-learn up to 1.2).
  private func replacement(
    _ position: Int, _ distances: [Double], _ neighbours: Int, _ weighs: Bool, takesUnknown: Bool
  ) -> Double {
    let donors = rows.indices.filter { !rows[$0][position].isNaN }
    let known = donors.filter { !distances[$0].isNaN }
    guard !known.isEmpty else {
      let values = donors.map { rows[$0][position] }
      return values.isEmpty ? 0 : pairwiseSum(values, count: values.count) / Double(values.count)
    }
    let sorted = known.sorted { (distances[$0], $0) < (distances[$1], $1) }
    let others = takesUnknown && !weighs ? donors.filter { distances[$0].isNaN } : []
    let chosen = (sorted + others).prefix(neighbours)
    guard weighs else {
      let values = chosen.map { rows[$0][position] }
      return values.reduce(0, +) / Double(values.count)
    }
    let same = chosen.filter { distances[$0] == 0 }
    let weights = chosen.map { same.isEmpty ? 1 / distances[$0] : distances[$0] == 0 ? 1 : 0 }
    return zip(chosen, weights).reduce(0) { $0 + rows[$1.0][position] * $1.1 } / weights.reduce(0, +)
  }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    input.indices.filter { valid[$0] }.map { input[$0] }
  }
}

extension ScikitLearn {
  package enum KNNImputer {}
  nonisolated(unsafe) static let knnImputer = estimatorType(
    "KNNImputer", module: "sklearn.impute._knn", mixin: transformer, members: KNNImputer.members)
}

extension ScikitLearn.KNNImputer {
  /// `sklearn.impute.KNNImputer`.
  static let constructor = Constructor(
    """
    __init__(self, *, missing_values=nan, n_neighbors=5, weights='uniform', metric='nan_euclidean', copy=True, \
    add_indicator=False, keep_empty_features=False)
    """
  ) { call in .object(try KNNImputerObject(call, type: ScikitLearn.knnImputer)) }
}
