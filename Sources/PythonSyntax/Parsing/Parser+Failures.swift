import Diagnostics

extension Parser {
  /// What is wrong at the current token: what the lexer says of it, or the message, or `invalid syntax`.
  func failure(_ message: String? = nil) -> SyntaxFailure {
    if token.kind == .error, let failure = failures.first(where: { $0.span.start == token.start }) {
      return lexicalFailure(failure)
    }
    let span = SourceSpan(start: token.start, end: token.end)
    if let python2 = python2Failure() { return python2 }
    if let message { return SyntaxFailure(message: message, span: span) }
    switch token.kind {
    case .indent: return SyntaxFailure(message: "unexpected indent", span: span)
    default: return SyntaxFailure(message: "invalid syntax", span: span, isGeneric: true)
    }
  }

  /// A failure of a node that has been read.
  func failure(_ message: String, at expression: Expression) -> SyntaxFailure {
    SyntaxFailure(message: message, span: expression.span)
  }

  private func lexicalFailure(_ failure: Lexer.Failure) -> SyntaxFailure {
    let text = source[failure.span.start.offset..<failure.span.end.offset]
    let isLong = failure.message == "invalid decimal literal" && text.last.map { $0 | 0x20 } == UInt8(ascii: "l")
    let isOctal = failure.message.hasPrefix("leading zeros") && text.allSatisfy { $0 < UInt8(ascii: "8") }
    if isLong || isOctal { return python2(failure.message, at: failure.span) }
    if text.first == UInt8(ascii: "`") { return python2("backquotes are not Python 3", at: failure.span) }
    return SyntaxFailure(message: failure.message, span: failure.span)
  }

  /// `<>` and `ur"…"`, which the grammar of Python 3 cannot name.
  private func python2Failure() -> SyntaxFailure? {
    guard index > 0 else { return nil }
    let previous = tokens[index - 1]
    guard previous.end == token.start else { return nil }
    let span = SourceSpan(start: previous.start, end: token.end)
    if token.kind == .greater, previous.kind == .less { return python2("'<>' is not Python 3", at: span) }
    if token.kind == .string, previous.kind == .name, ["ur", "UR", "Ur", "uR"].contains(text(of: previous)) {
      return python2("the prefix 'ur' is not Python 3", at: span)
    }
    return nil
  }

  /// A failure of text that Python 2 would take.
  func python2(_ message: String, at span: SourceSpan) -> SyntaxFailure {
    SyntaxFailure(
      id: "python-2", message: message, span: span,
      help: "this is Python 2, which faircopy does not read; convert the notebook with 2to3")
  }

  /// Adds a diagnostic for a failure.
  mutating func report(_ failure: SyntaxFailure) {
    diagnostics.append(
      Diagnostic(id: failure.id, message: failure.message, file: file, span: failure.span, help: failure.help))
  }

  /// Skips the rest of a statement that failed, with the block below it.
  mutating func recover(from first: Int) {
    if token.kind == .indent { return skipOne() }
    // A block that is missing fails at the start of the next statement, which is well.
    if index > first, tokens[index - 1].kind == .newline, token.kind.beginsStatement { return }
    if index == first, token.kind != .newline { advance() }
    while token.kind != .newline, token.kind != .endOfFile, token.kind != .dedent { skipOne() }
    if token.kind == .newline { advance() }
    if token.kind == .indent { skipOne() }
  }

  /// Skips a token, or a block as a whole.
  private mutating func skipOne() {
    guard token.kind == .indent else { return advance() }
    var level = 0
    repeat {
      if token.kind == .indent { level += 1 }
      if token.kind == .dedent { level -= 1 }
      advance()
    } while level > 0 && token.kind != .endOfFile
  }
}

extension TokenKind {
  /// Whether a statement may begin with the token, which `except`, `else` and their like only continue.
  fileprivate var beginsStatement: Bool {
    switch self {
    case .kElif, .kElse, .kExcept, .kFinally: false
    default: true
    }
  }
}
