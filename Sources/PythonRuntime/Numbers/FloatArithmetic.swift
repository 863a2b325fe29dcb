import Kernels

/// Python's arithmetic on floats.
package enum FloatArithmetic {
  /// The result of `a op b`; `nil` for operators that floats lack.
  package static func result(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws(Raised) -> Value? {
    switch operation {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      if b == 0 { throw .zeroDivision("float division by zero") }
      return .float(a / b)
    case .floorDivide:
      if b == 0 { throw .zeroDivision("float floor division by zero") }
      return .float(floorDivided(a, b).quotient)
    case .modulo:
      if b == 0 { throw .zeroDivision("float modulo") }
      return .float(floorDivided(a, b).rest)
    case .power: return try power(a, b)
    case .matrixMultiply, .leftShift, .rightShift, .and, .or, .xor: return nil
    }
  }

  /// The result where it is quick and cannot fail; `nil` sends to `result`.
  @inline(__always)
  static func fast(_ operation: BinaryOperator, _ a: Double, _ b: Double) -> Double? {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return b == 0 ? nil : a / b
    default: return nil
    }
  }

  /// CPython's `float_divmod`.
  package static func floorDivided(_ a: Double, _ b: Double) -> (quotient: Double, rest: Double) {
    var rest = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - rest) / b
    if rest != 0 {
      if (b < 0) != (rest < 0) {
        rest += b
        quotient -= 1
      }
    } else {
      rest = b < 0 ? -0.0 : 0.0
    }
    guard quotient != 0 else { return ((a / b).sign == .minus ? -0.0 : 0.0, rest) }
    var floor = quotient.rounded(.down)
    if quotient - floor > 0.5 { floor += 1 }
    return (floor, rest)
  }

  /// `a ** b`; a negative base with a fractional exponent gives a complex number.
  package static func power(_ a: Double, _ b: Double) throws(Raised) -> Value {
    if b == 0 { return 1.0 }
    if a.isNaN { return .float(a) }
    if b.isNaN { return .float(a == 1 ? 1 : b) }
    if b.isInfinite {
      if a.magnitude == 1 { return 1.0 }
      return .float((b > 0) == (a.magnitude > 1) ? .infinity : 0)
    }
    let isOdd = b.magnitude.truncatingRemainder(dividingBy: 2) == 1
    if a.isInfinite {
      if b > 0 { return .float(isOdd ? a : a.magnitude) }
      return .float(isOdd && a < 0 ? -0.0 : 0)
    }
    if a == 0 {
      if b < 0 { throw .zeroDivision("0.0 cannot be raised to a negative power") }
      return .float(isOdd ? a : 0)
    }
    if a < 0, b != b.rounded() { return try ComplexObject.power(ComplexNumber(a), ComplexNumber(b)) }
    let magnitude = a.magnitude == 1 ? 1 : Kernels.power(a.magnitude, b)
    if magnitude.isInfinite {
      throw .exception(ExceptionObject(Exceptions.overflowError, [34, "Numerical result out of range"]))
    }
    return .float(a < 0 && isOdd ? -magnitude : magnitude)
  }
}
