package import Columns

/// How a quantile between two values is found.
package enum QuantileMethod: String, Sendable, Hashable {
  case linear, lower, higher, midpoint, nearest
}

/// Quantiles of present values, numpy's method: NaN of nothing.
package struct Quantiles {
  private let sorted: [Double]

  package init(_ values: [Double]) { sorted = values.sorted() }

  /// The quantile at `fraction`, between 0 and 1; NaN at any other.
  package func callAsFunction(_ fraction: Double, _ method: QuantileMethod = .linear) -> Double {
    guard let last = sorted.last, (0...1).contains(fraction) else { return .nan }
    let position = Double(sorted.count - 1) * fraction
    let below = position.rounded(.down)
    guard position < Double(sorted.count - 1) else { return last }
    let index = Int(below)
    let a = sorted[index]
    let b = sorted[index + 1]
    let gap = position - below
    switch method {
    case .linear: return interpolated(a, b, gap)
    case .lower: return a
    case .higher: return gap > 0 ? b : a
    case .midpoint: return gap > 0 ? interpolated(a, b, 0.5) : a
    case .nearest: return sorted[Int(position.rounded(.toNearestOrEven))]
    }
  }
}

/// numpy's `_lerp`: from the nearer end, so that the ends are exact.
func interpolated(_ a: Double, _ b: Double, _ t: Double) -> Double {
  let difference = b - a
  return t >= 0.5 ? b - difference * (1 - t) : a + difference * t
}

/// The fraction that `Series.quantile` hands to numpy: the classic era goes by way of percents.
package func seriesFraction(_ fraction: Double, _ era: Era) -> Double {
  era == .classic ? fraction * 100 / 100 : fraction
}
