import Diagnostics

extension Parser {
  /// How many statements are explained, so that a text that is no Python at all is read in linear time.
  private static let mostExplanations = 100

  /// What is wrong at the current token: what the lexer says of it, or the message, or `invalid syntax`.
  func failure(_ message: String = "invalid syntax") -> SyntaxFailure {
    lexicalFailure(at: token) ?? SyntaxFailure(message: message, span: SourceSpan(start: token.start, end: token.end))
  }

  /// A failure of a node that has been read.
  func failure(_ message: String, at expression: Expression) -> SyntaxFailure {
    SyntaxFailure(message: message, span: expression.span)
  }

  /// What the lexer says of a token that is none.
  func lexicalFailure(at token: Token) -> SyntaxFailure? {
    guard token.kind == .error, let failure = failures.first(where: { $0.span.start == token.start }),
      failure.kind != .stray
    else { return nil }
    return SyntaxFailure(message: failure.message, span: failure.span, isLexical: true)
  }

  /// The failure of a statement in Python's words.
  ///
  /// - Parameter first: the first token of the statement.
  mutating func explained(_ failure: SyntaxFailure, from first: Int) -> SyntaxFailure {
    guard !failure.isFinal, diagnostics.count < Self.mostExplanations else { return failure }
    var recognizer = Recognizer(self, from: first)
    var explanation = recognizer.explanation(from: first) ?? failure
    if diagnostics.isEmpty {
      deciding = Deciding(
        failure: explanation, first: tokens[first], furthest: recognizer.furthest)
    }
    if let help = python2Help(for: explanation) {
      explanation.id = "python-2"
      explanation.help = help
    }
    return explanation
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
