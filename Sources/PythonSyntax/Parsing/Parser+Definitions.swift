import Diagnostics

extension Parser {
  /// A function or class below its decorators, whose lines do not belong to its span.
  mutating func decorated() throws(SyntaxFailure) -> Statement {
    var decorators: [Expression] = []
    while accept(.at) {
      let start = token.start
      let decorator = try namedExpression()
      if !decorator.isOldDecorator { try require(.v3_9, "expressions as decorators", at: start) }
      decorators.append(decorator)
      try expect(.newline)
    }
    let start = token.start
    let kind: Statement.Kind
    switch (token.kind, next) {
    case (.kDef, _): kind = .functionDef(try functionDefinition(decorators: decorators))
    case (.kAsync, .kDef): kind = .asyncFunctionDef(try functionDefinition(decorators: decorators))
    case (.kClass, _): kind = .classDef(try classDefinition(decorators: decorators))
    default: throw failure()
    }
    return Statement(kind, span: span(from: start))
  }

  mutating func functionDefinition(decorators: [Expression]) throws(SyntaxFailure) -> FunctionDefinition {
    _ = accept(.kAsync)
    let line = token.start.line
    try expect(.kDef)
    let name = try self.name()
    let typeParameters = try typeParameters()
    try expect(.leftParen, "expected '('")
    let arguments = try parameters(until: .rightParen, isLambda: false)
    try expect(.rightParen)
    let returns = accept(.arrow) ? try expression() : nil
    let body = try block("function definition", line: line)
    return FunctionDefinition(
      name: name, typeParameters: typeParameters, arguments: arguments, returns: returns, body: body,
      decorators: decorators)
  }

  mutating func classDefinition(decorators: [Expression]) throws(SyntaxFailure) -> ClassDefinition {
    let line = token.start.line
    advance()
    let name = try self.name()
    let typeParameters = try typeParameters()
    var bases: (arguments: [Expression], keywords: [Keyword]) = ([], [])
    if token.kind == .leftParen {
      advance()
      bases = try callArguments()
    }
    let body = try block("class definition", line: line)
    return ClassDefinition(
      name: name, typeParameters: typeParameters, bases: bases.arguments, keywords: bases.keywords, body: body,
      decorators: decorators)
  }

  /// `[T: bound = default, *Ts, **P]`; empty where none is there.
  mutating func typeParameters() throws(SyntaxFailure) -> [TypeParameter] {
    guard token.kind == .leftBracket else { return [] }
    try require(.v3_12, "type parameters", at: token.start)
    advance()
    var parameters: [TypeParameter] = []
    repeat {
      if token.kind == .rightBracket, !parameters.isEmpty { break }
      parameters.append(try typeParameter())
    } while accept(.comma)
    try expect(.rightBracket)
    return parameters
  }

  private mutating func typeParameter() throws(SyntaxFailure) -> TypeParameter {
    let start = token.start
    let kind: TypeParameter.Kind = accept(.star) ? .typeVarTuple : accept(.doubleStar) ? .paramSpec : .typeVar
    let name = try self.name()
    let bound = kind == .typeVar && accept(.colon) ? try expression() : nil
    var defaultValue: Expression?
    if token.kind == .equal {
      try require(.v3_13, "defaults of type parameters", at: token.start)
      advance()
      defaultValue = kind == .typeVarTuple ? try starExpression() : try expression()
    }
    return TypeParameter(kind: kind, name: name, bound: bound, defaultValue: defaultValue, span: span(from: start))
  }

  /// A name with its parameters, and nothing else.
  mutating func parseOnlySignature() -> (name: String, arguments: Arguments)? {
    do throws(SyntaxFailure) {
      let name = try self.name()
      try expect(.leftParen, "expected '('")
      let arguments = try parameters(until: .rightParen, isLambda: false)
      try expect(.rightParen)
      guard token.kind == .newline || token.kind == .endOfFile else { throw failure() }
      return (name, arguments)
    } catch {
      report(error)
      return nil
    }
  }
}

extension Expression {
  /// Whether the expression is a dotted name, called or not.
  fileprivate var isOldDecorator: Bool {
    if case .call(let function, _, _) = kind { return function.isDottedName }
    return isDottedName
  }

  private var isDottedName: Bool {
    switch kind {
    case .name: true
    case .attribute(let value, _, _): value.isDottedName
    default: false
    }
  }
}
