import Diagnostics

/// The failure of the first statement that failed.
struct Deciding {
  let failure: SyntaxFailure
  /// The first token of the statement.
  let first: Token
  /// The furthest token that was looked at to find it.
  let furthest: Int
}

extension Parser {
  /// The diagnostics, the one that Python raises first, the others in the order of the text.
  ///
  /// Having failed, Python reads the rest of the tokens: a bad one below, or a bracket that is never closed, is what it
  /// reports then.
  func decidedDiagnostics(_ firstFailure: Lexer.Failure?, mode: ParseMode) -> [Diagnostic] {
    guard let deciding, let firstFailure else { return diagnostics }
    guard var failure = decisiveFailure(deciding, firstFailure, mode: mode) else { return diagnostics }
    if let help = python2Help(for: failure) {
      failure.id = "python-2"
      failure.help = help
    }
    let decisive = Diagnostic(
      id: failure.id, message: failure.message, file: file, span: failure.span, help: failure.help)
    return [decisive] + diagnostics.filter { $0 != decisive }
  }

  /// What Python raises where that is not what the first statement that failed fails with.
  private func decisiveFailure(
    _ deciding: Deciding, _ firstFailure: Lexer.Failure, mode: ParseMode
  ) -> SyntaxFailure? {
    let isUnclosed = failures.contains {
      $0.kind == .unclosed && $0.span == deciding.failure.span && $0.message == deciding.failure.message
    }
    guard isUnclosed else {
      guard isOverruled(deciding, by: firstFailure) else { return nil }
      return SyntaxFailure(message: firstFailure.message, span: firstFailure.span)
    }
    // To Python all that follows stands in the bracket.
    var lexer = Lexer(source, version: version)
    lexer.tokenizeFile(mode: mode, resumes: false)
    var strict = Parser(file: file, lexer: lexer, version: version)
    guard let first = strict.tokens.firstIndex(where: { $0.start == deciding.first.start && !$0.kind.isLayout })
    else { return nil }
    strict.move(to: strict.tokens.count - 1)
    var recognizer = Recognizer(strict, from: first)
    guard let failure = recognizer.explanation(from: first) else { return nil }
    let strictly = Deciding(failure: failure, first: deciding.first, furthest: recognizer.furthest)
    guard strict.isOverruled(strictly, by: firstFailure) else { return failure }
    return SyntaxFailure(message: firstFailure.message, span: firstFailure.span)
  }

  private func isOverruled(_ deciding: Deciding, by firstFailure: Lexer.Failure) -> Bool {
    if deciding.failure.message.hasPrefix("unexpected ") { return false }
    let furthest = tokens[deciding.furthest]
    if lexicalFailure(at: furthest) != nil { return false }
    if firstFailure.kind == .unclosed { return furthest.start.line > firstFailure.span.start.line }
    return firstFailure.kind == .raised && furthest.start < firstFailure.span.start
  }
}
