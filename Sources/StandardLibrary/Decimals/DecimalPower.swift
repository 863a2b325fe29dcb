import BigInt
import Kernels

extension DecimalArithmetic {
  /// `a ** b`, as libmpdec rounds it: whole powers by squaring with more digits, others by e^(b ln a).
  mutating func power(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    let isWhole = b.isInteger
    let isNegative = a.isNegative && isWhole && DecimalArithmetic.isOdd(b)
    if a.isZero {
      if b.isZero { return invalid() }
      return b.isNegative ? .infinity(isNegative: isNegative) : DecimalNumber(isNegative: isNegative, 0)
    }
    if a.isNegative, !isWhole || b.isInfinite { return invalid() }
    if b.isInfinite { return infinitePower(a, isGrowing: !b.isNegative) }
    if a.isInfinite {
      if b.isZero { return .one }
      return b.isNegative ? DecimalNumber(isNegative: isNegative, 0) : .infinity(isNegative: isNegative)
    }
    if b.isZero { return .one }
    if DecimalOrder.compare(a.magnitude, .one) == 0 { return powerOfOne(a, b, isNegative, isWhole: isWhole) }
    if let bound = beyondRange(a, b, isNegative) { return bound }
    return isWhole ? wholePower(a, b, isNegative) : brokenPower(a, b)
  }

  private static func isOdd(_ number: DecimalNumber) -> Bool {
    number.isFinite && number.exponent <= 0 && number.truncated & 1 == 1
  }

  private mutating func infinitePower(_ a: DecimalNumber, isGrowing: Bool) -> DecimalNumber {
    let order = DecimalOrder.compare(a.magnitude, .one)
    if a.isFinite, order == 0 {
      status.formUnion([.inexact, .rounded])
      return DecimalNumber(PowersOfTen.of(settings.precision - 1), exponent: 1 - settings.precision)
    }
    let isLarge = a.isInfinite || order > 0
    return isLarge == isGrowing ? .infinity() : DecimalNumber(0)
  }

  /// A power of ±1: 1.000 ** 3 is 1.000000000.
  private mutating func powerOfOne(
    _ a: DecimalNumber, _ b: DecimalNumber, _ isNegative: Bool, isWhole: Bool
  ) -> DecimalNumber {
    var zeros = settings.precision - 1
    if isWhole {
      if b.isNegative { return DecimalNumber(isNegative: isNegative, 1) }
      let wanted = b.truncated * BigInt(-a.exponent)
      if wanted > zeros { status.insert(.rounded) } else { zeros = max(0, Int(wanted)) }
    } else {
      status.formUnion([.inexact, .rounded])
    }
    return DecimalNumber(isNegative: isNegative, PowersOfTen.of(zeros), exponent: -zeros)
  }

  /// Infinity or zero for powers that are far outside of the range.
  private mutating func beyondRange(
    _ a: DecimalNumber, _ b: DecimalNumber, _ isNegative: Bool
  ) -> DecimalNumber? {
    let leading = Double(String(a.digits.prefix(17))) ?? 1
    let logarithm = Kernels.decimalLogarithm(leading) + Double(a.exponent + max(0, a.digitCount - 17))
    let exponent =
      (Double(String(b.digits.prefix(17))) ?? 1) * Kernels.power(10, Double(b.exponent + max(0, b.digitCount - 17)))
    let size = logarithm * (b.isNegative ? -exponent : exponent)
    if size > Double(settings.maximum) + 10 {
      return finished(DecimalNumber(isNegative: isNegative, 1, exponent: settings.maximum + 1))
    }
    if size < Double(settings.tiny) - 10 {
      return finished(DecimalNumber(isNegative: isNegative, 1, exponent: settings.tiny - 1))
    }
    return nil
  }

  private mutating func wholePower(_ a: DecimalNumber, _ b: DecimalNumber, _ isNegative: Bool) -> DecimalNumber {
    let extra = b.digitCount + b.exponent + 2 + (b.isNegative ? 1 : 0)
    var work = DecimalArithmetic(settings.working(settings.precision + extra))
    let base = b.isNegative ? work.divide(.one, a) : a
    let exponent = b.truncated.magnitude
    var result = base
    for bit in stride(from: exponent.bitWidth - 2, through: 0, by: -1) {
      result = work.multiply(result, result)
      if exponent >> bit & 1 == 1 { result = work.multiply(result, base) }
    }
    status.formUnion(work.status.intersection([.inexact, .rounded]))
    return finished(result.with(isNegative: isNegative))
  }

  private mutating func brokenPower(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    var work = DecimalArithmetic(settings.working(max(a.digitCount, settings.precision) + 23))
    let logarithm = work.logarithm(a)
    var result = work.exponential(work.multiply(logarithm, b))
    status.formUnion([.inexact, .rounded])
    if DecimalOrder.compare(result, .one) == 0 {
      result = DecimalNumber(PowersOfTen.of(settings.precision - 1), exponent: 1 - settings.precision)
    }
    return finished(result)
  }

  /// `pow(a, b, c)` of integers.
  mutating func power(_ a: DecimalNumber, _ b: DecimalNumber, modulo c: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) ?? nan(c) { return nan }
    guard a.isInteger, b.isInteger, c.isInteger, !b.isNegative, !c.isZero, !(a.isZero && b.isZero),
      c.adjusted < settings.precision
    else { return invalid() }
    let modulus = c.truncated.magnitude
    let result = a.truncated.magnitude.power(b.truncated.magnitude, modulus: modulus)
    let isNegative = a.isNegative && DecimalArithmetic.isOdd(b)
    return DecimalNumber(isNegative: isNegative, result)
  }
}
