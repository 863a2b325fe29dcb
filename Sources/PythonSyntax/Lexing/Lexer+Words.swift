import Diagnostics

extension Lexer {
  /// Reads a name or keyword, or the prefix of a string and the string.
  mutating func tokenizeWord() {
    let start = position
    var packed: UInt64 = 0
    var isASCII = true
    var end = offset
    while end < limit, source[end].isNameByte {
      let byte = source[end]
      if byte >= 0x80 { isASCII = false }
      let count = end &- offset
      if count < 8 { packed |= UInt64(byte) &<< UInt64(count &* 8) }
      end &+= 1
    }
    let count = end &- offset
    if count <= 2, end < limit, source[end] == UInt8(ascii: "\"") || source[end] == UInt8(ascii: "'"),
      let prefix = StringPrefix(source[offset..<end]), !prefix.isTemplate || version >= .v3_14
    {
      offset = end
      return tokenizeString(from: start, prefix: prefix)
    }
    offset = end
    if !isASCII { return tokenizeUnicodeName(from: start) }
    emit(count <= 8 ? TokenKind.word(packed) : .name, from: start)
  }

  /// Checks the characters of a name that is not ASCII.
  private mutating func tokenizeUnicodeName(from start: SourcePosition) {
    let bytes = source[start.offset..<offset]
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return fail(UTF8Failure(in: bytes)?.message ?? "source code is not valid UTF-8", from: start)
    }
    var end = start.offset
    for scalar in text.unicodeScalars {
      let isFirst = end == start.offset
      guard scalar.isNameScalar(first: isFirst) else {
        offset = end
        if !isFirst { tokens.append(Token(kind: .name, isBeyondASCII: true, start: start, end: position)) }
        return failAtScalar(scalar)
      }
      end += UTF8.width(scalar)
    }
    tokens.append(Token(kind: .name, isBeyondASCII: true, start: start, end: position))
  }

  private mutating func failAtScalar(_ scalar: Unicode.Scalar) {
    let start = position
    offset += UTF8.width(scalar)
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let isPrintable = scalar.properties.generalCategory.isPrintable
    let message =
      isPrintable ? "invalid character '\(scalar)' (U+\(number))" : "invalid non-printable character U+\(number)"
    fail(message, from: start)
  }
}

extension Unicode.Scalar {
  /// Whether the character may begin, or go on with, a name.
  func isNameScalar(first: Bool) -> Bool {
    if self == "_" { return true }
    return first ? properties.isXIDStart : properties.isXIDContinue
  }
}

extension Unicode.GeneralCategory {
  /// Whether `str.isprintable` holds; the space, which is a separator, aside.
  var isPrintable: Bool {
    switch self {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      false
    default: true
    }
  }
}
