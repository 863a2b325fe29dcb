import BigInt

/// The orders of decimal numbers.
enum DecimalOrder {
  /// -1, 0 or 1 for numbers that are not NaN.
  static func compare(_ a: DecimalNumber, _ b: DecimalNumber) -> Int {
    if a.isZero || b.isZero {
      let (x, y) = (signum(a), signum(b))
      return x < y ? -1 : x > y ? 1 : 0
    }
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = magnitudes(a, b)
    return a.isNegative ? -order : order
  }

  private static func signum(_ a: DecimalNumber) -> Int { a.isZero ? 0 : a.isNegative ? -1 : 1 }

  private static func magnitudes(_ a: DecimalNumber, _ b: DecimalNumber) -> Int {
    if a.isInfinite || b.isInfinite { return a.isInfinite && b.isInfinite ? 0 : a.isInfinite ? 1 : -1 }
    if a.adjusted != b.adjusted { return a.adjusted < b.adjusted ? -1 : 1 }
    let exponent = min(a.exponent, b.exponent)
    let x = a.coefficient * PowersOfTen.of(a.exponent - exponent)
    let y = b.coefficient * PowersOfTen.of(b.exponent - exponent)
    return x < y ? -1 : x > y ? 1 : 0
  }

  /// The order of representations: exponents break ties, NaNs stand at the ends.
  static func total(_ a: DecimalNumber, _ b: DecimalNumber) -> Int {
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = totalMagnitudes(a, b)
    return a.isNegative ? -order : order
  }

  static func totalMagnitudes(_ a: DecimalNumber, _ b: DecimalNumber) -> Int {
    let (x, y) = (rank(a), rank(b))
    if x != y { return x < y ? -1 : 1 }
    if a.isNaN { return a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient ? 1 : 0 }
    let order = compare(a.magnitude, b.magnitude)
    if order != 0 || a.isInfinite { return order }
    return a.exponent < b.exponent ? -1 : a.exponent > b.exponent ? 1 : 0
  }

  private static func rank(_ a: DecimalNumber) -> Int {
    switch a.kind {
    case .finite, .infinite: 0
    case .signaling: 1
    case .quiet: 2
    }
  }
}

extension DecimalArithmetic {
  /// `compare`: -1, 0, 1 as a number; NaN if an operand is one.
  mutating func compare(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) { return nan }
    return DecimalNumber(BigInt(DecimalOrder.compare(a, b)))
  }

  /// `compare_signal`: all NaNs signal.
  mutating func compareSignal(_ a: DecimalNumber, _ b: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a, b) {
      status.insert(.invalidOperation)
      return nan
    }
    return DecimalNumber(BigInt(DecimalOrder.compare(a, b)))
  }

  /// `max`, `min` and those by magnitude: a number is preferred to a quiet NaN, equal ones are ordered by representation.
  mutating func extreme(_ a: DecimalNumber, _ b: DecimalNumber, wantsLarger: Bool, byMagnitude: Bool) -> DecimalNumber {
    if a.kind == .quiet, !b.isNaN { return finished(b) }
    if b.kind == .quiet, !a.isNaN { return finished(a) }
    if let nan = nan(a, b) { return nan }
    var order = byMagnitude ? DecimalOrder.compare(a.magnitude, b.magnitude) : DecimalOrder.compare(a, b)
    if order == 0 { order = DecimalOrder.total(a, b) }
    return finished((order < 0) == wantsLarger ? b : a)
  }
}
