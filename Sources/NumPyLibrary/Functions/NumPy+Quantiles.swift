import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let percentile = Function(
    "percentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)"
  ) { call in try call.quantiles(by: 100, skipsMissing: false) }
  static let quantile = Function(
    "quantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)"
  ) { call in try call.quantiles(by: 1, skipsMissing: false) }
  static let nanpercentile = Function(
    "nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)"
  ) { call in try call.quantiles(by: 100, skipsMissing: true) }
  static let nanquantile = Function(
    "nanquantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)"
  ) { call in try call.quantiles(by: 1, skipsMissing: true) }
}

extension Call {
  fileprivate func quantiles(by scale: Double, skipsMissing: Bool) throws(Raised) -> Value {
    try refuse("out", "weights")
    let array = try context.array(self["a"])
    var dense = array.dense
    dense.fitted = context.provenance("numpy.\(signature.name)", of: array.domainColumns) ?? dense.fitted
    let name = try isNone("interpolation") ? text("method") : text("interpolation")
    guard let method = NumPyQuantile(rawValue: name) else {
      throw .valueError(
        "'\(name)' is not a valid method. Use one of: dict_keys(['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest'])"
      )
    }
    let q = try self.dense("q")
    let fractions = try context.numbers(q.values).map { $0 / scale }
    guard fractions.allSatisfy({ (0...1).contains($0) }) else {
      throw .valueError(
        scale == 1
          ? "Quantiles must be in the range [0, 1]"
          : context.era == .modern
            ? "Percentiles must be in the range [0, 100]" : "Percentiles must be in the range [0, 100]")
    }
    let axes = try axes("axis") ?? Array(dense.shape.indices)
    var reducing: Set<Int> = []
    for axis in axes { reducing.insert(try context.axis(axis, rank: dense.rank)) }
    let order = ReductionOrder(shape: dense.shape, strides: ElementLayout.strides(of: dense.shape), reducing)
    let numbers = try context.numbers(dense.values)
    let keeps = try bool("keepdims")
    let shape = dense.shape.indices.compactMap { reducing.contains($0) ? (keeps ? 1 : nil) : dense.shape[$0] }
    var results: [Double] = []
    for fraction in fractions {
      for group in order.groups {
        var values = group.positions.map { numbers[$0] }
        if skipsMissing { values.removeAll(where: \.isNaN) }
        results.append(
          values.isEmpty || values.contains(where: \.isNaN) ? .nan : method.value(of: values.sorted(), fraction))
      }
    }
    return context.value(Dense(results, shape: q.shape + shape, fitted: dense.fitted))
  }
}

/// numpy's ways to find a quantile between two values.
///
/// - SeeAlso: numpy 1.23, `_QuantileMethods`.
enum NumPyQuantile: String {
  case inverted_cdf, averaged_inverted_cdf, closest_observation, interpolated_inverted_cdf, hazen, weibull, linear
  case median_unbiased, normal_unbiased, lower, higher, midpoint, nearest

  /// The quantile of sorted values, of which there is one at least.
  func value(of sorted: [Double], _ fraction: Double) -> Double {
    let count = Double(sorted.count)
    let place: Double
    switch self {
    case .linear, .lower, .higher, .midpoint, .nearest: place = (count - 1) * fraction
    case .inverted_cdf, .averaged_inverted_cdf, .interpolated_inverted_cdf: place = count * fraction - 1
    case .closest_observation: place = count * fraction - 1 - 0.5
    case .hazen: place = virtual(count, fraction, 0.5, 0.5)
    case .weibull: place = virtual(count, fraction, 0, 0)
    case .median_unbiased: place = virtual(count, fraction, 1 / 3, 1 / 3)
    case .normal_unbiased: place = virtual(count, fraction, 3 / 8, 3 / 8)
    }
    let below = place.rounded(.down)
    var gap = place - below
    switch self {
    case .lower: return at(below, sorted)
    case .higher: return at(place.rounded(.up), sorted)
    case .nearest: return at(place.rounded(.toNearestOrEven), sorted)
    case .midpoint: gap = gap == 0 ? 0 : 0.5
    case .inverted_cdf: gap = gap > 0 ? 1 : 0
    case .averaged_inverted_cdf: gap = gap > 0 ? 1 : 0.5
    case .closest_observation: gap = gap == 0 && Int(below) % 2 != 0 ? 0 : 1
    default: break
    }
    if place >= count - 1 { return sorted[sorted.count - 1] }
    if place < 0 { return sorted[0] }
    let (a, b) = (at(below, sorted), at(below + 1, sorted))
    let difference = b - a
    return gap >= 0.5 ? b - difference * (1 - gap) : a + difference * gap
  }

  private func virtual(_ count: Double, _ fraction: Double, _ alpha: Double, _ beta: Double) -> Double {
    count * fraction + (alpha + fraction * (1 - alpha - beta)) - 1
  }

  private func at(_ place: Double, _ sorted: [Double]) -> Double {
    sorted[Swift.min(Swift.max(Int(place), 0), sorted.count - 1)]
  }
}
