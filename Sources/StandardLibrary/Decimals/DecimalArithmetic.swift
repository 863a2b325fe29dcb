import BigInt

extension DecimalArithmetic {
  mutating func add(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    if a.isInfinite || b.isInfinite {
      if a.isInfinite, b.isInfinite, a.isNegative != b.isNegative { return invalid() }
      return a.isInfinite ? a : b
    }
    let exponent = min(a.exponent, b.exponent)
    let isZeroNegative =
      a.isNegative == b.isNegative ? a.isNegative : settings.rounding == .floor
    if a.coefficient == 0, b.coefficient == 0 {
      return finished(DecimalNumber(isNegative: isZeroNegative, 0, exponent: exponent))
    }
    if a.coefficient == 0 || b.coefficient == 0 {
      let other = a.coefficient == 0 ? b : a
      return finished(rescaled(other, to: max(exponent, other.exponent - settings.precision - 1)))
    }
    let (x, y) = aligned(a, b)
    if a.isNegative == b.isNegative {
      return finished(
        DecimalNumber(isNegative: a.isNegative, x.coefficient + y.coefficient, exponent: x.exponent))
    }
    if x.coefficient == y.coefficient {
      return finished(DecimalNumber(isNegative: isZeroNegative, 0, exponent: exponent))
    }
    let isLess = x.coefficient < y.coefficient
    return finished(
      DecimalNumber(
        isNegative: isLess ? b.isNegative : a.isNegative,
        isLess ? y.coefficient - x.coefficient : x.coefficient - y.coefficient, exponent: x.exponent))
  }

  /// Both with one exponent; what is too small to matter but for rounding becomes a digit behind the others.
  private func aligned(_ a: DecimalNumber, _ b: DecimalNumber) -> (DecimalNumber, DecimalNumber) {
    let isFirstLarger = a.exponent >= b.exponent
    var (larger, smaller) = isFirstLarger ? (a, b) : (b, a)
    let limit = larger.exponent + min(-1, larger.digitCount - settings.precision - 2)
    if smaller.digitCount + smaller.exponent - 1 < limit {
      smaller.coefficient = 1
      smaller.exponent = limit
    }
    larger.coefficient *= PowersOfTen.of(larger.exponent - smaller.exponent)
    larger.exponent = smaller.exponent
    return isFirstLarger ? (larger, smaller) : (smaller, larger)
  }

  mutating func subtract(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    return add(a, b.negated)
  }

  mutating func multiply(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    guard let product = product(a, b) else { return invalid() }
    return finished(product)
  }

  /// The exact product; `nil` for zero times infinity.
  private func product(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber? {
    let isNegative = a.isNegative != b.isNegative
    if a.isInfinite || b.isInfinite { return a.isZero || b.isZero ? nil : .infinity(isNegative: isNegative) }
    return DecimalNumber(
      isNegative: isNegative, a.coefficient * b.coefficient, exponent: a.exponent + b.exponent)
  }

  /// `a · b + c`, rounded once.
  mutating func fusedMultiplyAdd(_ a: DecimalNumber, _ b: DecimalNumber, _ c: DecimalNumber) -> DecimalNumber {
    if a.kind == .signaling || b.kind == .signaling, let nan = nan(a, b) { return nan }
    if c.kind == .signaling, let nan = nan(c) { return nan }
    if let nan = nan(a, b) ?? nan(c) { return nan }
    guard let product = product(a, b) else { return invalid() }
    return add(product, c)
  }

  mutating func divide(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    let isNegative = a.isNegative != b.isNegative
    if a.isInfinite { return b.isInfinite ? invalid() : .infinity(isNegative: isNegative) }
    if b.isInfinite {
      status.insert(.clamped)
      return DecimalNumber(isNegative: isNegative, 0, exponent: settings.tiny)
    }
    if b.coefficient == 0 {
      if a.coefficient == 0 { return invalid(.divisionUndefined) }
      status.insert(.divisionByZero)
      return .infinity(isNegative: isNegative)
    }
    let ideal = a.exponent - b.exponent
    if a.coefficient == 0 { return finished(DecimalNumber(isNegative: isNegative, 0, exponent: ideal)) }
    let shift = b.digitCount - a.digitCount + settings.precision + 1
    var exponent = ideal - shift
    let (above, below) =
      shift >= 0
      ? (a.coefficient * PowersOfTen.of(shift), b.coefficient) : (a.coefficient, b.coefficient * PowersOfTen.of(-shift))
    var (digits, rest) = above.quotientAndRemainder(dividingBy: below)
    if rest != 0 {
      // A digit that is neither 0 nor 5 tells rounding that more follow.
      if digits % 5 == 0 { digits += 1 }
    } else {
      while exponent < ideal {
        let (tenth, digit) = digits.quotientAndRemainder(dividingBy: 10)
        if digit != 0 { break }
        digits = tenth
        exponent += 1
      }
    }
    return finished(DecimalNumber(isNegative: isNegative, digits, exponent: exponent))
  }

  /// `(a // b, a % b)` of finite numbers, `b` not zero; `nil` if the quotient has more digits than the precision.
  private mutating func divided(_ a: DecimalNumber, _ b: DecimalNumber) -> (DecimalNumber, DecimalNumber)? {
    let isNegative = a.isNegative != b.isNegative
    let ideal = b.isInfinite ? a.exponent : min(a.exponent, b.exponent)
    let distance = a.adjusted - b.adjusted
    if a.isZero || b.isInfinite || distance <= -2 {
      return (DecimalNumber(isNegative: isNegative, 0), rescaled(a, to: ideal))
    }
    guard distance <= settings.precision else { return nil }
    var (x, y) = (a.coefficient, b.coefficient)
    if a.exponent >= b.exponent {
      x *= PowersOfTen.of(a.exponent - b.exponent)
    } else {
      y *= PowersOfTen.of(b.exponent - a.exponent)
    }
    let (quotient, rest) = x.quotientAndRemainder(dividingBy: y)
    guard quotient < PowersOfTen.of(settings.precision) else { return nil }
    return (
      DecimalNumber(isNegative: isNegative, quotient), DecimalNumber(isNegative: a.isNegative, rest, exponent: ideal)
    )
  }

  mutating func divideInteger(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    let isNegative = a.isNegative != b.isNegative
    if a.isInfinite { return b.isInfinite ? invalid() : .infinity(isNegative: isNegative) }
    if b.isZero {
      if a.isZero { return invalid(.divisionUndefined) }
      status.insert(.divisionByZero)
      return .infinity(isNegative: isNegative)
    }
    guard let (quotient, _) = divided(a, b) else { return invalid(.divisionImpossible) }
    return quotient
  }

  mutating func remainder(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    if a.isInfinite { return invalid() }
    if b.isZero { return invalid(a.isZero ? .divisionUndefined : .invalidOperation) }
    guard let (_, rest) = divided(a, b) else { return invalid(.divisionImpossible) }
    return finished(rest)
  }

  mutating func divideWithRemainder(_ a: DecimalNumber, _ b: DecimalNumber) -> (DecimalNumber, DecimalNumber) {
    if let nan = nan(a, b) { return (nan, nan) }
    let isNegative = a.isNegative != b.isNegative
    if a.isInfinite {
      let invalidRest = invalid()
      return (b.isInfinite ? invalidRest : .infinity(isNegative: isNegative), invalidRest)
    }
    if b.isZero {
      if a.isZero {
        let undefined = invalid(.divisionUndefined)
        return (undefined, undefined)
      }
      status.formUnion([.divisionByZero, .invalidOperation])
      return (.infinity(isNegative: isNegative), .nan)
    }
    guard let (quotient, rest) = divided(a, b) else {
      let impossible = invalid(.divisionImpossible)
      return (impossible, impossible)
    }
    return (quotient, finished(rest))
  }

  /// The rest of the division by the nearest quotient, ties to even.
  mutating func remainderNear(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    if a.isInfinite { return invalid() }
    if b.isZero { return invalid(a.isZero ? .divisionUndefined : .invalidOperation) }
    if b.isInfinite { return finished(a) }
    let ideal = min(a.exponent, b.exponent)
    if a.isZero { return finished(DecimalNumber(isNegative: a.isNegative, 0, exponent: ideal)) }
    let distance = a.adjusted - b.adjusted
    if distance >= settings.precision + 1 { return invalid(.divisionImpossible) }
    if distance <= -2 { return finished(rescaled(a, to: ideal)) }
    var (x, y) = (a.coefficient, b.coefficient)
    if a.exponent >= b.exponent {
      x *= PowersOfTen.of(a.exponent - b.exponent)
    } else {
      y *= PowersOfTen.of(b.exponent - a.exponent)
    }
    var (quotient, rest) = x.quotientAndRemainder(dividingBy: y)
    var isNegative = a.isNegative
    if 2 * rest + (quotient & 1) > y {
      rest = y - rest
      isNegative.toggle()
      quotient += 1
    }
    guard quotient < PowersOfTen.of(settings.precision) else { return invalid(.divisionImpossible) }
    return finished(DecimalNumber(isNegative: isNegative, rest, exponent: ideal))
  }

  mutating func squareRoot(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    if a.isInfinite, !a.isNegative { return a }
    if a.isZero {
      return finished(DecimalNumber(isNegative: a.isNegative, 0, exponent: floorHalf(a.exponent)))
    }
    if a.isNegative { return invalid() }
    let wanted = settings.precision + 1
    var exponent = floorHalf(a.exponent)
    var digits = a.coefficient
    let count: Int
    if a.exponent & 1 != 0 {
      digits *= 10
      count = (a.digitCount >> 1) + 1
    } else {
      count = (a.digitCount + 1) >> 1
    }
    let shift = wanted - count
    var isExact = true
    if shift >= 0 {
      digits *= PowersOfTen.of(2 * shift)
    } else {
      let (quotient, rest) = digits.quotientAndRemainder(dividingBy: PowersOfTen.of(-2 * shift))
      digits = quotient
      isExact = rest == 0
    }
    exponent -= shift
    var root = digits.squareRoot()
    isExact = isExact && root * root == digits
    if isExact {
      if shift >= 0 { root /= PowersOfTen.of(shift) } else { root *= PowersOfTen.of(-shift) }
      exponent += shift
    } else if root % 5 == 0 {
      root += 1
    }
    let rounding = settings.rounding
    settings.rounding = .halfEven
    defer { settings.rounding = rounding }
    return finished(DecimalNumber(root, exponent: exponent))
  }

  private func floorHalf(_ value: Int) -> Int { value >> 1 }
}
