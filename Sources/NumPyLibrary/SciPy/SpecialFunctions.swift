import Foundation
import Learning

/// Distribution functions of statistics, to about 1e-14: scipy's own last digits depend on the library that it was built
/// with.
enum SpecialFunctions {
  /// The probability that a standard normal number is at most `z`.
  static func normalBelow(_ z: Double) -> Double { Foundation.erfc(-z / 2.0.squareRoot()) / 2 }

  /// The number below which a standard normal one lies with a probability: halved until it stands still, then refined.
  static func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    if p > 0.5 { return -normalQuantile(1 - p) }
    var z = inverted(p, from: -40, to: 0.5, normalBelow)
    for _ in 0..<2 {
      let density = Foundation.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      if density > 0 { z -= (normalBelow(z) - p) / density }
    }
    return z
  }

  /// Where an increasing function between two numbers takes a value.
  static func inverted(_ value: Double, from low: Double, to high: Double, _ body: (Double) -> Double) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if body(middle) < value { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// The probability that Student's t is above `t`.
  static func studentAbove(_ t: Double, _ freedom: Double) -> Double {
    let tail = TailProbability.studentTwoSided(t, freedom) / 2
    return t < 0 ? 1 - tail : tail
  }
}
