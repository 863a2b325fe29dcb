import BigInt

/// Logarithms and powers of e to any precision, as binary fractions of fixed point; see Brent and Zimmermann, Modern
/// Computer Arithmetic, chapter 4.
enum FixedPoint {
  /// ln 10 · 2^bits, its last bits uncertain.
  static func logarithmOfTen(_ bits: Int) -> BigInt {
    46 * inverseTangent(31, bits) + 34 * inverseTangent(49, bits) + 20 * inverseTangent(161, bits)
  }

  /// ln 2 · 2^bits.
  private static func logarithmOfTwo(_ bits: Int) -> BigInt {
    14 * inverseTangent(31, bits) + 10 * inverseTangent(49, bits) + 6 * inverseTangent(161, bits)
  }

  /// artanh(1 / n) · 2^bits.
  private static func inverseTangent(_ n: BigInt, _ bits: Int) -> BigInt {
    var power = (BigInt(1) << bits) / n
    var sum = power
    var k: BigInt = 3
    while power != 0 {
      power /= n * n
      sum += power / k
      k += 2
    }
    return sum
  }

  /// e^(x / 2^bits) · 2^bits for x from 0 to 3 · 2^bits.
  static func exponential(_ x: BigInt, _ bits: Int) -> BigInt {
    let halvings = 12
    let inner = bits + 2 * halvings + 16
    let small = x << (inner - bits - halvings)
    var term = BigInt(1) << inner
    var sum = term
    var k: BigInt = 1
    while term != 0 {
      term = ((term * small) >> inner) / k
      sum += term
      k += 1
    }
    for _ in 0..<halvings { sum = (sum * sum) >> inner }
    return sum >> (inner - bits)
  }

  /// ln(x / 2^bits) · 2^bits for x > 0.
  static func logarithm(_ x: BigInt, _ bits: Int) -> BigInt {
    // x = 2^shift · t with t from 0.75 to 1.5
    var shift = x.magnitude.bitWidth - 1 - bits
    var t = shift >= 0 ? x >> shift : x << -shift
    if t > 3 << (bits - 1) {
      t >>= 1
      shift += 1
    }
    let one = BigInt(1) << bits
    let z = ((t - one) << bits) / (t + one)
    let square = (z * z) >> bits
    var (power, sum, k) = (z, z, BigInt(3))
    while power != 0, power != -1 {
      power = (power * square) >> bits
      sum += power / k
      k += 2
    }
    return 2 * sum + BigInt(shift) * logarithmOfTwo(bits)
  }
}

extension DecimalArithmetic {
  /// e^a, correctly rounded, halves to even.
  mutating func exponential(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    if a.isInfinite { return a.isNegative ? DecimalNumber(0) : a }
    if a.coefficient == 0 { return finished(.one) }
    let precision = settings.precision
    let result: DecimalNumber
    if a.adjusted > 18 {
      result = DecimalNumber(1, exponent: a.isNegative ? settings.tiny - 1 : settings.maximum + 1)
    } else if a.adjusted < -precision - 1 {
      let unit = PowersOfTen.of(precision + 1)
      result = DecimalNumber(a.isNegative ? unit - 1 : unit + 1, exponent: -precision - 1)
    } else {
      result = converging { digits in DecimalArithmetic.exponentialDigits(a, digits) }
    }
    return finishedToEven(result)
  }

  /// Digits of e^a: `value · 10^exponent` with about as many as asked for.
  private static func exponentialDigits(_ a: DecimalNumber, _ digits: Int) -> (value: BigInt, exponent: Int) {
    let bits = digits * 10 / 3 + 96 + max(0, a.adjusted * 4)
    var x = BigInt(a.coefficient) << bits
    if a.exponent >= 0 { x *= BigInt(PowersOfTen.of(a.exponent)) } else { x /= BigInt(PowersOfTen.of(-a.exponent)) }
    if a.isNegative { x = -x }
    let ten = FixedPoint.logarithmOfTen(bits)
    var (quotient, rest) = x.quotientAndRemainder(dividingBy: ten)
    if rest < 0 {
      quotient -= 1
      rest += ten
    }
    let power = FixedPoint.exponential(rest, bits)
    return ((power * BigInt(PowersOfTen.of(digits))) >> bits, Int(quotient) - digits)
  }

  /// ln a, correctly rounded, halves to even.
  mutating func logarithm(_ a: DecimalNumber) -> DecimalNumber {
    if let special = specialLogarithm(a) { return special }
    if a.exponent <= 0, a.coefficient == PowersOfTen.of(-a.exponent) { return DecimalNumber(0) }
    let result = converging { digits in
      DecimalArithmetic.logarithmDigits(a, digits) { value, bits in value }
    }
    return finishedToEven(result)
  }

  /// log10 a, correctly rounded, halves to even; exact for powers of ten.
  mutating func decimalLogarithm(_ a: DecimalNumber) -> DecimalNumber {
    if let special = specialLogarithm(a) { return special }
    if a.coefficient == PowersOfTen.of(a.digitCount - 1) { return finishedToEven(DecimalNumber(BigInt(a.adjusted))) }
    let result = converging { digits in
      DecimalArithmetic.logarithmDigits(a, digits) { value, bits in
        (value << bits) / FixedPoint.logarithmOfTen(bits)
      }
    }
    return finishedToEven(result)
  }

  private mutating func specialLogarithm(_ a: DecimalNumber) -> DecimalNumber? {
    if let nan = nan(a) { return nan }
    if a.isZero { return .infinity(isNegative: true) }
    if a.isNegative { return invalid() }
    return a.isInfinite ? a : nil
  }

  private static func logarithmDigits(
    _ a: DecimalNumber, _ digits: Int, _ scaled: (BigInt, Int) -> BigInt
  ) -> (value: BigInt, exponent: Int) {
    let bits = digits * 10 / 3 + 160
    // a = m · 10^adjusted with m from 1
    let m = (BigInt(a.coefficient) << bits) / BigInt(PowersOfTen.of(a.digitCount - 1))
    let sum = FixedPoint.logarithm(m, bits) + BigInt(a.adjusted) * FixedPoint.logarithmOfTen(bits)
    return ((scaled(sum, bits) * BigInt(PowersOfTen.of(digits))) >> bits, -digits)
  }

  /// Computes with more and more digits until those that are uncertain do not matter for rounding.
  private func converging(_ compute: (Int) -> (value: BigInt, exponent: Int)) -> DecimalNumber {
    var digits = settings.precision + 6
    while true {
      let (value, exponent) = compute(digits)
      let magnitude = value.magnitude
      let count = PowersOfTen.digitCount(of: magnitude)
      if count > settings.precision + 3 {
        let unit = PowersOfTen.of(count - settings.precision) / 2
        let rest = magnitude % unit
        if rest > 1000, unit - rest > 1000 {
          return DecimalNumber(isNegative: value < 0, magnitude, exponent: exponent)
        }
      }
      digits += max(6, digits / 2, settings.precision + 6 - count)
    }
  }

  private mutating func finishedToEven(_ number: DecimalNumber) -> DecimalNumber {
    let rounding = settings.rounding
    settings.rounding = .halfEven
    defer { settings.rounding = rounding }
    return finished(number)
  }
}
