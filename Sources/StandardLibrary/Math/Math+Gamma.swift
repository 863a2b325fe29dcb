import Foundation
import Kernels
import PythonRuntime

extension Standard.Math {
  static let gamma = Function("gamma(x, /)") { call in
    let x = try number(call[0], call)
    guard let result = gammaFunction(x) else { throw Raised.valueError("math domain error") }
    if result.isInfinite, x.isFinite { throw Raised.overflowError("math range error") }
    return .float(result)
  }

  static let lgamma = Function("lgamma(x, /)") { call in
    let x = try number(call[0], call)
    guard let result = logarithmOfGamma(x) else { throw Raised.valueError("math domain error") }
    if result.isInfinite, x.isFinite { throw Raised.overflowError("math range error") }
    return .float(result)
  }
}

/// Γ(x) by the approximation of Lanczos, with the bits of CPython; `nil` at the poles.
///
/// - SeeAlso: CPython 3.11, `mathmodule.c`, `m_tgamma`; Lanczos' N = 13, g = 6.024680040776729583740234375.
func gammaFunction(_ x: Double) -> Double? {
  if x.isNaN || x == .infinity { return x }
  if x == -.infinity || x == 0 { return nil }
  if x == x.rounded(.down) {
    if x < 0 { return nil }
    if x <= 23 { return (1..<Int(x)).reduce(1.0) { $0 * Double($1) } }
  }
  let magnitude = x.magnitude
  if magnitude < 1e-20 { return 1 / x }
  if magnitude > 200 { return x < 0 ? 0 / Lanczos.sineOfPi(times: x) : .infinity }
  let y = magnitude + Lanczos.shift
  // What was lost in the addition.
  let error =
    magnitude > Lanczos.shift ? (y - magnitude) - Lanczos.shift : (y - Lanczos.shift) - magnitude
  let z = error * Lanczos.g / y
  var result: Double
  if x < 0 {
    result = -Double.pi / Lanczos.sineOfPi(times: magnitude) / magnitude * exponential(y) / Lanczos.sum(magnitude)
    result -= z * result
    if magnitude < 140 { return result / power(y, magnitude - 0.5) }
    let root = power(y, magnitude / 2 - 0.25)
    return result / root / root
  }
  result = Lanczos.sum(magnitude) / exponential(y)
  result += z * result
  if magnitude < 140 { return result * power(y, magnitude - 0.5) }
  let root = power(y, magnitude / 2 - 0.25)
  return result * root * root
}

/// ln |Γ(x)|, with the bits of CPython; `nil` at the poles.
func logarithmOfGamma(_ x: Double) -> Double? {
  if x.isNaN { return x }
  if x.isInfinite { return .infinity }
  if x == x.rounded(.down), x <= 2 { return x <= 0 ? nil : 0 }
  let magnitude = x.magnitude
  if magnitude < 1e-20 { return -naturalLogarithm(magnitude) }
  var result = naturalLogarithm(Lanczos.sum(magnitude)) - Lanczos.g
  result += (magnitude - 0.5) * (naturalLogarithm(magnitude + Lanczos.g - 0.5) - 1)
  if x < 0 {
    let sine = Lanczos.sineOfPi(times: magnitude).magnitude
    result = 1.1447298858494001741 - naturalLogarithm(sine) - naturalLogarithm(magnitude) - result
  }
  return result
}

private enum Lanczos {
  static let g = 6.024680040776729583740234375
  static let shift = 5.524680040776729583740234375

  private static let numerator = [
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
  ]
  private static let denominator: [Double] = [
    0, 39_916_800, 120_543_840, 150_917_976, 105_258_076, 45_995_730, 13_339_535, 2_637_558, 357_423, 32_670, 1925,
    66, 1,
  ]

  /// The rational function, from that end at which nothing overflows.
  static func sum(_ x: Double) -> Double {
    var (above, below) = (0.0, 0.0)
    if x < 5 {
      for (a, b) in zip(numerator, denominator).reversed() {
        above = above * x + a
        below = below * x + b
      }
    } else {
      for (a, b) in zip(numerator, denominator) {
        above = above / x + a
        below = below / x + b
      }
    }
    return above / below
  }

  /// sin πx, exact at the multiples of a half.
  static func sineOfPi(times x: Double) -> Double {
    let y = fmod(x.magnitude, 2)
    let result =
      switch Int((2 * y).rounded()) {
      case 0: sine(.pi * y)
      case 1: cosine(.pi * (y - 0.5))
      case 2: sine(.pi * (1 - y))
      case 3: -cosine(.pi * (y - 1.5))
      default: sine(.pi * (y - 2))
      }
    return x < 0 ? -result : result
  }
}
