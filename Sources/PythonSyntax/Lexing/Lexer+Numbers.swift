import Diagnostics

extension Lexer {
  /// Reads a number and checks its form; the parser reads its value.
  mutating func tokenizeNumber() {
    let start = position
    let message = peek() == UInt8(ascii: "0") ? scanAfterZero() : scanDecimal()
    if let message { return failNumber(message, from: start) }
    if peek().isNameByte, peek() < 0x80, !continuesWithKeyword() {
      let kind = numberName(from: start)
      return failNumber("invalid \(kind) literal", from: start)
    }
    emit(.number, from: start)
  }

  private mutating func failNumber(_ message: String, from start: SourcePosition) {
    while peek().isNameByte { offset += 1 }
    fail(message, from: start)
  }

  /// Reads `0x…`, `0o…`, `0b…`, or a decimal number that begins with 0; a message where it is none.
  private mutating func scanAfterZero() -> String? {
    switch peek(1) | 0x20 {
    case UInt8(ascii: "x"): return scanRadix(16, "hexadecimal")
    case UInt8(ascii: "o"): return scanRadix(8, "octal")
    case UInt8(ascii: "b"): return scanRadix(2, "binary")
    default:
      let start = offset
      if let message = scanDecimal() { return message }
      let text = source[start..<offset]
      let isInteger = text.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "_") }
      let isZero = text.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
      return isInteger && !isZero
        ? "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers" : nil
    }
  }

  private mutating func scanRadix(_ radix: UInt8, _ name: String) -> String? {
    offset += 2
    if peek() == UInt8(ascii: "_") { offset += 1 }
    var digits = 0
    while true {
      let byte = peek()
      if let digit = byte.hexadecimalDigit, digit < radix {
        digits += 1
        offset += 1
      } else if byte == UInt8(ascii: "_"), digits > 0, peek(1).hexadecimalDigit.map({ $0 < radix }) == true {
        offset += 1
      } else if byte == UInt8(ascii: "_"), digits > 0, peek(1).isDigit {
        return "invalid digit '\(Unicode.Scalar(peek(1)))' in \(name) literal"
      } else if byte.isDigit {
        return "invalid digit '\(Unicode.Scalar(byte))' in \(name) literal"
      } else {
        return digits == 0 || byte == UInt8(ascii: "_") ? "invalid \(name) literal" : nil
      }
    }
  }

  /// Reads digits, a fraction, an exponent and `j`.
  private mutating func scanDecimal() -> String? {
    guard scanDigits() else { return "invalid decimal literal" }
    if peek() == UInt8(ascii: ".") {
      offset += 1
      if peek().isDigit, !scanDigits() { return "invalid decimal literal" }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + sign).isDigit {
        offset += 1 + sign
        guard scanDigits() else { return "invalid decimal literal" }
      }
    }
    if peek() | 0x20 == UInt8(ascii: "j") { offset += 1 }
    return nil
  }

  /// Reads digits with single underscores between them; `false` after a misplaced underscore. None is well, too.
  private mutating func scanDigits() -> Bool {
    while true {
      while peek().isDigit { offset &+= 1 }
      guard peek() == UInt8(ascii: "_") else { return true }
      guard peek(1).isDigit else { return false }
      offset += 1
    }
  }

  /// `1if x else y`: a keyword may follow a number at once.
  private func continuesWithKeyword() -> Bool {
    // Of these three Python looks at two letters only.
    if peek() == UInt8(ascii: "i"), [UInt8]("fns".utf8).contains(peek(1)) { return true }
    var packed: UInt64 = 0
    var count = 0
    while count < 8, peek(count).isNameByte {
      packed |= UInt64(peek(count)) << UInt64(count * 8)
      count += 1
    }
    switch TokenKind.word(packed) {
    case .kAnd, .kElse, .kFor, .kNot, .kOr: return true
    default: return false
    }
  }

  private func numberName(from start: SourcePosition) -> String {
    if source[offset - 1] | 0x20 == UInt8(ascii: "j") { return "imaginary" }
    guard source[start.offset] == UInt8(ascii: "0"), offset - start.offset > 1 else { return "decimal" }
    switch source[start.offset + 1] | 0x20 {
    case UInt8(ascii: "x"): return "hexadecimal"
    case UInt8(ascii: "o"): return "octal"
    case UInt8(ascii: "b"): return "binary"
    default: return "decimal"
    }
  }
}
