import Kernels
import PythonRuntime

/// The codecs of `base64` and `binascii`.
enum Base64Text {
  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  static let base32 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
  static let base32Hex = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8)

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      word <<= UInt32(8 * (3 - group.count))
      for i in 0..<4 {
        result.append(i <= group.count ? alphabet[Int(word >> UInt32(18 - 6 * i)) & 63] : UInt8(ascii: "="))
      }
    }
    return result
  }

  private static let values: [Int] = {
    var table = [Int](repeating: -1, count: 256)
    for (i, letter) in alphabet.enumerated() { table[Int(letter)] = i }
    return table
  }()

  /// CPython's decoder: skips what is no digit, unless it is strict; reads on behind surplus padding.
  static func decoded(_ text: [UInt8], isStrict: Bool) throws(Raised) -> [UInt8] {
    var result: [UInt8] = []
    var (position, left, padding) = (0, 0, 0)
    var isPadded = false
    if isStrict, text.first == UInt8(ascii: "=") { throw Binary.failure("Leading padding not allowed") }
    for (i, character) in text.enumerated() {
      if character == UInt8(ascii: "=") {
        isPadded = true
        padding += 1
        if position >= 2, position + padding >= 4 {
          if isStrict, i + 1 < text.count { throw Binary.failure("Excess data after padding") }
          return result
        }
        continue
      }
      let value = values[Int(character)]
      if value < 0 {
        if isStrict { throw Binary.failure("Only base64 data is allowed") }
        continue
      }
      if isStrict, isPadded { throw Binary.failure("Discontinuous padding not allowed") }
      padding = 0
      if position > 0 { result.append(UInt8(truncatingIfNeeded: left << (2 * position) | value >> (6 - 2 * position))) }
      left = value & (63 >> (2 * position))
      position = (position + 1) % 4
    }
    if position == 1 {
      throw Binary.failure(
        "Invalid base64-encoded string: number of data characters (\(result.count / 3 * 4 + 1)) cannot be 1 more than a multiple of 4"
      )
    }
    if position != 0 { throw Binary.failure("Incorrect padding") }
    return result
  }

  static func encoded32(_ bytes: [UInt8], _ alphabet: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 5) {
      let group = bytes[start..<min(start + 5, bytes.count)]
      var word = group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      word <<= UInt64(8 * (5 - group.count))
      let digits = (group.count * 8 + 4) / 5
      for i in 0..<8 {
        result.append(i < digits ? alphabet[Int(word >> UInt64(35 - 5 * i)) & 31] : UInt8(ascii: "="))
      }
    }
    return result
  }

  static func decoded32(_ text: [UInt8], _ alphabet: [UInt8]) throws(Raised) -> [UInt8] {
    if text.count % 8 != 0 { throw Binary.failure("Incorrect padding") }
    var digits = text[...]
    while digits.last == UInt8(ascii: "=") { digits.removeLast() }
    let padding = text.count - digits.count
    var result: [UInt8] = []
    var (word, bits): (UInt64, Int) = (0, 0)
    for digit in digits {
      guard let value = alphabet.firstIndex(of: digit) else { throw Binary.failure("Non-base32 digit found") }
      word = (word << 5 | UInt64(value)) & 0xFFFF_FFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: word >> UInt64(bits)))
      }
    }
    guard [0, 1, 3, 4, 6].contains(padding) else { throw Binary.failure("Incorrect padding") }
    return result
  }
}

/// What `binascii` and its neighbours share.
enum Binary {
  nonisolated(unsafe) static let error = Exceptions.make("Error", module: "binascii", Exceptions.valueError)

  static func failure(_ message: String) -> Raised { Raised(error, message) }

  /// The bytes of a bytes-like object.
  static func bytes(_ value: Value) throws(Raised) -> [UInt8] {
    if let buffer = value.byteBuffer { return Array(buffer.bytes) }
    throw .typeError("a bytes-like object is required, not '\(value.typeName)'")
  }

  /// The bytes of a bytes-like object or of ASCII text.
  static func ascii(_ value: Value) throws(Raised) -> [UInt8] {
    if let text = value.stringValue {
      if text.bytes.contains(where: { $0 >= 0x80 }) {
        throw .valueError("string argument should contain only ASCII characters")
      }
      return text.bytes
    }
    if let buffer = value.byteBuffer { return Array(buffer.bytes) }
    throw .typeError("argument should be a bytes-like object or ASCII string, not '\(value.typeName)'")
  }

  static func value(_ bytes: [UInt8]) -> Value { .object(BytesObject(bytes)) }

  private static let digits = Array("0123456789abcdef".utf8)

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  static func fromHexadecimal(_ text: [UInt8]) throws(Raised) -> [UInt8] {
    if text.count % 2 != 0 { throw failure("Odd-length string") }
    var result: [UInt8] = []
    for i in stride(from: 0, to: text.count, by: 2) {
      guard let high = Character(Unicode.Scalar(text[i])).hexDigitValue,
        let low = Character(Unicode.Scalar(text[i + 1])).hexDigitValue
      else { throw failure("Non-hexadecimal digit found") }
      result.append(UInt8(high << 4 | low))
    }
    return result
  }
}
