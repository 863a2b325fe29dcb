import Kernels

/// How likely values above a statistic are, to about fourteen digits: the continued fractions here sum otherwise than Cephes'.
///
/// - SeeAlso: scipy, `fdtrc`, `chdtrc`, `stdtr`; Press et al., Numerical Recipes, 6.2 and 6.4.
package enum TailProbability {
  /// Of Fisher's distribution: `f_classif`, `f_regression`.
  package static func fisher(_ value: Double, _ above: Double, _ below: Double) -> Double {
    guard !value.isNaN, above > 0, below > 0 else { return .nan }
    if value <= 0 { return 1 }
    if value == .infinity { return 0 }
    return betaShare(below / 2, above / 2, below / (below + above * value))
  }

  /// Of chi-squared.
  package static func chiSquared(_ value: Double, _ freedom: Double) -> Double {
    guard !value.isNaN, freedom > 0 else { return .nan }
    if value <= 0 { return 1 }
    return value == .infinity ? 0 : gammaShares(freedom / 2, value / 2).upper
  }

  /// Of Student's distribution, on both sides.
  package static func studentTwoSided(_ value: Double, _ freedom: Double) -> Double {
    guard !value.isNaN, freedom > 0 else { return .nan }
    return betaShare(freedom / 2, 0.5, freedom / (freedom + value * value))
  }
}

/// The regularised incomplete beta function `I_x(a, b)`: by its continued fraction, on the side where that converges.
package func betaShare(_ a: Double, _ b: Double, _ x: Double) -> Double {
  guard !x.isNaN, a > 0, b > 0 else { return .nan }
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  let logarithm =
    logarithmOfGamma(a + b) - logarithmOfGamma(a) - logarithmOfGamma(b) + a * naturalLogarithm(x)
    + b * logarithmOfOnePlus(-x)
  let front = exponential(logarithm)
  if x < (a + 1) / (a + b + 2) { return front * betaFraction(a, b, x) / a }
  return 1 - front * betaFraction(b, a, 1 - x) / b
}

private func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / kept(1 - (a + b) * x / (a + 1))
  var h = d
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    h *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    let factor = d * c
    h *= factor
    if (factor - 1).magnitude < 1e-16 { break }
  }
  return h
}

/// The regularised incomplete gamma functions `P(a, x)` and `Q(a, x)`.
package func gammaShares(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
  guard !x.isNaN, a > 0 else { return (.nan, .nan) }
  if x <= 0 { return (0, 1) }
  if x == .infinity { return (1, 0) }
  let front = exponential(a * naturalLogarithm(x) - x - logarithmOfGamma(a))
  if x < a + 1 {
    var (term, sum, n) = (1 / a, 1 / a, a)
    for _ in 0..<10_000 {
      n += 1
      term *= x / n
      sum += term
      if term.magnitude < sum.magnitude * 1e-17 { break }
    }
    return (sum * front, 1 - sum * front)
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var h = d
  for step in 1...10_000 {
    let factor = -Double(step) * (Double(step) - a)
    b += 2
    d = factor * d + b
    if d.magnitude < tiny { d = tiny }
    c = b + factor / c
    if c.magnitude < tiny { c = tiny }
    d = 1 / d
    h *= d * c
    if (d * c - 1).magnitude < 1e-16 { break }
  }
  return (1 - front * h, front * h)
}

/// The logarithm of the gamma function of a positive number, by Lanczos' series.
func logarithmOfGamma(_ x: Double) -> Double {
  if x < 20, x == x.rounded(), x >= 1 {
    // Factorials that a double holds exactly.
    return naturalLogarithm(stride(from: 2, to: x, by: 1).reduce(1, *))
  }
  if x < 0.5 { return naturalLogarithm(.pi / sine(.pi * x)) - logarithmOfGamma(1 - x) }
  let coefficients = [
    0.99999999999980993227684700473478, 676.520368121885098567009190444019, -1259.13921672240287047156078755283,
    771.3234287776530788486528258894, -176.61502916214059906584551354, 12.507343278686904814458936853,
    -0.13857109526572011689554707, 9.984369578019570859563e-6, 1.50563273514931155834e-7,
  ]
  let z = x - 1
  var sum = coefficients[0]
  for (index, coefficient) in coefficients.enumerated().dropFirst() { sum += coefficient / (z + Double(index)) }
  let t = z + 7.5
  return 0.91893853320467274178 + (z + 0.5) * naturalLogarithm(t) - t + naturalLogarithm(sum)
}

/// Digamma of a positive number, by recurrence and Stirling's series.
package func digamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < 10 {
    sum -= 1 / x
    x += 1
  }
  let square = 1 / (x * x)
  let series =
    square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))))
  return sum + naturalLogarithm(x) - 0.5 / x - series
}
