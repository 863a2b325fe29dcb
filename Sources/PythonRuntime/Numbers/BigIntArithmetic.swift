package import BigInt
import Kernels

/// Python's arithmetic on unbounded integers.
package enum BigIntArithmetic {
  /// The result of `a op b`; `nil` for operators that integers lack.
  package static func result(_ operation: BinaryOperator, _ a: BigInt, _ b: BigInt) throws(Raised) -> Value? {
    switch operation {
    case .add: return BigIntObject.value(a + b)
    case .subtract: return BigIntObject.value(a - b)
    case .multiply: return BigIntObject.value(a * b)
    case .divide:
      if b == 0 { throw .zeroDivision("division by zero") }
      let result = quotient(a, b)
      if result.isInfinite { throw .overflowError("integer division result too large for a float") }
      return .float(result)
    case .floorDivide:
      if b == 0 { throw .zeroDivision("integer division or modulo by zero") }
      return BigIntObject.value(floorDivided(a, b).quotient)
    case .modulo:
      if b == 0 { throw .zeroDivision("integer modulo by zero") }
      return BigIntObject.value(floorDivided(a, b).rest)
    case .power:
      guard let exponent = Int(exactly: b) else { throw Raised(Exceptions.memoryError, "") }
      if exponent < 0 { return try FloatArithmetic.power(Double(nearestTo: a), Double(exponent)) }
      return try power(a, exponent)
    case .leftShift:
      if b < 0 { throw .valueError("negative shift count") }
      guard b < 1 << 20 else { throw .overflowError("too many digits in integer") }
      return BigIntObject.value(a << Int(b))
    case .rightShift:
      if b < 0 { throw .valueError("negative shift count") }
      return BigIntObject.value(b > 1 << 40 ? (a < 0 ? -1 : 0) : a >> Int(b))
    case .and: return BigIntObject.value(a & b)
    case .or: return BigIntObject.value(a | b)
    case .xor: return BigIntObject.value(a ^ b)
    case .matrixMultiply: return nil
    }
  }

  /// The quotient rounded down; `b` is not zero.
  package static func floorQuotient(_ a: BigInt, _ b: BigInt) -> BigInt { floorDivided(a, b).quotient }

  /// Quotient rounded down, with the rest that has the sign of `b`.
  static func floorDivided(_ a: BigInt, _ b: BigInt) -> (quotient: BigInt, rest: BigInt) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? (quotient - 1, rest + b) : (quotient, rest)
  }

  /// The correctly rounded quotient: 64 leading bits and a sticky bit, then one rounding.
  static func quotient(_ a: BigInt, _ b: BigInt) -> Double {
    let isNegative = (a < 0) != (b < 0)
    let (x, y) = (a.magnitude, b.magnitude)
    if x == 0 { return isNegative ? -0.0 : 0 }
    let shift = 66 - (x.bitWidth - y.bitWidth)
    let (scaled, divisor) = shift >= 0 ? (x << shift, y) : (x, y << -shift)
    let (digits, rest) = scaled.quotientAndRemainder(dividingBy: divisor)
    let result = Double(nearestTo: rest == 0 ? digits : digits | 1, timesTwoTo: -shift)
    return isNegative ? -result : result
  }

  /// `base ** exponent` for exponents from 0, bounded by what memory should hold.
  static func power(_ base: BigInt, _ exponent: Int) throws(Raised) -> Value {
    guard base.magnitude <= 1 || base.magnitude.bitWidth * exponent < 1 << 24 else {
      throw Raised(Exceptions.memoryError, "")
    }
    if base.magnitude <= 1 { return BigIntObject.value(exponent % 2 == 0 ? base * base : exponent == 0 ? 1 : base) }
    return BigIntObject.value(base.power(exponent))
  }
}
