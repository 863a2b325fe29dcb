import BigInt

extension DecimalArithmetic {
  /// `quantize`: the number with the exponent of another.
  mutating func quantize(_ a: DecimalNumber, like b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    if a.isInfinite || b.isInfinite { return a.isInfinite && b.isInfinite ? a : invalid() }
    guard b.exponent >= settings.tiny, b.exponent <= settings.maximum else { return invalid() }
    if a.coefficient == 0 { return finished(DecimalNumber(isNegative: a.isNegative, 0, exponent: b.exponent)) }
    guard a.adjusted <= settings.maximum, a.adjusted - b.exponent + 1 <= settings.precision else { return invalid() }
    let result = rescaled(a, to: b.exponent)
    guard result.adjusted <= settings.maximum, result.digitCount <= settings.precision else { return invalid() }
    if result.coefficient != 0, result.adjusted < settings.minimum { status.insert(.subnormal) }
    if b.exponent > a.exponent {
      status.insert(.rounded)
      if DecimalOrder.compare(result, a) != 0 { status.insert(.inexact) }
    }
    return finished(result)
  }

  /// `to_integral_value`; with `notes`, `to_integral_exact`.
  mutating func integral(_ a: DecimalNumber, notes: Bool) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    if a.isInfinite || a.exponent >= 0 { return a }
    let result = rescaled(a, to: 0)
    if notes {
      status.insert(.rounded)
      if DecimalOrder.compare(result, a) != 0 { status.insert(.inexact) }
    }
    return result
  }

  /// `normalize`: without zeros behind the digits.
  mutating func normalize(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    var result = finished(a)
    guard result.isFinite else { return result }
    if result.coefficient == 0 { return DecimalNumber(isNegative: result.isNegative, 0) }
    let limit = settings.isClamped ? settings.top : settings.maximum
    while result.exponent < limit {
      let (tenth, digit) = result.coefficient.quotientAndRemainder(dividingBy: 10)
      if digit != 0 { break }
      result.coefficient = tenth
      result.exponent += 1
    }
    return result
  }

  /// The neighbour above (`next_plus`) or below (`next_minus`).
  mutating func next(_ a: DecimalNumber, isUp: Bool) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    if a.isInfinite {
      if a.isNegative != isUp { return a }
      return DecimalNumber(isNegative: isUp, PowersOfTen.of(settings.precision) - 1, exponent: settings.top)
    }
    var quiet = DecimalArithmetic(settings)
    quiet.settings.rounding = isUp ? .ceiling : .floor
    let rounded = quiet.finished(a)
    if rounded.isInfinite || DecimalOrder.compare(rounded, a) != 0 { return rounded }
    return quiet.add(a, DecimalNumber(isNegative: !isUp, 1, exponent: settings.tiny - 1))
  }

  /// `next_toward`: the neighbour in the direction of another number, with the flags of that step.
  mutating func next(_ a: DecimalNumber, toward b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    let order = DecimalOrder.compare(a, b)
    if order == 0 { return a.with(isNegative: b.isNegative) }
    let result = next(a, isUp: order < 0)
    if result.isInfinite {
      status.formUnion([.overflow, .inexact, .rounded])
    } else if result.adjusted < settings.minimum {
      status.formUnion([.underflow, .subnormal, .inexact, .rounded])
      if result.coefficient == 0 { status.insert(.clamped) }
    }
    return result
  }

  /// `logb`: the adjusted exponent.
  mutating func exponentOf(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    if a.isInfinite { return .infinity() }
    if a.coefficient == 0 {
      status.insert(.divisionByZero)
      return .infinity(isNegative: true)
    }
    return finished(DecimalNumber(BigInt(a.adjusted)))
  }

  /// `scaleb`: the exponent moved by a whole number.
  mutating func scale(_ a: DecimalNumber, by b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    guard let count = offset(b, limit: 2 * (settings.maximum + settings.precision)) else { return invalid() }
    if a.isInfinite { return a }
    var result = a
    result.exponent += count
    return finished(result)
  }

  /// `shift`: digits moved, zeros coming in.
  mutating func shift(_ a: DecimalNumber, by b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    guard let count = offset(b, limit: settings.precision) else { return invalid() }
    if a.isInfinite { return a }
    var result = a
    let limit = PowersOfTen.of(settings.precision)
    result.coefficient =
      count >= 0
      ? a.coefficient % limit * PowersOfTen.of(count) % limit : a.coefficient % limit / PowersOfTen.of(-count)
    return result
  }

  /// `rotate`: digits moved around.
  mutating func rotate(_ a: DecimalNumber, by b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    guard let count = offset(b, limit: settings.precision) else { return invalid() }
    if a.isInfinite { return a }
    let turn = count >= 0 ? count : count + settings.precision
    let (head, tail) = (a.coefficient % PowersOfTen.of(settings.precision))
      .quotientAndRemainder(dividingBy: PowersOfTen.of(settings.precision - turn))
    var result = a
    result.coefficient = tail * PowersOfTen.of(turn) + head
    return result
  }

  /// A whole number without exponent, within a limit on both sides.
  private func offset(_ b: DecimalNumber, limit: Int) -> Int? {
    guard b.isFinite, b.exponent == 0, let value = Int(exactly: b.truncated), value.magnitude <= limit.magnitude
    else { return nil }
    return value
  }

  /// A logical operation on digits 0 and 1.
  mutating func logical(
    _ a: DecimalNumber, _ b: DecimalNumber, _ operation: (Bool, Bool) -> Bool
  ) -> DecimalNumber {
    guard let x = DecimalArithmetic.bits(a), let y = DecimalArithmetic.bits(b) else { return invalid() }
    var digits = ""
    for i in (0..<settings.precision).reversed() {
      let bit = operation(i < x.count && x[i], i < y.count && y[i])
      if bit || !digits.isEmpty { digits += bit ? "1" : "0" }
    }
    return DecimalNumber(BigUInt(digits.isEmpty ? "0" : digits) ?? 0)
  }

  /// Digits 0 and 1, the last first; `nil` for any other number.
  private static func bits(_ a: DecimalNumber) -> [Bool]? {
    guard a.isFinite, !a.isNegative, a.exponent == 0 else { return nil }
    let digits = a.digits
    guard digits.allSatisfy({ $0 == "0" || $0 == "1" }) else { return nil }
    return digits.reversed().map { $0 == "1" }
  }
}
