import Diagnostics

/// The expression of a field and what ended it.
struct FieldValue {
  let expression: Expression
  /// Where the expression's text ends, blanks aside.
  let expressionEnd: Int
  /// `=`, `!`, `:`, or `}`, of which only the last has not been read.
  var end: TokenKind
  /// The place behind `end` and, for `=`, the blanks behind it.
  let next: SourcePosition
}

extension Parser {
  /// Reads the expression of a field with a lexer of its own.
  @inline(never) mutating func fieldValue(_ scanner: inout FieldScanner) throws(SyntaxFailure) -> FieldValue {
    if version < .v3_12 { return try oldFieldValue(&scanner) }
    var lexer = Lexer(source, from: scanner.place, limit: scanner.end, version: version)
    let start = scanner.place
    let end = lexer.tokenizeField()
    guard lexer.tokens.count > 1 || !lexer.failures.isEmpty else {
      throw failure("f-string: empty expression not allowed", from: start)
    }
    let outer = (tokens: tokens, failures: failures, mark: mark)
    defer {
      tokens = outer.tokens
      failures = outer.failures
      reset(to: outer.mark)
    }
    tokens = lexer.tokens
    failures = lexer.failures
    index = 0
    if let first = tokens.first { token = first }
    let expression = try yieldOrStarExpressions()
    guard token.kind == .endOfFile else { throw fieldFailure() }
    guard let end else { throw failure("f-string: expecting '}'", from: start) }
    scanner.place = lexer.position
    return FieldValue(expression: expression, expressionEnd: previousEnd.offset, end: end, next: lexer.position)
  }

  private func fieldFailure() -> SyntaxFailure {
    let failure = failure()
    return failure.message == "invalid syntax"
      ? SyntaxFailure(message: "f-string: invalid syntax", span: failure.span) : failure
  }

  /// What follows `=`, blanks behind which have been read.
  func fieldEnd(_ scanner: inout FieldScanner) throws(SyntaxFailure) -> TokenKind {
    guard scanner.offset < scanner.end else { throw failure("f-string: expecting '}'", behind: scanner) }
    switch source[scanner.offset] {
    case UInt8(ascii: "}"): return .rightBrace
    case UInt8(ascii: "!"):
      scanner.skip(1)
      return .exclamation
    case UInt8(ascii: ":"):
      scanner.skip(1)
      return .colon
    default:
      let message = version < .v3_12 ? "f-string: expecting '}'" : "f-string: expecting '!', or ':', or '}'"
      throw failure(message, behind: scanner)
    }
  }

  /// The letter behind `!`, and what follows it.
  func conversion(
    _ scanner: inout FieldScanner, end: inout TokenKind
  ) throws(SyntaxFailure) -> Expression.Conversion {
    if version < .v3_12 { return try oldConversion(&scanner, end: &end) }
    let start = scanner.place
    var name: [UInt8] = []
    while scanner.offset < scanner.end, source[scanner.offset].isNameByte {
      name.append(source[scanner.offset])
      scanner.skip(1)
    }
    let conversions: [Expression.Conversion] = [.str, .repr, .ascii]
    guard name.count == 1, let conversion = conversions.first(where: { $0.rawValue == Int32(name[0]) }) else {
      let text = String(decoding: name, as: UTF8.self)
      let message =
        name.isEmpty
        ? "f-string: missing conversion character"
        : "f-string: invalid conversion character '\(text)': expected 's', 'r', or 'a'"
      throw failure(message, from: start)
    }
    skipBlanks(&scanner)
    end = try fieldEnd(&scanner)
    if end == .exclamation { throw failure("f-string: expecting ':' or '}'", from: start) }
    return conversion
  }

  /// The format specification behind `:`, its own fields included.
  @inline(never) mutating func specification(_ scanner: inout FieldScanner) throws(SyntaxFailure) -> Expression {
    guard scanner.depth < 2 else {
      throw failure("f-string: expressions nested too deeply", behind: scanner)
    }
    let colon = SourcePosition(
      offset: scanner.offset - 1, line: scanner.place.line, column: scanner.place.column - 1)
    scanner.depth += 1
    var pieces: [StringPiece] = []
    try fieldPieces(&scanner, isSpecification: true, into: &pieces)
    scanner.depth -= 1
    return Expression(.joinedStr(joined(pieces)), span: SourceSpan(start: colon, end: scanner.place))
  }
}

extension Lexer {
  /// Reads the tokens of a field's expression, up to what ends it.
  ///
  /// - Returns: `=`, `!`, `:`, or `}`; only the last is not read. `nil` at the end of the string.
  mutating func tokenizeField() -> TokenKind? {
    defer { tokens.append(Token(kind: .endOfFile, start: position, end: position)) }
    while skipFieldBlanks() {
      let byte = peek()
      if brackets.isEmpty {
        switch byte {
        case UInt8(ascii: "}"): return .rightBrace
        case UInt8(ascii: ":"): return endField(.colon)
        case UInt8(ascii: "!") where peek(1) != UInt8(ascii: "="): return endField(.exclamation)
        case UInt8(ascii: "=") where peek(1) != UInt8(ascii: "="):
          let end = endField(.equal)
          _ = skipFieldBlanks()
          return end
        default: break
        }
      }
      tokenize(byte)
    }
    return nil
  }

  private mutating func endField(_ kind: TokenKind) -> TokenKind {
    offset += 1
    return kind
  }

  /// Skips blanks and line endings, which mean nothing within a field.
  mutating func skipFieldBlanks() -> Bool {
    while skipBlanks() {
      guard peek() == 0x0A || peek() == 0x0D else { return true }
      consumeLineEnding()
    }
    return false
  }
}
