import Diagnostics

extension Parser {
  /// A statement with blocks; `nil` where none begins.
  @inline(never) mutating func compoundStatement() throws(SyntaxFailure) -> Statement? {
    let start = token.start
    let kind: Statement.Kind
    switch token.kind {
    case .kIf: return try ifStatement()
    case .kFor: kind = try forStatement(isAsync: false)
    case .kWhile: kind = try whileStatement()
    case .kTry: kind = try tryStatement()
    case .kWith: kind = try withStatement(isAsync: false)
    case .kDef: kind = .functionDef(try functionDefinition(decorators: []))
    case .kClass: kind = .classDef(try classDefinition(decorators: []))
    case .kAsync: kind = try asyncStatement()
    case .at: return try decorated()
    case .softMatch where beginsMatch: kind = try matchStatement()
    default: return nil
    }
    return Statement(kind, span: span(from: start))
  }

  /// `: block`, on the same line or below.
  ///
  /// - Parameters:
  ///   - owner: whose block it is, for the message: `'if' statement`.
  ///   - line: the line of the owner.
  mutating func block(_ owner: @autoclosure () -> String, line: Int) throws(SyntaxFailure) -> [Statement] {
    try expect(.colon, "expected ':'")
    try enter()
    defer { depth -= 1 }
    var body: [Statement] = []
    guard accept(.newline) else {
      try simpleStatements(into: &body)
      return body
    }
    guard token.kind == .indent else {
      throw failure("expected an indented block after \(owner()) on line \(line)")
    }
    advance()
    while token.kind != .dedent, token.kind != .endOfFile { parseStatement(into: &body) }
    _ = accept(.dedent)
    return body
  }

  /// `else: block` where it is there.
  mutating func elseBlock() throws(SyntaxFailure) -> [Statement] {
    let line = token.start.line
    return accept(.kElse) ? try block("'else' statement", line: line) : []
  }

  /// `if` with its `elif`s, which become nested statements; read in a loop, so that a long chain takes no stack.
  private mutating func ifStatement() throws(SyntaxFailure) -> Statement {
    var branches: [(start: SourcePosition, test: Expression, body: [Statement])] = []
    repeat {
      let start = token.start
      let keyword = token.kind == .kIf ? "'if'" : "'elif'"
      advance()
      let test = try namedExpression()
      branches.append((start, test, try block("\(keyword) statement", line: start.line)))
      if branches.count + depth > Int(Self.heightLimit) { throw failure("too many levels of nesting") }
    } while token.kind == .kElif
    var orElse = try elseBlock()
    let end = previousEnd
    for branch in branches.reversed() {
      let kind = Statement.Kind.if(test: branch.test, body: branch.body, orElse: orElse)
      orElse = [Statement(kind, span: SourceSpan(start: branch.start, end: end))]
    }
    guard let statement = orElse.first else { throw failure() }
    return statement
  }

  private mutating func whileStatement() throws(SyntaxFailure) -> Statement.Kind {
    let line = token.start.line
    advance()
    let test = try namedExpression()
    let body = try block("'while' statement", line: line)
    return .while(test: test, body: body, orElse: try elseBlock())
  }

  private mutating func forStatement(isAsync: Bool) throws(SyntaxFailure) -> Statement.Kind {
    let line = token.start.line
    advance()
    let target = try iterationTarget()
    try expect(.kIn)
    let iterator = try starExpressions()
    let body = try block("'for' statement", line: line)
    let orElse = try elseBlock()
    return isAsync
      ? .asyncFor(target: target, iterator: iterator, body: body, orElse: orElse)
      : .for(target: target, iterator: iterator, body: body, orElse: orElse)
  }

  private mutating func asyncStatement() throws(SyntaxFailure) -> Statement.Kind {
    switch next {
    case .kDef: return .asyncFunctionDef(try functionDefinition(decorators: []))
    case .kFor:
      advance()
      return try forStatement(isAsync: true)
    case .kWith:
      advance()
      return try withStatement(isAsync: true)
    default:
      advance()
      throw failure()
    }
  }
}
