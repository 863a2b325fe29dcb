package import BigInt
package import PythonRuntime

/// A decimal number of the General Decimal Arithmetic Specification: `±coefficient · 10^exponent`, infinity or NaN.
package struct DecimalNumber: ExpressibleByIntegerLiteral {
  package enum Kind { case finite, infinite, quiet, signaling }

  package var kind = Kind.finite
  package var isNegative = false
  /// The digits; of a NaN, its payload.
  package var coefficient: BigUInt
  package var exponent: Int

  package init(isNegative: Bool = false, _ coefficient: BigUInt, exponent: Int = 0) {
    self.isNegative = isNegative
    self.coefficient = coefficient
    self.exponent = exponent
  }

  package init(_ value: BigInt) {
    self.init(isNegative: value < 0, value.magnitude)
  }

  package init(integerLiteral value: Int) {
    self.init(BigInt(value))
  }

  private init(_ kind: Kind, isNegative: Bool, payload: BigUInt = 0) {
    self.init(isNegative: isNegative, payload)
    self.kind = kind
  }

  static let nan = DecimalNumber(.quiet, isNegative: false)
  static let one = DecimalNumber(1)
  static func infinity(isNegative: Bool = false) -> DecimalNumber { DecimalNumber(.infinite, isNegative: isNegative) }
  static func nan(_ kind: Kind, isNegative: Bool, payload: BigUInt) -> DecimalNumber {
    DecimalNumber(kind, isNegative: isNegative, payload: payload)
  }

  /// The exact value of a float.
  init(_ value: Double) {
    guard value.isFinite else {
      self.init(value.isNaN ? .quiet : .infinite, isNegative: value.sign == .minus)
      return
    }
    let ratio = Rational(value.magnitude)
    let shift = ratio.denominator.magnitude.trailingZeroBitCount
    // n / 2^k = n · 5^k / 10^k
    let digits = ratio.numerator.magnitude * BigUInt(5).power(shift)
    self.init(isNegative: value.sign == .minus, digits, exponent: -shift)
  }

  var isFinite: Bool { kind == .finite }
  var isInfinite: Bool { kind == .infinite }
  var isNaN: Bool { kind == .quiet || kind == .signaling }
  var isZero: Bool { kind == .finite && coefficient == 0 }
  /// Number of digits, 1 for zero.
  var digitCount: Int { PowersOfTen.digitCount(of: coefficient) }
  /// Exponent of the first digit.
  var adjusted: Int { isFinite ? exponent + digitCount - 1 : 0 }
  var magnitude: DecimalNumber { with(isNegative: false) }
  var negated: DecimalNumber { with(isNegative: !isNegative) }

  func with(isNegative: Bool) -> DecimalNumber {
    var result = self
    result.isNegative = isNegative
    return result
  }

  /// Whether it is finite and whole.
  var isInteger: Bool {
    guard isFinite else { return false }
    if exponent >= 0 || coefficient == 0 { return true }
    if -exponent >= digitCount { return false }
    return coefficient % PowersOfTen.of(-exponent) == 0
  }

  /// The integer, cut off at the point; finite numbers only.
  var truncated: BigInt {
    let whole =
      exponent >= 0
      ? coefficient * PowersOfTen.of(exponent)
      : -exponent >= digitCount ? 0 : coefficient / PowersOfTen.of(-exponent)
    return BigInt(sign: isNegative ? .minus : .plus, magnitude: whole)
  }

  /// The exact quotient of integers.
  ///
  /// - Throws: as `Decimal.as_integer_ratio` for NaN and infinity.
  package func ratio() throws(Raised) -> Rational {
    if isNaN { throw .valueError("cannot convert NaN to integer ratio") }
    if isInfinite { throw .overflowError("cannot convert Infinity to integer ratio") }
    try checkSize()
    let signed = BigInt(sign: isNegative ? .minus : .plus, magnitude: coefficient)
    if exponent >= 0 { return Rational(signed * BigInt(PowersOfTen.of(exponent))) }
    return Rational(signed, BigInt(PowersOfTen.of(-exponent)))
  }

  /// Refuses exponents whose integers would not fit into memory.
  func checkSize() throws(Raised) {
    if exponent.magnitude > 100_000_000, coefficient != 0 { throw Raised(Exceptions.memoryError, "") }
  }

  /// The digits as text.
  var digits: String { String(coefficient) }
}

/// 10^n and numbers of digits.
enum PowersOfTen {
  private static let table: [BigUInt] = {
    var result: [BigUInt] = [1]
    for i in 1..<128 { result.append(result[i - 1] * 10) }
    return result
  }()

  static func of(_ exponent: Int) -> BigUInt {
    exponent < table.count ? table[exponent] : BigUInt(10).power(exponent)
  }

  static func digitCount(of value: BigUInt) -> Int {
    let width = value.bitWidth
    if width <= 3 { return value >= 10 ? 2 : 1 }
    // log10(2) from below and the exact comparison for the one that it may miss.
    let estimate = Int(Double(width - 1) * 0.30102999566398119)
    return value >= of(estimate) ? (value >= of(estimate + 1) ? estimate + 2 : estimate + 1) : estimate
  }
}
