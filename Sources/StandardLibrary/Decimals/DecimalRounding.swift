import BigInt

extension DecimalArithmetic {
  /// The number in the bounds of precision and range.
  mutating func finished(_ number: DecimalNumber) -> DecimalNumber {
    guard number.isFinite else { return number.isNaN ? shortened(number) : number }
    if number.coefficient == 0 { return boundedZero(number) }
    let digits = number.digitCount
    var smallest = digits + number.exponent - settings.precision
    if smallest > settings.top { return overflowed(number.isNegative) }
    let isSubnormal = smallest < settings.tiny
    if isSubnormal { smallest = settings.tiny }
    guard number.exponent < smallest else {
      if isSubnormal { status.insert(.subnormal) }
      return folded(number)
    }
    let (coefficient, isInexact) = rounded(number, dropping: smallest - number.exponent)
    var result = DecimalNumber(isNegative: number.isNegative, coefficient, exponent: smallest)
    if coefficient >= PowersOfTen.of(settings.precision) {
      result.coefficient = coefficient / 10
      result.exponent += 1
      if result.exponent > settings.top { return overflowed(number.isNegative) }
    }
    note(isInexact: isInexact, isSubnormal: isSubnormal, isZero: result.coefficient == 0)
    return folded(result)
  }

  private mutating func note(isInexact: Bool, isSubnormal: Bool, isZero: Bool) {
    status.insert(.rounded)
    if isInexact { status.insert(.inexact) }
    if isSubnormal { status.insert(.subnormal) }
    if isInexact, isSubnormal { status.insert(.underflow) }
    if isZero { status.insert(.clamped) }
  }

  /// The coefficient without its last digits, and whether any of these was not zero.
  func rounded(_ number: DecimalNumber, dropping count: Int) -> (coefficient: BigUInt, isInexact: Bool) {
    let digits = number.digitCount
    if count > digits {
      let isUp = number.coefficient != 0 && roundsUp(kept: 0, half: .below, isNegative: number.isNegative)
      return (isUp ? 1 : 0, number.coefficient != 0)
    }
    let scale = PowersOfTen.of(count)
    let (kept, rest) = number.coefficient.quotientAndRemainder(dividingBy: scale)
    if rest == 0 { return (kept, false) }
    let twice = rest * 2
    let half: Half = twice < scale ? .below : twice == scale ? .exact : .above
    return (roundsUp(kept: kept, half: half, isNegative: number.isNegative) ? kept + 1 : kept, true)
  }

  private enum Half { case below, exact, above }

  private func roundsUp(kept: BigUInt, half: Half, isNegative: Bool) -> Bool {
    switch settings.rounding {
    case .up: true
    case .down: false
    case .ceiling: !isNegative
    case .floor: isNegative
    case .halfUp: half != .below
    case .halfDown: half == .above
    case .halfEven: half == .above || half == .exact && kept % 2 == 1
    case .zeroFiveUp: kept % 5 == 0
    }
  }

  private mutating func boundedZero(_ number: DecimalNumber) -> DecimalNumber {
    let largest = settings.isClamped ? settings.top : settings.maximum
    let exponent = min(max(number.exponent, settings.tiny), largest)
    if exponent != number.exponent { status.insert(.clamped) }
    return DecimalNumber(isNegative: number.isNegative, 0, exponent: exponent)
  }

  private mutating func overflowed(_ isNegative: Bool) -> DecimalNumber {
    status.formUnion([.overflow, .inexact, .rounded])
    let isInfinite =
      switch settings.rounding {
      case .up, .halfUp, .halfDown, .halfEven: true
      case .down, .zeroFiveUp: false
      case .ceiling: !isNegative
      case .floor: isNegative
      }
    if isInfinite { return .infinity(isNegative: isNegative) }
    return DecimalNumber(
      isNegative: isNegative, PowersOfTen.of(settings.precision) - 1, exponent: settings.top)
  }

  /// Under `clamp=1`, large exponents are made small by zeros behind the digits.
  private mutating func folded(_ number: DecimalNumber) -> DecimalNumber {
    guard settings.isClamped, number.exponent > settings.top else { return number }
    status.insert(.clamped)
    let digits = number.coefficient * PowersOfTen.of(number.exponent - settings.top)
    return DecimalNumber(isNegative: number.isNegative, digits, exponent: settings.top)
  }

  /// A NaN whose payload fits.
  func shortened(_ number: DecimalNumber) -> DecimalNumber {
    let limit = settings.precision - (settings.isClamped ? 1 : 0)
    guard number.digitCount > limit else { return number }
    return .nan(number.kind, isNegative: number.isNegative, payload: number.coefficient % PowersOfTen.of(limit))
  }

  /// The NaN that an operation on NaNs gives; `nil` if no operand is one.
  mutating func nan(_ a: DecimalNumber, _ b: DecimalNumber? = nil) -> DecimalNumber? {
    guard a.isNaN || b?.isNaN == true else { return nil }
    let operands = [a, b].compactMap { $0 }
    let chosen = operands.first { $0.kind == .signaling } ?? operands.first { $0.isNaN } ?? a
    if chosen.kind == .signaling { status.insert(.invalidOperation) }
    return shortened(.nan(.quiet, isNegative: chosen.isNegative, payload: chosen.coefficient))
  }

  /// The number with another exponent, rounded if digits are lost; no check of precision or range.
  func rescaled(_ number: DecimalNumber, to exponent: Int) -> DecimalNumber {
    if number.coefficient == 0 { return DecimalNumber(isNegative: number.isNegative, 0, exponent: exponent) }
    if number.exponent >= exponent {
      let digits = number.coefficient * PowersOfTen.of(number.exponent - exponent)
      return DecimalNumber(isNegative: number.isNegative, digits, exponent: exponent)
    }
    let digits = rounded(number, dropping: exponent - number.exponent).coefficient
    return DecimalNumber(isNegative: number.isNegative, digits, exponent: exponent)
  }
}
