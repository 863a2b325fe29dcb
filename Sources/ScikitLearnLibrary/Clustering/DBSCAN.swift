import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// Clusters of rows that have many others near.
final class DBSCANObject: ClusterObject {
  override func clone() -> EstimatorObject { DBSCANObject(cloning: self) }

  override func labels(
    _ features: FeatureTable, weights: [Double]?, in context: Context
  ) throws(Raised) -> (labels: [Int], dtype: DType) {
    let radius = try number(
      "eps", ParameterRange(text: "a float in the range (0.0, inf)") { $0 > 0 }, in: context)
    let least = Double(try count("min_samples", .count(from: 1), in: context))
    guard features.rowCount <= 30_000 else { throw context.unsupportedNow("'DBSCAN' of so many rows") }
    let distance = try rowDistance(features.matrix, in: context)
    let bound = distance.isSquared ? radius * radius : radius
    let clusters = DensityClusters(rows: features.rowCount, least: least, weights: weights) { a, b in
      distance.between(a, b) <= bound
    }
    let rows = (0..<features.rowCount).map { features.matrix.row($0) }
    learned["core_sample_indices_"] = ScikitLearn.array(clusters.cores)
    learned["components_"] =
      clusters.cores.isEmpty
      ? .object(ArrayObject(Dense([Double](), shape: [0, features.columns.count])))
      : ScikitLearn.matrix(clusters.cores.map { rows[$0] })
    return (clusters.labels, .int64)
  }
}

/// Clusters by joining the nearest.
final class AgglomerativeObject: ClusterObject {
  override func clone() -> EstimatorObject { AgglomerativeObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["affinity"] : [] }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "metric" && era == .classic ? Value.none : nil
  }

  override func labels(
    _ features: FeatureTable, weights: [Double]?, in context: Context
  ) throws(Raised) -> (labels: [Int], dtype: DType) {
    let word = try word("linkage", of: ["ward", "complete", "average", "single"], in: context)
    let linkage: ClusterTree.Linkage =
      switch word {
      case "complete": .complete
      case "average": .average
      case "single": .single
      default: .ward
      }
    guard parameter("connectivity").isNone else { throw try unsupported("connectivity", in: context) }
    let threshold = try context.double(parameter("distance_threshold"))
    if (threshold != nil) != parameter("n_clusters").isNone {
      throw .valueError(
        "Exactly one of n_clusters and distance_threshold has to be set, and the other needs to be None.")
    }
    try checkMetric(word, in: context)
    guard features.rowCount <= 8_000 else { throw context.unsupportedNow("'AgglomerativeClustering' of so many rows") }
    if features.rowCount < 2 {
      throw .valueError(
        "Found array with \(features.rowCount) sample(s) (shape=(\(features.rowCount), \(features.columns.count))) while a "
          + "minimum of 2 is required by AgglomerativeClustering.")
    }
    let distance = try rowDistance(features.matrix, in: context)
    let tree = ClusterTree(rows: features.rowCount, distances: distance.matrix(features.rowCount), linkage: linkage)
    let count: Int
    if let threshold {
      count = tree.distances.count { $0 >= threshold } + 1
    } else {
      count = try self.count("n_clusters", .count(from: 1), in: context)
    }
    if count > features.rowCount {
      throw .valueError(
        "Cannot extract more clusters than samples: \(count) clusters were given for a tree with \(features.rowCount) leaves."
      )
    }
    learned["n_clusters_"] = threshold == nil ? .int(count) : ScikitLearn.numpyInteger(count)
    learned["n_leaves_"] = .int(features.rowCount)
    learned["n_connected_components_"] = 1
    learned["children_"] = ScikitLearn.matrix(tree.children.map { [$0.0, $0.1] })
    let showsDistances = try flag("compute_distances", in: context)
    if threshold != nil || showsDistances {
      learned["distances_"] = ScikitLearn.array(tree.distances)
    }
    return (tree.labels(count: count), .int64)
  }

  private func checkMetric(_ linkage: String, in context: Context) throws(Raised) {
    for name in ["metric", "affinity"] as [PythonString] {
      let metric = parameter(name)
      if linkage == "ward", let word = metric.stringValue, word != "euclidean", word != "deprecated" {
        throw .valueError(
          "\(word) was provided as metric. Ward can only work with euclidean distances.")
      }
    }
  }
}

/// An estimator that tells the cluster of each row of its fit.
class ClusterObject: EstimatorObject {
  private var isFitted = false

  /// The clusters of rows. Subclasses override it.
  func labels(
    _ features: FeatureTable, weights: [Double]?, in context: Context
  ) throws(Raised) -> (labels: [Int], dtype: DType) {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  /// `fit(X)`; gives the cluster of each row.
  @discardableResult
  func fit(_ x: Value, weights: Value, in context: Context) throws(Raised) -> Value {
    let features = try FeatureTable.complete(x, for: self, in: context)
    learned = [:]
    let weights = try ScikitLearn.sampleWeights(weights, count: features.rowCount, in: context)
    let (found, dtype) = try labels(features, weights: weights, in: context)
    let domain = features.columns.first { $0.domain != nil }?.domain
    let column = context.untraced(
      .ints(found.map(Int64.init)), dtype, domain: domain, reason: "clusters of the rows that were fitted")
    let labels = Value.object(ArrayObject(column))
    learned["labels_"] = labels
    learned["n_features_in_"] = .int(features.columns.count)
    if features.hasNames { learned["feature_names_in_"] = ScikitLearn.names(features.names) }
    return labels
  }

  /// How far rows are from each other.
  struct RowDistance {
    /// Whether distances are squared.
    let isSquared: Bool
    fileprivate let rows: [[Double]]
    fileprivate let metric: NeighbourOptions.Metric
    fileprivate let isGiven: Bool

    func between(_ a: Int, _ b: Int) -> Double {
      if isGiven { return rows[a][b] }
      var sum = 0.0
      for (x, y) in zip(rows[a], rows[b]) {
        let gap = (x - y).magnitude
        switch metric {
        case .manhattan: sum += gap
        case .chebyshev: sum = max(sum, gap)
        default: sum += gap * gap
        }
      }
      return sum
    }

    /// All distances, row after row.
    func matrix(_ count: Int) -> [Double] {
      var result = [Double](repeating: 0, count: count * count)
      for a in 0..<count {
        for b in 0..<count where a != b {
          let distance = between(a, b)
          result[a * count + b] = isSquared ? distance.squareRoot() : distance
        }
      }
      return result
    }
  }

  func rowDistance(_ matrix: Matrix, in context: Context) throws(Raised) -> RowDistance {
    let rows = (0..<matrix.rows).map { matrix.row($0) }
    let old = parameter("affinity").stringValue.flatMap { $0 == "deprecated" ? nil : $0 }
    switch (old ?? parameter("metric").stringValue ?? "euclidean").description {
    case "euclidean", "l2", "minkowski":
      return RowDistance(isSquared: true, rows: rows, metric: .euclidean, isGiven: false)
    case "manhattan", "cityblock", "l1":
      return RowDistance(isSquared: false, rows: rows, metric: .manhattan, isGiven: false)
    case "chebyshev": return RowDistance(isSquared: false, rows: rows, metric: .chebyshev, isGiven: false)
    case "precomputed":
      guard matrix.rows == matrix.columns else { throw context.unsupportedNow("distances that are no square") }
      return RowDistance(isSquared: false, rows: rows, metric: .euclidean, isGiven: true)
    default: throw try unsupported("metric", in: context)
    }
  }
}

extension ScikitLearn {
  package enum ClusterMembers {}
  package enum DBSCAN {}
  package enum AgglomerativeClustering {}
  private nonisolated(unsafe) static let clusterBase = TypeObject(
    name: "ClusterMixin", module: "sklearn.base", bases: [baseEstimator], isOpen: true, members: ClusterMembers.members)
  nonisolated(unsafe) static let dbscan = clusterType(
    "DBSCAN", "_dbscan", DBSCAN.members,
    "labels_ core_sample_indices_ components_ n_features_in_ feature_names_in_")
  nonisolated(unsafe) static let agglomerativeClustering = clusterType(
    "AgglomerativeClustering", "_agglomerative", AgglomerativeClustering.members,
    "labels_ n_clusters_ n_leaves_ n_connected_components_ children_ distances_ n_features_in_ feature_names_in_")

  private static func clusterType(
    _ name: String, _ file: String, _ members: [any Member], _ fitted: String
  ) -> TypeObject {
    let type = TypeObject(
      name: name, module: "sklearn.cluster.\(file)", bases: [clusterBase], isOpen: true,
      members: members + FittedAttribute.members(fitted))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }
}

extension ScikitLearn.ClusterMembers {
  static let fit = Method("fit(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.receiver(as: ClusterObject.self).fit(
      call["X"].supported(), weights: call["sample_weight"], in: call.context)
    return call.receiver
  }

  static let fitPredict = Method("fit_predict(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.receiver(as: ClusterObject.self).fit(
      call["X"].supported(), weights: call["sample_weight"], in: call.context)
  }
}

extension ScikitLearn.DBSCAN {
  /// `sklearn.cluster.DBSCAN`.
  static let constructor = Constructor(
    """
    __init__(self, eps=0.5, *, min_samples=5, metric='euclidean', metric_params=None, algorithm='auto', leaf_size=30, p=None, \
    n_jobs=None)
    """
  ) { call in
    try call.refuse("metric_params", "p")
    return .object(try DBSCANObject(call, type: ScikitLearn.dbscan))
  }
}

extension ScikitLearn.AgglomerativeClustering {
  /// `sklearn.cluster.AgglomerativeClustering`.
  static let constructor = Constructor(
    """
    __init__(self, n_clusters=2, *, affinity='deprecated', metric='euclidean', memory=None, connectivity=None, \
    compute_full_tree='auto', linkage='ward', distance_threshold=None, compute_distances=False)
    """
  ) { call in .object(try AgglomerativeObject(call, type: ScikitLearn.agglomerativeClustering)) }
}
