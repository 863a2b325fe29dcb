import Foundation
import Kernels

/// Distribution functions of statistics, to about 1e-14: scipy's own last digits depend on the library that it was built
/// with.
enum SpecialFunctions {
  /// The regularised incomplete beta function `I_x(a, b)`: by its continued fraction, on the side where that converges.
  static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard !x.isNaN, a > 0, b > 0 else { return .nan }
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let constant = Foundation.lgamma(a + b) - Foundation.lgamma(a) - Foundation.lgamma(b)
    let front = Foundation.exp(constant + a * Foundation.log(x) + b * Foundation.log1p(-x))
    if x < (a + 1) / (a + b + 2) { return front * betaFraction(a, b, x) / a }
    return 1 - front * betaFraction(b, a, 1 - x) / b
  }

  /// Lentz's evaluation of the continued fraction of the incomplete beta function.
  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1..<2000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      result *= d * c
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return result
  }

  /// The regularised incomplete gamma functions `P(a, x)` and `Q(a, x)`.
  static func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard !x.isNaN, a > 0 else { return (.nan, .nan) }
    if x <= 0 { return (0, 1) }
    if x.isInfinite { return (1, 0) }
    let front = Foundation.exp(a * Foundation.log(x) - x - Foundation.lgamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      for step in 1..<10_000 {
        term *= x / (a + Double(step))
        sum += term
        if term < sum * 1e-17 { break }
      }
      return (front * sum, 1 - front * sum)
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var result = d
    for step in 1..<10_000 {
      let n = Double(step)
      let factor = -n * (n - a)
      b += 2
      d = 1 / (factor * d + b)
      c = b + factor / c
      result *= d * c
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return (1 - front * result, front * result)
  }

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
    guard !t.isNaN, freedom > 0 else { return .nan }
    let tail = incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
    return t >= 0 ? tail : 1 - tail
  }

  /// The probability of a t at least as far from zero.
  static func studentBeyond(_ t: Double, _ freedom: Double) -> Double {
    guard !t.isNaN, freedom > 0 else { return .nan }
    return incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t))
  }

  static func chiSquareAbove(_ x: Double, _ freedom: Double) -> Double {
    x.isNaN ? .nan : incompleteGamma(freedom / 2, x / 2).upper
  }

  static func fisherAbove(_ f: Double, _ first: Double, _ second: Double) -> Double {
    if f.isNaN { return .nan }
    return incompleteBeta(second / 2, first / 2, second / (second + first * f))
  }
}
