import Diagnostics

extension Parser {
  /// One expression and nothing else; a failure is reported.
  mutating func parseOnlyExpression() -> Expression? {
    let first = index
    do throws(SyntaxFailure) {
      let expression = try starExpressions()
      while accept(.newline) {}
      guard token.kind == .endOfFile else { throw failure() }
      return expression
    } catch {
      let explanation = explained(error, from: first)
      // Of a whole expression nothing is assigned.
      let isOfStatement = explanation.message.hasPrefix("cannot assign") && !explanation.message.contains("here. Maybe")
      report(isOfStatement ? error : explanation)
      return nil
    }
  }

  /// `yield …` or `a, *b`.
  mutating func yieldOrStarExpressions() throws(SyntaxFailure) -> Expression {
    token.kind == .kYield ? try yield() : try starExpressions()
  }

  /// `a`, `*a`, or a tuple of these without parentheses.
  mutating func starExpressions() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let first = try starExpression()
    guard token.kind == .comma else { return first }
    var elements = [first]
    while accept(.comma) {
      guard token.kind.beginsElement else { break }
      elements.append(try starExpression())
    }
    return try node(.tuple(elements, .load), from: start)
  }

  /// `*a` or an expression.
  mutating func starExpression() throws(SyntaxFailure) -> Expression {
    token.kind == .star ? try starred() : try expression()
  }

  @inline(never) mutating func starred() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { depth -= 1 }
    let start = token.start
    advance()
    return try node(.starred(try operation(Precedence.bitOr), .load), from: start)
  }

  /// `name := value` or an expression.
  mutating func namedExpression() throws(SyntaxFailure) -> Expression {
    guard token.kind.isName, next == .colonEqual else {
      let value = try expression()
      if token.kind == .colonEqual {
        throw failure("cannot use assignment expressions with \(value.grammarName)", at: value)
      }
      if token.kind == .equal, case .name = value.kind {
        throw SyntaxFailure(
          message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
          span: SourceSpan(start: value.span.start, end: token.end))
      }
      return value
    }
    let start = token.start
    let target = Expression(.name(text(of: token), .store), span: SourceSpan(start: start, end: token.end))
    advance()
    advance()
    return try node(.namedExpr(target: target, value: try expression()), from: start)
  }

  /// `*a`, `name := value`, or an expression: an element of a display.
  mutating func element() throws(SyntaxFailure) -> Expression {
    token.kind == .star ? try starred() : try namedExpression()
  }

  @inline(never) mutating func yield() throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    if accept(.kFrom) { return try node(.yieldFrom(try expression()), from: start) }
    guard token.kind.beginsElement else { return try node(.yield(nil), from: start) }
    return try node(.yield(try starExpressions()), from: start)
  }

  /// The target of `for`: it ends before `in`.
  @inline(never) mutating func iterationTarget() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let first = try targetElement()
    guard token.kind == .comma else { return first }
    var elements = [first]
    while accept(.comma) {
      guard token.kind != .kIn else { break }
      elements.append(try targetElement())
    }
    return try node(.tuple(elements, .store), from: start)
  }

  private mutating func targetElement() throws(SyntaxFailure) -> Expression {
    let element = token.kind == .star ? try starred() : try operation(Precedence.bitOr)
    return try target(element, .store, "assign to")
  }

  /// `for target in iterator if test …`, once or more.
  @inline(never) mutating func comprehensions() throws(SyntaxFailure) -> [Comprehension] {
    try enter()
    defer { depth -= 1 }
    var result: [Comprehension] = []
    while token.kind == .kFor || (token.kind == .kAsync && next == .kFor) {
      let isAsync = accept(.kAsync)
      advance()
      let target = try iterationTarget()
      try expect(.kIn)
      let iterator = try operation(Precedence.or)
      var tests: [Expression] = []
      while accept(.kIf) { tests.append(try operation(Precedence.or)) }
      result.append(Comprehension(target: target, iterator: iterator, tests: tests, isAsync: isAsync))
    }
    return result
  }

  var beginsComprehension: Bool { token.kind == .kFor || (token.kind == .kAsync && next == .kFor) }
}

extension TokenKind {
  /// Whether an element, a starred one included, may begin with the token.
  var beginsElement: Bool { self == .star || self == .error || beginsExpression }
}
