import Diagnostics

extension Parser {
  /// Reads the text of a literal, or of a part of it, with its escapes.
  func decode(
    _ range: Range<Int>, of literal: StringLiteral, at token: Token, into bytes: inout [UInt8]
  ) throws(SyntaxFailure) {
    let text = UnsafeBufferPointer(rebasing: source[range])
    let isPlain = !text.contains { $0 == UInt8(ascii: "\\") || $0 == 0x0D || $0 >= 0x80 || $0 == 0 }
    if isPlain {
      bytes.append(contentsOf: text)
      return
    }
    let span = SourceSpan(start: token.start, end: token.end)
    if text.contains(0) {
      throw SyntaxFailure(message: "source code cannot contain null bytes", span: span)
    }
    if literal.prefix.isBytes, text.contains(where: { $0 >= 0x80 }) {
      throw SyntaxFailure(message: "bytes can only contain ASCII literal characters", span: span)
    }
    if let failure = UTF8Failure(in: text) {
      throw SyntaxFailure(message: failure.message, span: span, isBehindStrings: true)
    }
    var decoder = EscapeDecoder(text: text, isBytes: literal.prefix.isBytes, isRaw: literal.prefix.isRaw)
    if let message = decoder.decode(into: &bytes) {
      throw SyntaxFailure(message: message, span: span, isBehindStrings: true)
    }
  }
}

/// Reads the escapes of a string literal.
private struct EscapeDecoder {
  let text: UnsafeBufferPointer<UInt8>
  let isBytes: Bool
  let isRaw: Bool
  var index = 0

  init(text: UnsafeBufferPointer<UInt8>, isBytes: Bool, isRaw: Bool) {
    self.text = text
    self.isBytes = isBytes
    self.isRaw = isRaw
  }

  /// - Returns: what is wrong, or `nil`.
  mutating func decode(into bytes: inout [UInt8]) -> String? {
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == 0x0D {
        if index < text.count, text[index] == 0x0A { index += 1 }
        bytes.append(0x0A)
      } else if byte == UInt8(ascii: "\\"), !isRaw {
        if let message = escape(into: &bytes) { return message }
      } else {
        bytes.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(into bytes: inout [UInt8]) -> String? {
    guard index < text.count else {
      bytes.append(UInt8(ascii: "\\"))
      return nil
    }
    let byte = text[index]
    index += 1
    switch byte {
    case 0x0A: break
    case 0x0D: if index < text.count, text[index] == 0x0A { index += 1 }
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(byte)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "a"): bytes.append(0x07)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "v"): bytes.append(0x0B)
    case UInt8(ascii: "0")...UInt8(ascii: "7"): octal(first: byte, into: &bytes)
    case UInt8(ascii: "x"): return hexadecimal(2, "\\xXX", into: &bytes)
    case UInt8(ascii: "u") where !isBytes: return hexadecimal(4, "\\uXXXX", into: &bytes)
    case UInt8(ascii: "U") where !isBytes: return hexadecimal(8, "\\UXXXXXXXX", into: &bytes)
    case UInt8(ascii: "N") where !isBytes: return named(into: &bytes)
    default:
      // Not an escape: Python keeps the backslash.
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    }
    return nil
  }

  private mutating func octal(first: UInt8, into bytes: inout [UInt8]) {
    var value = UInt32(first - UInt8(ascii: "0"))
    var digits = 1
    while digits < 3, index < text.count, text[index] &- UInt8(ascii: "0") < 8 {
      value = value * 8 + UInt32(text[index] - UInt8(ascii: "0"))
      index += 1
      digits += 1
    }
    append(value, to: &bytes)
  }

  private mutating func hexadecimal(_ count: Int, _ form: String, into bytes: inout [UInt8]) -> String? {
    var value: UInt32 = 0
    let start = index - 2
    for read in 0..<count {
      guard index < text.count, let digit = text[index].hexadecimalDigit else {
        if isBytes { return "(value error) invalid \\x escape at position \(max(0, index - read - 2))" }
        return unicodeError("truncated \(form) escape", from: start)
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    guard value <= 0x10FFFF else { return unicodeError("illegal Unicode character", from: start) }
    append(value, to: &bytes)
    return nil
  }

  private mutating func named(into bytes: inout [UInt8]) -> String? {
    let start = index - 2
    let malformed = "malformed \\N character escape"
    guard index < text.count, text[index] == UInt8(ascii: "{") else { return unicodeError(malformed, from: start) }
    let nameStart = index + 1
    index = text[nameStart...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
    guard index < text.count, index > nameStart else { return unicodeError(malformed, from: start) }
    let name = String(decoding: text[nameStart..<index], as: UTF8.self)
    index += 1
    guard let scalar = CharacterNames.scalar(named: name) else {
      return unicodeError("unknown Unicode character name", from: start)
    }
    append(scalar.value, to: &bytes)
    return nil
  }

  /// The message of Python's codec for the bytes from a place up to the current one.
  private func unicodeError(_ reason: String, from start: Int) -> String {
    let first = codecOffset(of: start)
    let last = codecOffset(of: index) - 1
    let place = first == last ? "byte 0x5c in position \(first)" : "bytes in position \(first)-\(last)"
    return "(unicode error) 'unicodeescape' codec can't decode \(place): \(reason)"
  }

  /// Where a byte lies in the text that the codec reads, in which `\U0010ffff` stands for a character beyond ASCII.
  private func codecOffset(of place: Int) -> Int {
    var offset = 0
    for index in 0..<place {
      if text[index] < 0x80 {
        offset += 1
        if text[index] == UInt8(ascii: "\\"), index + 1 < text.count, text[index + 1] >= 0x80 { offset += 5 }
      } else if text[index] & 0xC0 != 0x80 {
        offset += 10
      }
    }
    return offset
  }

  /// Appends a byte of a bytes literal, or a code point as UTF-8, a surrogate as WTF-8.
  private func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if isBytes || value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else if value < 0x800 {
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3F))
    } else if value < 0x10000 {
      bytes.append(UInt8(0xE0 | value >> 12))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    }
  }
}
