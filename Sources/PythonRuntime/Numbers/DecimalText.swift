package import BigInt
import Kernels

/// Digits of unbounded integers.
package enum DecimalText {
  /// What CPython 3.11 allows for decimal digits, against denial of service.
  package static let limit = 4300

  /// The digits of a number.
  ///
  /// - Throws: ValueError for more decimal digits than `limit`; other radices have no limit where they are powers of two.
  package static func digits(_ number: BigUInt, radix: Int = 10) throws(Raised) -> [UInt8] {
    if radix & (radix - 1) == 0 { return binary(number, bits: radix.trailingZeroBitCount) }
    let message =
      "Exceeds the limit (\(limit) digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
    // 4300 digits have 14285 bits at most.
    if number.bitWidth > 14285 { throw .valueError(message) }
    let digits = Array(String(number, radix: radix).utf8)
    if digits.count > limit { throw .valueError(message) }
    return digits
  }

  /// Digits of `bits` bits each, without dividing.
  private static func binary(_ number: BigUInt, bits: Int) -> [UInt8] {
    let words = Array(number.words)
    let width = number.bitWidth
    if width == 0 { return [0x30] }
    let count = (width + bits - 1) / bits
    return (0..<count).reversed().map { i in
      let position = i * bits
      let (word, offset) = (position / 64, position % 64)
      var digit = words[word] >> UInt(offset)
      if offset + bits > 64, word + 1 < words.count { digit |= words[word + 1] << UInt(64 - offset) }
      let value = UInt8(digit & (1 << UInt(bits) - 1))
      return value < 10 ? 0x30 + value : 0x57 + value
    }
  }

  /// The number whose digits these are, each below the radix.
  static func number(_ digits: ArraySlice<UInt8>, radix: Int) -> BigUInt {
    if radix & (radix - 1) == 0 { return binary(digits, bits: radix.trailingZeroBitCount) }
    var (chunk, power) = (1, radix)
    while power.multipliedReportingOverflow(by: radix).overflow == false {
      power *= radix
      chunk += 1
    }
    var result = BigUInt(0)
    var i = digits.startIndex
    while i < digits.endIndex {
      let end = min(i + chunk, digits.endIndex)
      var (value, scale): (UInt, UInt) = (0, 1)
      for digit in digits[i..<end] {
        value = value * UInt(radix) + UInt(digit)
        scale *= UInt(radix)
      }
      result = result.multiplied(byWord: scale) + BigUInt(value)
      i = end
    }
    return result
  }

  private static func binary(_ digits: ArraySlice<UInt8>, bits: Int) -> BigUInt {
    var words = [UInt](repeating: 0, count: digits.count * bits / 64 + 1)
    for (i, digit) in digits.reversed().enumerated() {
      let (word, offset) = ((i * bits) / 64, (i * bits) % 64)
      words[word] |= UInt(digit) << UInt(offset)
      if offset + bits > 64 { words[word + 1] |= UInt(digit) >> UInt(64 - offset) }
    }
    return BigUInt(words: words)
  }
}
