import Diagnostics

extension Lexer {
  /// Reads a string from its quote on, fields of an f-string included.
  mutating func tokenizeString(from start: SourcePosition, prefix: StringPrefix) {
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    let body = self.offset + (isTriple ? 3 : 1)
    let place = (line: line, lineStart: lineStart)
    offset = body
    if prefix.hasFields, version >= .v3_12 {
      if scanFormatted(quote: quote, isTriple: isTriple, isRaw: prefix.isRaw, depth: 0) {
        return emit(.string, from: start)
      }
      // Broken fields: read it as a plain string, so that the lines below stay what they are; the parser will tell.
      offset = body
      (line, lineStart) = place
    }
    if scanPlain(quote: quote, isTriple: isTriple) { return emit(.string, from: start) }
    let kind = prefix.hasFields && version >= .v3_12 ? "f-string" : "string"
    let message =
      isTriple
      ? "unterminated triple-quoted \(kind) literal (detected at line \(lastLine))"
      : "unterminated \(kind) literal (detected at line \(offset >= limit ? lastLine : line))"
    failures.append(Failure(message: message, span: SourceSpan(start: start, end: position)))
    tokens.append(Token(kind: .error, start: start, end: position))
  }

  /// The number of the last line that holds text, at the end of the text.
  private var lastLine: Int { offset == lineStart && line > 1 ? line - 1 : line }

  /// Reads up to and including the closing quote; `false` at the end of the line or text without one.
  mutating func scanPlain(quote: UInt8, isTriple: Bool) -> Bool {
    while offset < limit {
      let byte = source[offset]
      switch byte {
      case UInt8(ascii: "\\"):
        offset &+= 1
        if offset < limit { skipCharacter() }
      case 0x0A, 0x0D:
        guard isTriple else { return false }
        consumeLineEnding()
      case quote:
        offset &+= 1
        guard isTriple else { return true }
        if peek() == quote, peek(1) == quote {
          offset &+= 2
          return true
        }
      default: offset &+= 1
      }
    }
    return false
  }

  @inline(__always) private mutating func skipCharacter() {
    if source[offset] == 0x0A || source[offset] == 0x0D { consumeLineEnding() } else { offset &+= 1 }
  }

  /// Reads the rest of an f-string; `false` where quote or fields are not closed.
  private mutating func scanFormatted(quote: UInt8, isTriple: Bool, isRaw: Bool, depth: Int) -> Bool {
    while offset < limit {
      let byte = source[offset]
      switch byte {
      case UInt8(ascii: "\\"):
        offset &+= 1
        if !isRaw, peek() == UInt8(ascii: "N"), peek(1) == UInt8(ascii: "{") {
          while offset < limit, peek() != UInt8(ascii: "}"), peek() != 0x0A, peek() != quote { offset &+= 1 }
        } else if offset < limit, peek() != UInt8(ascii: "{"), peek() != UInt8(ascii: "}") {
          skipCharacter()
        }
      case 0x0A, 0x0D:
        guard isTriple else { return false }
        consumeLineEnding()
      case UInt8(ascii: "{"):
        if peek(1) == byte {
          offset &+= 2
        } else {
          guard scanField(quote: quote, isTriple: isTriple, isRaw: isRaw, depth: depth) else { return false }
        }
      case quote:
        if !isTriple || (peek(1) == quote && peek(2) == quote) {
          offset &+= isTriple ? 3 : 1
          return true
        }
        offset &+= 1
      default: offset &+= 1
      }
    }
    return false
  }

  /// Reads a field from `{` up to and including its `}`.
  private mutating func scanField(quote: UInt8, isTriple: Bool, isRaw: Bool, depth: Int) -> Bool {
    guard depth < Parser.nestingLimit, stack.hasRoom() else { return false }
    offset &+= 1
    var level = 0
    while offset < limit {
      let byte = source[offset]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}") where level == 0:
        offset &+= 1
        return true
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard level > 0 else { return false }
        level -= 1
      case UInt8(ascii: ":") where level == 0:
        return scanSpecification(quote: quote, isTriple: isTriple, isRaw: isRaw, depth: depth)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard scanInnerString(depth: depth) else { return false }
        continue
      case UInt8(ascii: "#"):
        skipComment()
        continue
      case 0x0A, 0x0D:
        consumeLineEnding()
        continue
      default: break
      }
      offset &+= 1
    }
    return false
  }

  /// Reads a format specification, with the fields in it, up to and including the `}` of its own field.
  private mutating func scanSpecification(quote: UInt8, isTriple: Bool, isRaw: Bool, depth: Int) -> Bool {
    offset &+= 1
    while offset < limit {
      let byte = source[offset]
      switch byte {
      case UInt8(ascii: "{"):
        guard scanField(quote: quote, isTriple: isTriple, isRaw: isRaw, depth: depth + 1) else { return false }
      case UInt8(ascii: "}"):
        offset &+= 1
        return true
      case quote where !isTriple || (peek(1) == quote && peek(2) == quote): return false
      case 0x0A, 0x0D:
        guard isTriple else { return false }
        consumeLineEnding()
      case UInt8(ascii: "\\") where !isRaw && peek(1) == UInt8(ascii: "N") && peek(2) == UInt8(ascii: "{"):
        while offset < limit, peek() != UInt8(ascii: "}"), peek() != 0x0A { offset &+= 1 }
        offset = min(limit, offset + 1)
      default: offset &+= 1
      }
    }
    return false
  }

  /// Reads a string within a field; its prefix has been passed already.
  private mutating func scanInnerString(depth: Int) -> Bool {
    var start = offset
    while start > 0, offset - start < 2, source[start - 1].isNameByte { start -= 1 }
    let isWholeWord = start == 0 || !source[start - 1].isNameByte
    let prefix = (isWholeWord ? StringPrefix(source[start..<offset]) : nil) ?? StringPrefix()
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    offset += isTriple ? 3 : 1
    if prefix.hasFields {
      guard depth < Parser.nestingLimit, stack.hasRoom() else { return false }
      return scanFormatted(quote: quote, isTriple: isTriple, isRaw: prefix.isRaw, depth: depth + 1)
    }
    return scanPlain(quote: quote, isTriple: isTriple)
  }
}
