import Diagnostics

extension Parser {
  /// Reads the expression of a field as Python does before 3.12: its end is found first, by brackets and quotes alone.
  @inline(never) mutating func oldFieldValue(_ scanner: inout FieldScanner) throws(SyntaxFailure) -> FieldValue {
    guard scanner.depth < 2 else { throw failure("f-string: expressions nested too deeply", behind: scanner) }
    let start = scanner.place
    var search = OldFieldSearch(source: source, offset: start.offset, end: scanner.end)
    if let message = search.run() { throw failure(message, behind: scanner) }
    let text = source[start.offset..<search.offset]
    if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }) {
      let next = source[search.offset]
      let message =
        next == UInt8(ascii: "}")
        ? "f-string: empty expression not allowed"
        : "f-string: expression required before '\(Unicode.Scalar(next))'"
      throw failure(message, behind: scanner)
    }
    var lexer = Lexer(source, from: start, limit: search.offset, version: version)
    lexer.tokenizeInBrackets()
    let expression = try oldExpression(lexer)
    scanner.place = lexer.position
    var end = TokenKind.rightBrace
    switch source[search.offset] {
    case UInt8(ascii: "="): end = .equal
    case UInt8(ascii: "!"): end = .exclamation
    case UInt8(ascii: ":"): end = .colon
    default: break
    }
    if end != .rightBrace { scanner.skip(1) }
    if end == .equal { skipBlanks(&scanner) }
    return FieldValue(expression: expression, expressionEnd: search.offset, end: end, next: scanner.place)
  }

  /// Skips blanks and line endings.
  func skipBlanks(_ scanner: inout FieldScanner) {
    while scanner.offset < scanner.end {
      switch source[scanner.offset] {
      case 0x20, 0x09, 0x0B, 0x0C: scanner.skip(1)
      case 0x0A, 0x0D: skipLineEnding(&scanner)
      default: return
      }
    }
  }

  /// The expression that the tokens are, read as if in parentheses.
  private mutating func oldExpression(_ lexer: Lexer) throws(SyntaxFailure) -> Expression {
    let outer = (tokens: tokens, failures: failures, mark: mark)
    defer {
      tokens = outer.tokens
      failures = outer.failures
      reset(to: outer.mark)
    }
    tokens = lexer.tokens
    failures = lexer.failures
    move(to: 0)
    do throws(SyntaxFailure) {
      let expression =
        token.kind.isName && next == .colonEqual ? try namedExpression() : try yieldOrStarExpressions()
      guard token.kind == .endOfFile else { throw failure() }
      if case .starred = expression.kind { throw failure() }
      return expression
    } catch {
      if error.isFinal { throw error }
      throw explainedField(error)
    }
  }

  /// The failure in Python's words: it reads the field between parentheses, as a text of its own.
  private mutating func explainedField(_ failure: SyntaxFailure) -> SyntaxFailure {
    guard let first = tokens.first, let last = tokens.last else { return failure }
    let end = Token(kind: .endOfFile, start: last.end, end: last.end)
    tokens.insert(Token(kind: .leftParen, start: first.start, end: first.start), at: 0)
    tokens[tokens.count - 1] = Token(kind: .rightParen, start: last.start, end: last.end)
    tokens.append(end)
    move(to: 0)
    var recognizer = Recognizer(self, from: 0)
    var explanation = recognizer.explanation(from: 0, rule: "star_expressions") ?? failure
    if !explanation.isLexical, !explanation.message.hasPrefix("f-string: ") {
      explanation = SyntaxFailure(message: "f-string: " + explanation.message, span: explanation.span)
    }
    return explanation
  }

  /// The letter behind `!`, and what follows it.
  func oldConversion(
    _ scanner: inout FieldScanner, end: inout TokenKind
  ) throws(SyntaxFailure) -> Expression.Conversion {
    guard scanner.offset < scanner.end else { throw failure("f-string: expecting '}'", behind: scanner) }
    let conversions: [Expression.Conversion] = [.str, .repr, .ascii]
    let letter = Int32(source[scanner.offset])
    guard let conversion = conversions.first(where: { $0.rawValue == letter }) else {
      throw failure("f-string: invalid conversion character: expected 's', 'r', or 'a'", behind: scanner)
    }
    scanner.skip(1)
    end = try fieldEnd(&scanner)
    if end == .exclamation { throw failure("f-string: expecting '}'", behind: scanner) }
    return conversion
  }
}

/// Looks for the end of a field's expression, which knows no backslash, no comment and no quote of its own kind.
private struct OldFieldSearch {
  let source: UnsafeBufferPointer<UInt8>
  var offset: Int
  let end: Int
  private var brackets: [UInt8] = []
  private static let deepestBracket = 200

  init(source: UnsafeBufferPointer<UInt8>, offset: Int, end: Int) {
    self.source = source
    self.offset = offset
    self.end = end
  }

  /// - Returns: what is wrong, or `nil`.
  mutating func run() -> String? {
    while offset < end {
      let byte = source[offset]
      switch byte {
      case UInt8(ascii: "\\"): return "f-string expression part cannot include a backslash"
      case UInt8(ascii: "#"): return "f-string expression part cannot include '#'"
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if let message = skipString(byte) { return message }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        if brackets.count >= Self.deepestBracket { return "f-string: too many nested parenthesis" }
        brackets.append(byte)
      case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "="), UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        if brackets.isEmpty {
          if isDoubled(byte) {
            offset += 1
          } else if byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">") {
            return nil
          }
        } else if byte == UInt8(ascii: "}"), let message = close(byte) {
          return message
        }
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        if let message = close(byte) { return message }
      default: break
      }
      offset += 1
    }
    if let open = brackets.last { return "f-string: unmatched '\(Unicode.Scalar(open))'" }
    return "f-string: expecting '}'"
  }

  private func isDoubled(_ byte: UInt8) -> Bool {
    offset + 1 < end && source[offset + 1] == UInt8(ascii: "=") && byte != UInt8(ascii: ":")
      && byte != UInt8(ascii: "}")
  }

  private mutating func close(_ byte: UInt8) -> String? {
    guard let open = brackets.popLast() else { return "f-string: unmatched '\(Unicode.Scalar(byte))'" }
    // The partners stand one or two places apart in ASCII.
    if byte &- open <= 2 { return nil }
    return
      "f-string: closing parenthesis '\(Unicode.Scalar(byte))' does not match opening parenthesis '\(Unicode.Scalar(open))'"
  }

  /// Goes to the last quote of a string.
  private mutating func skipString(_ quote: UInt8) -> String? {
    let isTriple = isTripled(quote)
    offset += isTriple ? 3 : 1
    while offset < end {
      if source[offset] == UInt8(ascii: "\\") { return "f-string expression part cannot include a backslash" }
      if source[offset] == quote, !isTriple || isTripled(quote) {
        offset += isTriple ? 2 : 0
        return nil
      }
      offset += 1
    }
    return "f-string: unterminated string"
  }

  private func isTripled(_ quote: UInt8) -> Bool {
    offset + 2 < end && source[offset + 1] == quote && source[offset + 2] == quote
  }
}

extension Lexer {
  /// Reads all tokens, the lines of which mean nothing.
  mutating func tokenizeInBrackets() {
    while skipFieldBlanks() { tokenize(peek()) }
    tokens.append(Token(kind: .endOfFile, start: position, end: position))
  }
}
