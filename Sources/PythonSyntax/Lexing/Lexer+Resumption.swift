import Diagnostics

extension Lexer {
  /// How often lexing resumes, so that it stays linear.
  private static let mostResumptions = 20

  /// Goes back to the line of a bracket that was never closed, ends it by an error, and goes on with the next statement.
  ///
  /// - Returns: whether there is more to read.
  mutating func resumeBehindOpenBracket() -> Bool {
    guard let outer = brackets.first, let inner = brackets.last else { return false }
    resumptions += 1
    let lastLine = outer.position.line
    let kept = tokens.lastIndex { $0.start.line <= lastLine }.map { $0 + 1 } ?? 0
    tokens.removeSubrange(kept...)
    failures.removeAll { $0.span.start.line > lastLine }
    brackets = []
    let place = inner.position.line == lastLine ? inner : outer
    let span = place.span
    failures.append(Failure(message: "'\(place.kind.bracket)' was never closed", span: span, kind: .unclosed))
    tokens.append(Token(kind: .error, start: span.start, end: span.end))
    guard resumptions <= Self.mostResumptions, skipToStatement(behind: outer.position) else {
      offset = limit
      return false
    }
    tokens.append(Token(kind: .newline, start: position, end: position))
    return true
  }

  /// What Python says of brackets that are open at the end.
  var openBracketFailure: Failure? {
    brackets.last.map {
      Failure(message: "'\($0.kind.bracket)' was never closed", span: $0.span, kind: .unclosed)
    }
  }

  /// Goes to the next line that is not indented more than the block and does not begin with a closing bracket.
  private mutating func skipToStatement(behind place: SourcePosition) -> Bool {
    offset = place.offset
    line = place.line
    lineStart = place.offset - place.column
    let column = (indents.last?.column ?? 0) + (base?.column ?? 0)
    while offset < limit {
      skipComment()
      guard offset < limit else { return false }
      consumeLineEnding()
      var first = offset
      while first < limit, source[first] == 0x20 || source[first] == 0x09 { first += 1 }
      guard first < limit else { return false }
      let begins = source[first].isNameStart || source[first] == UInt8(ascii: "@")
      if begins, first - offset <= column { return true }
    }
    return false
  }
}

extension Lexer.Bracket {
  fileprivate var span: SourceSpan {
    let end = SourcePosition(offset: position.offset + 1, line: position.line, column: position.column + 1)
    return SourceSpan(start: position, end: end)
  }
}
