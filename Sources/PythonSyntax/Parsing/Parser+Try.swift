import Diagnostics

extension Parser {
  mutating func tryStatement() throws(SyntaxFailure) -> Statement.Kind {
    let line = token.start.line
    advance()
    let body = try block("'try' statement", line: line)
    var handlers: [ExceptHandler] = []
    var isStar = false
    while token.kind == .kExcept {
      let isFirst = handlers.isEmpty
      let hasStar = next == .star
      if !isFirst, hasStar != isStar { throw failure("cannot have both 'except' and 'except*' on the same 'try'") }
      isStar = hasStar
      handlers.append(try exceptHandler(isStar: isStar))
    }
    let orElse = handlers.isEmpty ? [] : try elseBlock()
    let finallyLine = token.start.line
    let finally = accept(.kFinally) ? try block("'finally' statement", line: finallyLine) : []
    if handlers.isEmpty, finally.isEmpty { throw failure("expected 'except' or 'finally' block") }
    return isStar
      ? .tryStar(body: body, handlers: handlers, orElse: orElse, finally: finally)
      : .try(body: body, handlers: handlers, orElse: orElse, finally: finally)
  }

  private mutating func exceptHandler(isStar: Bool) throws(SyntaxFailure) -> ExceptHandler {
    let start = token.start
    advance()
    if isStar {
      try require(.v3_11, "'except*' clauses", at: token.start)
      advance()
    }
    var type: Expression?
    var name: String?
    if token.kind != .colon {
      type = try exceptionTypes(from: start)
      if accept(.kAs) { name = try self.name() }
    } else if isStar {
      throw failure("expected one or more exception types")
    }
    let body = try block("'except\(isStar ? "*" : "")' statement", line: start.line)
    return ExceptHandler(type: type, name: name, body: body, span: span(from: start))
  }

  /// One type, or several without parentheses as from Python 3.14 on; `except Error, error` is Python 2.
  private mutating func exceptionTypes(from start: SourcePosition) throws(SyntaxFailure) -> Expression {
    let place = token.start
    let first = try expression()
    guard token.kind == .comma else { return first }
    var types = [first]
    while accept(.comma), token.kind != .colon { types.append(try expression()) }
    if types.count == 2, case .name(let name, _) = types[1].kind, name.first?.isLowercase == true {
      throw SyntaxFailure(message: "multiple exception types must be parenthesized", span: span(from: place))
    }
    try require(.v3_14, "exception types without parentheses", at: place)
    if token.kind == .kAs {
      throw SyntaxFailure(message: "multiple exception types must be parenthesized", span: span(from: place))
    }
    return try node(.tuple(types, .load), from: place)
  }
}
