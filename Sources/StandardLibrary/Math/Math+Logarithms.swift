import BigInt
import Kernels
import PythonRuntime

extension Standard.Math {
  static let log = Function("log(x, base=None, /)") { call in
    let numerator = try logarithm(call[0], call, naturalLogarithm)
    guard call.isGiven("base") else { return .float(numerator) }
    let denominator = try logarithm(call[1], call, naturalLogarithm)
    if denominator == 0 { throw Raised.zeroDivision("float division by zero") }
    return .float(numerator / denominator)
  }

  static let log2 = Function("log2(x, /)") { call in .float(try logarithm(call[0], call, binaryLogarithm)) }
  static let log10 = Function("log10(x, /)") { call in .float(try logarithm(call[0], call, decimalLogarithm)) }

  static let log1p = Function("log1p(x, /)") { call in
    let x = try number(call[0], call)
    if x <= -1 { throw Raised.valueError("math domain error") }
    return .float(logarithmOfOnePlus(x))
  }

  /// The logarithm of a number; integers too large for a float are split into fraction and power of two.
  private static func logarithm(
    _ value: Value, _ call: Call, _ function: (Double) -> Double
  ) throws(Raised) -> Double {
    if let big = value.cast(to: BigIntObject.self)?.value {
      guard big > 0 else { throw .valueError("math domain error") }
      let number = Double(nearestTo: big)
      if number.isFinite { return function(number) }
      let (fraction, exponent) = split(big.magnitude)
      return function(fraction) + function(2) * Double(exponent)
    }
    let x = try number(value, call)
    if x.isNaN { return x }
    guard x > 0 else { throw .valueError("math domain error") }
    return function(x)
  }

  /// `frexp` of an integer: a fraction from 0.5, rounded to nearest, and the exponent.
  private static func split(_ value: BigUInt) -> (fraction: Double, exponent: Int) {
    let (fraction, exponent) = frexpOf(Double(nearestTo: value, timesTwoTo: -value.bitWidth))
    return (fraction, exponent + value.bitWidth)
  }
}
