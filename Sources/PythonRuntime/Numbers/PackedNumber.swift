package import BigInt
import Kernels

/// A number as C stores it: one item of `struct`, `array` and `memoryview`.
package enum PackedNumber {
  /// The size of an item in native layout; `nil` for a letter that is no number's.
  package static func size(_ format: Character) -> Int? {
    switch format {
    case "b", "B", "c", "?": 1
    case "h", "H", "e": 2
    case "i", "I", "f": 4
    case "l", "L", "q", "Q", "d", "n", "N", "P": 8
    default: nil
    }
  }

  /// Whether the letter is one of integers with a sign.
  package static func isSigned(_ format: Character) -> Bool { "bhilqn".contains(format) }

  /// The bytes of an integer, lowest first; `nil` if it does not fit.
  package static func bytes(of value: BigInt, size: Int, isSigned: Bool) -> [UInt8]? {
    let bits = size * 8
    if isSigned {
      guard value >= -(BigInt(1) << (bits - 1)), value < BigInt(1) << (bits - 1) else { return nil }
    } else {
      guard value >= 0, value.magnitude.bitWidth <= bits else { return nil }
    }
    let words = BigIntBits.words(value, bits / 64 + 1)
    return (0..<size).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt($0 % 8 * 8)) }
  }

  /// The integer of these bytes, lowest first.
  package static func integer(_ bytes: some RandomAccessCollection<UInt8>, isSigned: Bool) -> Value {
    var words = [UInt](repeating: 0, count: bytes.count / 8 + 1)
    for (i, byte) in bytes.enumerated() { words[i / 8] |= UInt(byte) << UInt(i % 8 * 8) }
    var value = BigInt(BigUInt(words: words))
    if isSigned, let last = bytes.last, last >= 0x80 { value -= BigInt(1) << (bytes.count * 8) }
    return BigIntObject.value(value)
  }

  /// The bytes of a float, lowest first; `nil` if it is too large for the size.
  package static func bytes(of value: Double, size: Int) -> [UInt8]? {
    let pattern: UInt64
    switch size {
    case 8: pattern = value.bitPattern
    case 4:
      let single = Float(value)
      if single.isInfinite, value.isFinite { return nil }
      pattern = UInt64(single.bitPattern)
    default:
      guard let half = halfPattern(value) else { return nil }
      pattern = UInt64(half)
    }
    return (0..<size).map { UInt8(truncatingIfNeeded: pattern >> UInt64($0 * 8)) }
  }

  /// The float of these bytes, lowest first.
  package static func double(_ bytes: some RandomAccessCollection<UInt8>) -> Double {
    let pattern = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch bytes.count {
    case 8: return Double(bitPattern: pattern)
    case 4: return Double(Float(bitPattern: UInt32(pattern)))
    default: return double(half: UInt16(pattern))
    }
  }

  /// IEEE half precision, rounded half to even; `nil` beyond 65504.
  private static func halfPattern(_ value: Double) -> UInt16? {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    let magnitude = value.magnitude
    if value.isNaN { return sign | 0x7E00 }
    if value.isInfinite { return sign | 0x7C00 }
    if magnitude == 0 { return sign }
    if magnitude < 0x1p-14 {
      return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven))
    }
    var exponent = Int(magnitude.exponent)
    var digits = (magnitude.significand * 1024).rounded(.toNearestOrEven)
    if digits == 2048 { (digits, exponent) = (1024, exponent + 1) }
    if exponent > 15 { return nil }
    return sign | UInt16(exponent + 15) << 10 | UInt16(digits - 1024)
  }

  private static func double(half: UInt16) -> Double {
    let exponent = Int(half >> 10 & 31)
    let digits = Double(half & 1023)
    let magnitude: Double =
      switch exponent {
      case 31: digits == 0 ? .infinity : .nan
      case 0: digits * 0x1p-24
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + digits / 1024)
      }
    return half & 0x8000 != 0 ? -magnitude : magnitude
  }

  /// The item that these native bytes hold.
  package static func value(_ format: Character, _ bytes: some RandomAccessCollection<UInt8>) -> Value {
    switch format {
    case "c": .object(BytesObject(Array(bytes)))
    case "?": .bool(bytes.contains { $0 != 0 })
    case "e", "f", "d": .float(double(bytes))
    default: integer(bytes, isSigned: isSigned(format))
    }
  }
}
