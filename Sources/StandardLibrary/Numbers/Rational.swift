package import BigInt
import PythonRuntime

/// An exact quotient of integers in lowest terms, its denominator above zero.
package struct Rational: Equatable, ExpressibleByIntegerLiteral {
  package let numerator: BigInt
  package let denominator: BigInt

  package init(_ value: BigInt) {
    numerator = value
    denominator = 1
  }

  package init(integerLiteral value: Int) {
    self.init(BigInt(value))
  }

  /// The quotient in lowest terms; the denominator is not zero.
  package init(_ numerator: BigInt, _ denominator: BigInt) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.numerator = numerator / divisor * sign
    self.denominator = denominator / divisor * sign
  }

  /// Terms that are known to be lowest.
  init(lowest numerator: BigInt, _ denominator: BigInt) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The exact value of a finite float.
  package init(_ value: Double) {
    guard value != 0 else {
      self.init(BigInt(0))
      return
    }
    let bits = BigInt(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
    let signed = value < 0 ? -bits : bits
    let exponent = max(Int(value.exponentBitPattern), 1) - 1075
    if exponent >= 0 {
      self.init(signed << exponent)
    } else {
      let shift = min(-exponent, signed.magnitude.trailingZeroBitCount)
      self.init(lowest: signed >> shift, BigInt(1) << (-exponent - shift))
    }
  }

  /// The correctly rounded value, infinite beyond the range.
  package var double: Double { BigIntArithmetic.quotient(numerator, denominator) }

  package static func + (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }

  package static func - (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
  }

  package static func * (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.numerator, a.denominator * b.denominator)
  }

  /// The quotient; `b` is not zero.
  package static func / (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator, a.denominator * b.numerator)
  }

  package static func < (a: Rational, b: Rational) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }

  /// The integer nearest to the value, ties to even.
  package var roundedToEven: BigInt {
    let floor = BigIntArithmetic.floorQuotient(numerator, denominator)
    let twice = (numerator - floor * denominator) * 2
    if twice < denominator || twice == denominator && floor % 2 == 0 { return floor }
    return floor + 1
  }
}
