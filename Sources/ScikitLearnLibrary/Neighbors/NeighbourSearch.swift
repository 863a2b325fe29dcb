import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What can be asked for its nearest training rows.
protocol NeighbourSearching: EstimatorObject {
  /// The rows that were fitted; `nil` before a fit.
  var index: NeighbourIndex? { get }
  /// The rows of a query, checked against the fit.
  func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable
}

/// Fitted rows that can be searched.
struct NeighbourIndex {
  let block: ParameterBlock
  let rows: Matrix

  /// Refuses more neighbours than there are rows; a fitted row is no neighbour of its own.
  ///
  /// - Parameter queries: `nil` for the fitted rows.
  func check(_ count: Int, of queries: FeatureTable?, in context: Context) throws(Raised) {
    guard count > rows.rows - (queries == nil ? 1 : 0) else { return }
    if context.era == .classic {
      throw .valueError(
        "Expected n_neighbors <= n_samples,  but n_samples = \(rows.rows), n_neighbors = \(count + (queries == nil ? 1 : 0))"
      )
    }
    throw .valueError(
      "Expected n_neighbors \(queries == nil ? "<" : "<=") n_samples_fit, but n_neighbors = \(count), "
        + "n_samples_fit = \(rows.rows), n_samples = \(queries?.rowCount ?? rows.rows)")
  }

  /// The `count` nearest rows of each row, the nearest first.
  func nearest(_ queries: Matrix, count: Int) throws(ParameterError) -> (distances: [[Double]], rows: [[Int]]) {
    let kernel = try block.kernel { (bytes) throws(ParameterError) in try Neighbours(validating: bytes) }
    var distances = [Double](repeating: 0, count: max(count, 1))
    var found = [UInt32](repeating: 0, count: max(count, 1))
    var allDistances: [[Double]] = []
    var allRows: [[Int]] = []
    for row in 0..<queries.rows {
      let query = queries.row(row)
      query.withUnsafeBufferPointer { query in
        distances.withUnsafeMutableBufferPointer { distances in
          found.withUnsafeMutableBufferPointer { found in
            guard let from = query.baseAddress, let to = distances.baseAddress, let rows = found.baseAddress else {
              return
            }
            kernel.nearest(from, count: count, distances: to, rows: rows)
          }
        }
      }
      allDistances.append(Array(distances.prefix(count)))
      allRows.append(found.prefix(count).map(Int.init))
    }
    return (allDistances, allRows)
  }

  /// The nearest other rows of each fitted row.
  func nearestOthers(count: Int) throws(ParameterError) -> (distances: [[Double]], rows: [[Int]]) {
    var (distances, rows) = try nearest(self.rows, count: count + 1)
    for row in rows.indices {
      // Among many duplicates a row may not find itself: then the first one goes.
      let own = rows[row].firstIndex(of: row) ?? 0
      rows[row].remove(at: own)
      distances[row].remove(at: own)
    }
    return (distances, rows)
  }
}

extension EstimatorObject {
  /// The parameters that nearest neighbours share.
  func neighbourOptions(in context: Context) throws(Raised) -> NeighbourOptions {
    var options = NeighbourOptions()
    options.neighbours = try count(
      "n_neighbors", ParameterRange(text: "an int in the range [1, inf) or None") { $0 >= 1 }, in: context)
    options.leafSize = try count("leaf_size", .count(from: 1), in: context)
    options.algorithm = try neighbourAlgorithm(in: context)
    options.metric = try neighbourMetric(in: context)
    switch parameter("weights") {
    case .none, .string("uniform"): break
    case .string("distance"): options.isWeighted = true
    case .string:
      throw try refused("weights", "a str among {'uniform', 'distance'}, a callable or None", in: context)
    default: throw try unsupported("weights", in: context)
    }
    guard parameter("metric_params").isNone else { throw try unsupported("metric_params", in: context) }
    return options
  }

  private func neighbourAlgorithm(in context: Context) throws(Raised) -> NeighbourOptions.Algorithm {
    switch parameter("algorithm") {
    case .string("auto"): .automatic
    case .string("kd_tree"): .boxes
    case .string("ball_tree"): .balls
    case .string("brute"): .brute
    default: throw try unsupported("algorithm", in: context)
    }
  }

  private func neighbourMetric(in context: Context) throws(Raised) -> NeighbourOptions.Metric {
    switch parameter("metric") {
    case .string("minkowski"), .string("p"):
      if parameter("p").isNone { return .euclidean }
      let power = try number("p", .positive(context), in: context)
      if power == 1 { return .manhattan }
      if power == 2 { return .euclidean }
      if power == .infinity { return .chebyshev }
      guard power > 1 else { throw try unsupported("p", in: context) }
      return .minkowski(power)
    case .string("euclidean"), .string("l2"): return .euclidean
    case .string("manhattan"), .string("cityblock"), .string("l1"): return .manhattan
    case .string("chebyshev"), .string("infinity"): return .chebyshev
    default: throw try unsupported("metric", in: context)
    }
  }

  /// The words by which scikit-learn calls a metric.
  func effectiveMetric(_ metric: NeighbourOptions.Metric) -> Value {
    switch metric {
    case .euclidean: "euclidean"
    case .manhattan: "manhattan"
    case .chebyshev: "chebyshev"
    case .minkowski: "minkowski"
    }
  }
}

extension PythonRuntime.Call {
  /// `kneighbors(X, n_neighbors, return_distance)`.
  func neighbours<Searching: NeighbourSearching>(of type: Searching.Type) throws(Raised) -> Value {
    guard let estimator = receiver.object as? Searching else { throw unsupported("'kneighbors' of this object") }
    guard let index = estimator.index else { throw context.notFitted(estimator) }
    let standard = try context.index(estimator.parameter("n_neighbors"))
    let count = isNone("n_neighbors") ? standard : try int("n_neighbors")
    if count <= 0 { throw .valueError("Expected n_neighbors > 0. Got \(count)") }
    let features = isNone("X") ? nil : try estimator.samples(self["X"], in: context)
    if let missing = features?.matrix.values.first(where: { !$0.isFinite }) {
      let error =
        missing.isNaN ? LearningError.missingInput(estimator: estimator.type.name) : .infiniteInput("float64")
      throw context.raised(error)
    }
    try index.check(count, of: features, in: context)
    let found: (distances: [[Double]], rows: [[Int]])
    do throws(ParameterError) {
      if let features {
        found = try index.nearest(features.matrix, count: count)
      } else {
        found = try index.nearestOthers(count: count)
      }
    } catch {
      throw unsupported("'kneighbors' of such a fit")
    }
    let domain = features?.columns.first { $0.domain != nil }?.domain
    let reason = "the nearest rows of another table"
    let positions = matrix((0..<count).map { k in .ints(found.rows.map { Int64($0[k]) }) }, domain, reason)
    guard try bool("return_distance") else { return positions }
    let distances = matrix((0..<count).map { k in .floats(found.distances.map { $0[k] }) }, domain, reason)
    return .tuple([distances, positions])
  }

  private func matrix(_ columns: [Column], _ domain: Domain?, _ reason: String) -> Value {
    let traced = columns.map { context.untraced($0, domain: domain, reason: reason) }
    return .object(
      ArrayObject(columns: traced, rows: columns.first?.count ?? 0, dtype: traced.first?.dtype ?? .float64))
  }
}
