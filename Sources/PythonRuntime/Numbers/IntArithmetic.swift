import BigInt
import Kernels

/// Python's arithmetic on integers of 64 bits; what does not fit becomes a big integer.
package enum IntArithmetic {
  /// The result of `a op b`; `nil` for operators that integers lack.
  package static func result(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws(Raised) -> Value? {
    switch operation {
    case .add:
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? BigIntObject.value(BigInt(a) + BigInt(b)) : .int(sum)
    case .subtract:
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? BigIntObject.value(BigInt(a) - BigInt(b)) : .int(difference)
    case .multiply:
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? BigIntObject.value(BigInt(a) * BigInt(b)) : .int(product)
    case .divide:
      if b == 0 { throw .zeroDivision("division by zero") }
      return .float(quotient(a, b))
    case .floorDivide:
      if b == 0 { throw .zeroDivision("integer division or modulo by zero") }
      if b == -1 { return try result(.subtract, 0, a) }
      return .int(floorDivided(a, b))
    case .modulo:
      if b == 0 { throw .zeroDivision("integer modulo by zero") }
      return .int(b == -1 ? 0 : modulo(a, b))
    case .power: return try power(a, b)
    case .leftShift:
      if b >= 0, b < 63, (a << b) >> b == a { return .int(a << b) }
      return try BigIntArithmetic.result(.leftShift, BigInt(a), BigInt(b))
    case .rightShift:
      if b < 0 { throw .valueError("negative shift count") }
      return .int(a >> min(b, 63))
    case .and: return .int(a & b)
    case .or: return .int(a | b)
    case .xor: return .int(a ^ b)
    case .matrixMultiply: return nil
    }
  }

  /// The result where it is quick and cannot fail; `nil` sends to `result`.
  @inline(__always)
  static func fast(_ operation: BinaryOperator, _ a: Int, _ b: Int) -> Int? {
    switch operation {
    case .add:
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : sum
    case .subtract:
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? nil : difference
    case .multiply:
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? nil : product
    case .modulo: return b > 0 ? modulo(a, b) : nil
    case .floorDivide: return b > 0 ? floorDivided(a, b) : nil
    case .and: return a & b
    case .or: return a | b
    case .xor: return a ^ b
    default: return nil
    }
  }

  /// `a // b` for b other than 0 and -1.
  @inline(__always)
  static func floorDivided(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }

  /// `a % b` for b other than 0 and -1: the sign is that of `b`.
  @inline(__always)
  static func modulo(_ a: Int, _ b: Int) -> Int {
    let rest = a % b
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }

  /// The correctly rounded `a / b`; beyond 53 bits the quotient is rounded once, not its operands.
  static func quotient(_ a: Int, _ b: Int) -> Double {
    if a.magnitude <= 1 << 53, b.magnitude <= 1 << 53 { return Double(a) / Double(b) }
    return BigIntArithmetic.quotient(BigInt(a), BigInt(b))
  }

  private static func power(_ base: Int, _ exponent: Int) throws(Raised) -> Value {
    if exponent < 0 {
      if base == 0 { throw .zeroDivision("0.0 cannot be raised to a negative power") }
      return try FloatArithmetic.power(Double(base), Double(exponent))
    }
    var result = 1
    var factor = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return try BigIntArithmetic.power(BigInt(base), exponent) }
        result = product
      }
      rest >>= 1
      if rest > 0 {
        let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
        if overflow { return try BigIntArithmetic.power(BigInt(base), exponent) }
        factor = square
      }
    }
    return .int(result)
  }
}
