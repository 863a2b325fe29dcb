import Diagnostics

extension Parser {
  /// All statements of a text; what fails is reported and skipped.
  mutating func parseFile() -> [Statement] {
    var body: [Statement] = []
    while token.kind != .endOfFile {
      // Left over from a block whose beginning failed.
      if !accept(.dedent) { parseStatement(into: &body) }
    }
    reportUnread()
    return body
  }

  /// Reports what the lexer found and no statement met.
  private mutating func reportUnread() {
    guard diagnostics.isEmpty, let failure = failures.first(where: { $0.kind != .stray }) else { return }
    report(SyntaxFailure(message: failure.message, span: failure.span))
  }

  /// One logical line or compound statement; a failure is reported.
  mutating func parseStatement(into body: inout [Statement]) {
    let first = index
    let level = depth
    let count = body.count
    do throws(SyntaxFailure) {
      if let compound = try compoundStatement() {
        body.append(compound)
      } else {
        try simpleStatements(into: &body)
      }
    } catch {
      depth = level
      body.removeSubrange(count...)
      report(explained(error, from: first))
      recover(from: first)
    }
  }

  /// `a; b; c` up to the end of the line.
  mutating func simpleStatements(into body: inout [Statement]) throws(SyntaxFailure) {
    while true {
      body.append(try simpleStatement())
      if accept(.newline) { return }
      guard accept(.semicolon) else { throw failure() }
      if accept(.newline) { return }
    }
  }

  @inline(never) private mutating func simpleStatement() throws(SyntaxFailure) -> Statement {
    let start = token.start
    let kind: Statement.Kind
    switch token.kind {
    case .kReturn: kind = try returnStatement()
    case .kImport: kind = try importStatement()
    case .kFrom: kind = try importFromStatement()
    case .kRaise: kind = try raiseStatement()
    case .kDel: kind = try deleteStatement()
    case .kAssert: kind = try assertStatement()
    case .kGlobal: kind = .global(try declaredNames())
    case .kNonlocal: kind = .nonlocal(try declaredNames())
    case .kPass: kind = keywordStatement(.pass)
    case .kBreak: kind = keywordStatement(.break)
    case .kContinue: kind = keywordStatement(.continue)
    case .softType where next.isName && beginsTypeAlias: kind = try typeAliasStatement()
    default: kind = try expressionStatement()
    }
    return Statement(kind, span: span(from: start))
  }

  private mutating func keywordStatement(_ kind: Statement.Kind) -> Statement.Kind {
    advance()
    return kind
  }

  /// Whether an expression, or the end of a statement, comes next.
  private var endsStatement: Bool { token.kind == .newline || token.kind == .semicolon || token.kind == .endOfFile }

  private mutating func returnStatement() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    return .return(endsStatement ? nil : try starExpressions())
  }

  private mutating func raiseStatement() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    if endsStatement { return .raise(nil, cause: nil) }
    let exception = try expression()
    return .raise(exception, cause: accept(.kFrom) ? try expression() : nil)
  }

  private mutating func assertStatement() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    let test = try expression()
    return .assert(test, message: accept(.comma) ? try expression() : nil)
  }

  private mutating func declaredNames() throws(SyntaxFailure) -> [String] {
    advance()
    var names = [try name()]
    while accept(.comma) { names.append(try name()) }
    return names
  }

  private mutating func deleteStatement() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    var targets: [Expression] = []
    repeat {
      if endsStatement, !targets.isEmpty { break }
      targets.append(try target(try operation(Precedence.bitOr), .del, "delete"))
    } while accept(.comma)
    return .delete(targets)
  }

  private var beginsTypeAlias: Bool {
    let following = kind(ahead: 2)
    return following == .equal || following == .leftBracket
  }

  private mutating func typeAliasStatement() throws(SyntaxFailure) -> Statement.Kind {
    try require(.v3_12, "type statements", at: token.start)
    advance()
    let start = token.start
    let name = try node(.name(try self.name(), .store), from: start)
    let parameters = try typeParameters()
    try expect(.equal)
    return .typeAlias(name: name, typeParameters: parameters, value: try expression())
  }
}
