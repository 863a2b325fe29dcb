import BigInt

/// Bitwise operations on unbounded integers as if they had infinitely many sign bits.
enum BigIntBits {
  static func and(_ a: BigInt, _ b: BigInt) -> BigInt { combined(a, b, &) }
  static func or(_ a: BigInt, _ b: BigInt) -> BigInt { combined(a, b, |) }
  static func xor(_ a: BigInt, _ b: BigInt) -> BigInt { combined(a, b, ^) }

  /// `a >> count`, rounded towards minus infinity.
  static func shiftedRight(_ a: BigInt, _ count: Int) -> BigInt {
    guard a.sign == .minus else { return BigInt(a.magnitude >> count) }
    // -a >> n is -((a - 1) >> n) - 1.
    return -BigInt((a.magnitude - 1) >> count) - 1
  }

  /// One word more than the longer operand holds the sign of any result.
  private static func combined(_ a: BigInt, _ b: BigInt, _ operation: (UInt, UInt) -> UInt) -> BigInt {
    let count = max(Array(a.magnitude.words).count, Array(b.magnitude.words).count) + 1
    let (x, y) = (words(a, count), words(b, count))
    return number(zip(x, y).map(operation))
  }

  /// The two's complement in `count` words, lowest first.
  static func words(_ value: BigInt, _ count: Int) -> [UInt] {
    var words = Array(value.magnitude.words)
    words += repeatElement(0, count: max(0, count - words.count))
    if value.sign == .minus { negate(&words) }
    return words
  }

  /// The number whose two's complement these words are.
  static func number(_ words: [UInt]) -> BigInt {
    guard let last = words.last, last >> 63 == 1 else { return BigInt(BigUInt(words: words)) }
    var magnitude = words
    negate(&magnitude)
    return BigInt(sign: .minus, magnitude: BigUInt(words: magnitude))
  }

  private static func negate(_ words: inout [UInt]) {
    var carry = true
    for i in words.indices {
      let (sum, overflow) = (~words[i]).addingReportingOverflow(carry ? 1 : 0)
      words[i] = sum
      carry = overflow
    }
  }
}
