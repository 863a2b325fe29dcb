import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Metrics {
  static let pairwiseDistances = Function(
    "pairwise_distances(X, Y=None, metric='euclidean', *, n_jobs=None, force_all_finite='deprecated', **kwds)"
  ) { call in
    let (a, b, isSame) = try call.pairs()
    return call.distances(a, b, isSame, try call.metric("metric"))
  }

  static let euclideanDistances = Function(
    "euclidean_distances(X, Y=None, *, Y_norm_squared=None, squared=False, X_norm_squared=None)"
  ) { call in
    try call.refuse("Y_norm_squared", "X_norm_squared")
    let (a, b, isSame) = try call.pairs()
    return call.distances(a, b, isSame, try call.bool("squared") ? "sqeuclidean" : "euclidean")
  }

  static let pairwiseDistancesArgmin = Function(
    "pairwise_distances_argmin(X, Y, *, axis=1, metric='euclidean', metric_kwargs=None)"
  ) { call in
    try call.refuse("axis", "metric_kwargs")
    return ScikitLearn.array(try call.nearestPairs().map(\.place))
  }

  static let pairwiseDistancesArgminMin = Function(
    "pairwise_distances_argmin_min(X, Y, *, axis=1, metric='euclidean', metric_kwargs=None)"
  ) { call in
    try call.refuse("axis", "metric_kwargs")
    let nearest = try call.nearestPairs()
    return .tuple([ScikitLearn.array(nearest.map(\.place)), ScikitLearn.array(nearest.map(\.distance))])
  }
}

extension Call {
  /// The rows of both tables.
  fileprivate func pairs() throws(Raised) -> ([[Double]], [[Double]], Bool) {
    let a = try FeatureTable(self["X"], in: context)
    let isSame = isNone("Y")
    let b = isSame ? a : try FeatureTable(self["Y"], in: context)
    guard a.columns.count == b.columns.count else {
      throw .valueError(
        "Incompatible dimension for X and Y matrices: X.shape[1] == \(a.columns.count) while Y.shape[1] == "
          + "\(b.columns.count)")
    }
    if a.matrix.values.contains(where: \.isNaN) || b.matrix.values.contains(where: \.isNaN) {
      throw .valueError("Input contains NaN.")
    }
    guard a.rowCount * b.rowCount < 1 << 26 else { throw unsupported("so many distances") }
    return ((0..<a.rowCount).map { a.matrix.row($0) }, (0..<b.rowCount).map { b.matrix.row($0) }, isSame)
  }

  fileprivate func metric(_ name: String) throws(Raised) -> String {
    let word = self[name].stringValue?.description ?? ""
    switch word {
    case "euclidean", "l2": return "euclidean"
    case "manhattan", "cityblock", "l1": return "manhattan"
    case "sqeuclidean", "chebyshev", "cosine": return word
    default: throw unsupported("such a 'metric' of '\(signature.name)'", argument: name)
    }
  }

  fileprivate func distance(_ a: [Double], _ b: [Double], _ metric: String) -> Double {
    switch metric {
    case "manhattan": return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
    case "chebyshev": return zip(a, b).reduce(0) { Swift.max($0, ($1.0 - $1.1).magnitude) }
    case "cosine":
      let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      let lengths = [a, b].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return lengths[0] == 0 || lengths[1] == 0 ? 1 : Swift.max(0, 1 - product / lengths[0] / lengths[1])
    default:
      let square = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return metric == "sqeuclidean" ? square : square.squareRoot()
    }
  }

  fileprivate func distances(_ a: [[Double]], _ b: [[Double]], _ isSame: Bool, _ metric: String) -> Value {
    ScikitLearn.matrix(
      a.indices.map { row in
        b.indices.map { isSame && row == $0 ? 0 : distance(a[row], b[$0], metric) }
      })
  }

  fileprivate func nearestPairs() throws(Raised) -> [(place: Int, distance: Double)] {
    let (a, b, _) = try pairs()
    let metric = try metric("metric")
    return a.map { row in
      var best = (place: 0, distance: Double.infinity)
      for (place, other) in b.enumerated() {
        let distance = distance(row, other, metric)
        if distance < best.distance { best = (place, distance) }
      }
      return best
    }
  }
}
