import Diagnostics

extension Parser {
  /// What to do where the text that failed is Python 2; `nil` where it is none.
  func python2Help(for failure: SyntaxFailure) -> String? {
    guard isPython2(failure) else { return nil }
    return "this is Python 2, which faircopy does not read; convert the notebook with 2to3"
  }

  private func isPython2(_ failure: SyntaxFailure) -> Bool {
    let text = source[failure.span.start.offset..<max(failure.span.start.offset, failure.span.end.offset)]
    switch failure.message {
    case let message where message.hasPrefix("Missing parentheses in call to"): return true
    // `def f((a, b)):`
    case let message where message.hasSuffix("parameters cannot be parenthesized"): return true
    // `0777`, `10L`
    case let message where message.hasPrefix("leading zeros"): return text.allSatisfy { $0 &- UInt8(ascii: "0") < 8 }
    case "invalid decimal literal": return text.last.map { $0 | 0x20 } == UInt8(ascii: "l")
    case "invalid hexadecimal literal": return text.last.map { $0 | 0x20 } == UInt8(ascii: "l")
    case "multiple exception types must be parenthesized": return namesException(failure.span)
    default: break
    }
    guard failure.message.hasPrefix("invalid syntax") else { return false }
    return text.first == UInt8(ascii: "`") || hasOldToken(around: failure.span) || isOldRaise(failure.span)
  }

  /// `except Error, error:`
  private func namesException(_ span: SourceSpan) -> Bool {
    guard let first = tokenIndex(at: span.start) else { return false }
    let kinds = tokens[first...].prefix { $0.kind != .colon && !$0.kind.isLayout }
    return kinds.suffix(2).map(\.kind) == [.comma, .name]
  }

  /// `<>` and `ur"…"`, which are two tokens each.
  private func hasOldToken(around span: SourceSpan) -> Bool {
    guard let index = tokenIndex(at: span.end, isEnd: true), index > 0 else { return false }
    let token = tokens[index]
    let previous = tokens[index - 1]
    guard previous.end == token.start else { return false }
    if token.kind == .greater { return previous.kind == .less }
    return token.kind == .string && text(of: previous).lowercased() == "ur"
  }

  /// `raise Error, "message"`
  private func isOldRaise(_ span: SourceSpan) -> Bool {
    guard var index = tokenIndex(at: span.start), tokens[index].kind == .comma else { return false }
    while index > 0, !tokens[index - 1].kind.isLayout, tokens[index - 1].kind != .semicolon { index -= 1 }
    return tokens[index].kind == .kRaise
  }

  private func tokenIndex(at position: SourcePosition, isEnd: Bool = false) -> Int? {
    tokens.firstIndex { (isEnd ? $0.end : $0.start) == position && !$0.kind.isLayout }
  }
}
