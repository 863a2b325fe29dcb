package import BigInt
import Kernels

/// Python's arithmetic on unbounded integers.
package enum BigIntArithmetic {
  /// The result of `a op b`; `nil` for operators that integers lack.
  package static func result(_ operation: BinaryOperator, _ a: BigInt, _ b: BigInt) throws(Raised) -> Value? {
    switch operation {
    case .add: return BigIntObject.value(a + b)
    case .subtract: return BigIntObject.value(a - b)
    case .multiply:
      try checkSize(a.magnitude.bitWidth + b.magnitude.bitWidth)
      return BigIntObject.value(a * b)
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
    case .power: return try power(a, b)
    case .leftShift:
      if b < 0 { throw .valueError("negative shift count") }
      if a == 0 { return 0 }
      guard let count = Int(exactly: b) else { throw .overflowError("too many digits in integer") }
      try checkSize(count)
      return BigIntObject.value(a << count)
    case .rightShift:
      if b < 0 { throw .valueError("negative shift count") }
      return BigIntObject.value(Int(exactly: b).map { BigIntBits.shiftedRight(a, $0) } ?? (a < 0 ? -1 : 0))
    case .and: return BigIntObject.value(BigIntBits.and(a, b))
    case .or: return BigIntObject.value(BigIntBits.or(a, b))
    case .xor: return BigIntObject.value(BigIntBits.xor(a, b))
    case .matrixMultiply: return nil
    }
  }

  /// The quotient rounded down; `b` is not zero.
  package static func floorQuotient(_ a: BigInt, _ b: BigInt) -> BigInt { floorDivided(a, b).quotient }

  /// Quotient rounded down, with the rest that has the sign of `b`.
  package static func floorDivided(_ a: BigInt, _ b: BigInt) -> (quotient: BigInt, rest: BigInt) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? (quotient - 1, rest + b) : (quotient, rest)
  }

  /// The correctly rounded quotient: more than 64 leading bits and a sticky bit, then one rounding.
  package static func quotient(_ a: BigInt, _ b: BigInt) -> Double {
    let isNegative = (a < 0) != (b < 0)
    let (x, y) = (a.magnitude, b.magnitude)
    if x == 0 { return isNegative ? -0.0 : 0 }
    let shift = 66 - (x.bitWidth - y.bitWidth)
    let (scaled, divisor) = shift >= 0 ? (x << shift, y) : (x, y << -shift)
    let (digits, rest) = scaled.quotientAndRemainder(dividingBy: divisor)
    let result = Double(nearestTo: rest == 0 ? digits : digits | 1, timesTwoTo: -shift)
    return isNegative ? -result : result
  }

  /// Refuses results that would not fit into memory.
  private static func checkSize(_ bits: Int) throws(Raised) {
    if bits > 1 << 31 { throw Raised(Exceptions.memoryError, "") }
  }

  private static func power(_ base: BigInt, _ exponent: BigInt) throws(Raised) -> Value {
    if exponent < 0 {
      if base == 0 { throw .zeroDivision("0.0 cannot be raised to a negative power") }
      return try FloatArithmetic.power(
        BigIntObject.value(base).double(), BigIntObject.value(exponent).double())
    }
    if base.magnitude <= 1 {
      return BigIntObject.value(exponent == 0 ? 1 : base == 0 ? 0 : exponent.magnitude[bitAt: 0] ? base : 1)
    }
    guard let count = Int(exactly: exponent) else { throw Raised(Exceptions.memoryError, "") }
    return try power(base, count)
  }

  /// `base ** exponent` for exponents from 0, bounded by what memory should hold.
  static func power(_ base: BigInt, _ exponent: Int) throws(Raised) -> Value {
    if base.magnitude <= 1 { return try power(base, BigInt(exponent)) }
    let (bits, overflow) = (base.magnitude.bitWidth - 1).multipliedReportingOverflow(by: exponent)
    if overflow || bits > 1 << 27 { throw Raised(Exceptions.memoryError, "") }
    // Powers of two are shifts.
    let zeros = base.magnitude.trailingZeroBitCount
    let odd = base.magnitude >> zeros
    let result = odd == 1 ? BigUInt(1) : odd.power(exponent)
    let magnitude = result << (zeros * exponent)
    return BigIntObject.value(BigInt(sign: base < 0 && exponent & 1 == 1 ? .minus : .plus, magnitude: magnitude))
  }

  /// `pow(base, exponent, modulus)`.
  package static func power(_ base: BigInt, _ exponent: BigInt, modulus: BigInt) throws(Raised) -> Value {
    if modulus == 0 { throw .valueError("pow() 3rd argument cannot be 0") }
    let size = BigInt(modulus.magnitude)
    if size == 1 { return 0 }
    var (base, exponent) = (floorDivided(base, size).rest, exponent)
    if exponent < 0 {
      guard let inverse = base.inverse(size) else {
        throw .valueError("base is not invertible for the given modulus")
      }
      (base, exponent) = (inverse, -exponent)
    }
    let result = BigInt(base.magnitude.power(exponent.magnitude, modulus: size.magnitude))
    return BigIntObject.value(modulus < 0 && result != 0 ? result + modulus : result)
  }
}
