import BigInt
import Kernels
import PythonRuntime

extension TimeDeltaObject {
  /// `self op other`, or `other op self`; `nil` if it is none of a timedelta's.
  func arithmetic(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if let other = other.cast(to: TimeDeltaObject.self) {
      return try reflected
        ? other.combined(operation, self, in: context) : combined(operation, other, in: context)
    }
    if let clock = other.cast(to: ClockNumber.self) {
      let value: Value = clock.isWhole ? .int(Int(clock.value)) : .float(clock.value)
      guard let result = try arithmetic(operation, value, reflected: reflected, in: context) else { return nil }
      guard let delta = result.cast(to: TimeDeltaObject.self) else { return result }
      return .object(try TimeDeltaObject(delta.total, isClock: true))
    }
    switch operation {
    case .multiply:
      if let factor = other.bigInt { return try made(BigInt(total) * factor) }
      guard let factor = try float(other, in: context) else { return nil }
      let (top, bottom) = try ratio(factor)
      return try made(nearest(BigInt(total) * top, bottom))
    case .divide where !reflected:
      if let divisor = other.bigInt {
        try check(divisor, "integer division or modulo by zero")
        return try made(nearest(BigInt(total), divisor))
      }
      guard let divisor = try float(other, in: context) else { return nil }
      let (top, bottom) = try ratio(divisor)
      try check(top, "integer division or modulo by zero")
      return try made(nearest(BigInt(total) * bottom, top))
    case .floorDivide where !reflected:
      guard let divisor = other.bigInt else { return nil }
      try check(divisor, "integer division or modulo by zero")
      return try made(floorDivided(BigInt(total), divisor))
    default: return nil
    }
  }

  private func combined(
    _ operation: BinaryOperator, _ other: TimeDeltaObject, in context: Context
  ) throws(Raised) -> Value? {
    let isClock = isClock || other.isClock
    switch operation {
    case .add: return .object(try TimeDeltaObject(total + other.total, isClock: isClock))
    case .subtract: return .object(try TimeDeltaObject(total - other.total, isClock: isClock))
    case .divide:
      if other.total == 0 { throw .zeroDivision("division by zero") }
      let quotient = try context.binary(.divide, integer(total), integer(other.total))
      guard isClock, let number = try context.double(quotient) else { return quotient }
      return context.clockReading(number)
    case .floorDivide:
      if other.total == 0 { throw .zeroDivision("integer division or modulo by zero") }
      let quotient = TimeDeltaObject.floorDivided(total, other.total)
      if isClock, let whole = Int(exactly: quotient) { return context.clockReading(whole: whole) }
      return integer(quotient)
    case .modulo:
      if other.total == 0 { throw .zeroDivision("integer modulo by zero") }
      let quotient = TimeDeltaObject.floorDivided(total, other.total)
      return .object(try TimeDeltaObject(total - quotient * other.total, isClock: isClock))
    default: return nil
    }
  }

  private func made(_ value: BigInt) throws(Raised) -> Value {
    guard let total = Int128(exactly: value) else {
      throw .overflowError("Python int too large to convert to C int")
    }
    return .object(try TimeDeltaObject(total, isClock: isClock))
  }

  private func float(_ value: Value, in context: Context) throws(Raised) -> Double? {
    if case .float(let number) = value { return number }
    guard case .object(let object) = value, object.type.isSubclass(of: Types.float) else { return nil }
    return try context.double(value)
  }

  /// The float as an exact fraction.
  private func ratio(_ value: Double) throws(Raised) -> (BigInt, BigInt) {
    if value.isNaN { throw .valueError("cannot convert NaN to integer ratio") }
    if value.isInfinite { throw .overflowError("cannot convert Infinity to integer ratio") }
    if value == 0 { return (0, 1) }
    let shift = 52 - Int(value.exponent)
    let mantissa = BigInt(value.significand * 0x1p52) * (value < 0 ? -1 : 1)
    return shift >= 0 ? (mantissa, BigInt(1) << shift) : (mantissa << -shift, 1)
  }

  private func check(_ divisor: BigInt, _ message: String) throws(Raised) {
    if divisor == 0 { throw .zeroDivision(message) }
  }

  private func floorDivided(_ a: BigInt, _ b: BigInt) -> BigInt {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? quotient - 1 : quotient
  }

  /// The quotient rounded half to even.
  private func nearest(_ a: BigInt, _ b: BigInt) -> BigInt {
    let quotient = floorDivided(a, b)
    let twice = (a - quotient * b) * 2
    let isMore = b > 0 ? twice > b : twice < b
    return isMore || (twice == b && quotient % 2 != 0) ? quotient + 1 : quotient
  }
}
