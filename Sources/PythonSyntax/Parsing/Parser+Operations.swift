import Diagnostics

extension Parser {
  /// A conditional expression, a lambda, or anything that binds tighter.
  mutating func expression() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { depth -= 1 }
    if token.kind == .kLambda { return try lambda() }
    let start = token.start
    let body = try operation(Precedence.or)
    return token.kind == .kIf ? try conditional(body, from: start) : body
  }

  /// `body if test else orElse`
  @inline(never) private mutating func conditional(
    _ body: Expression, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    advance()
    let test = try operation(Precedence.or)
    try expect(.kElse, "expected 'else' after 'if' expression")
    return try node(.ifExp(test: test, body: body, orElse: try expression()), from: start)
  }

  /// Operands joined by operators that bind at least as tightly as `minimum`.
  mutating func operation(_ minimum: UInt8) throws(SyntaxFailure) -> Expression {
    let start = token.start
    var left = token.kind == .kNot && minimum <= Precedence.not ? try negation() : try unary()
    while true {
      let isNotIn = token.kind == .kNot && next == .kIn
      let precedence = isNotIn ? Precedence.comparison : token.kind.precedence
      guard precedence >= minimum, precedence != Precedence.none else { return left }
      switch precedence {
      case Precedence.or, Precedence.and: left = try boolean(left, precedence, from: start)
      case Precedence.comparison: left = try comparison(left, from: start)
      default:
        guard let operation = token.kind.binaryOperator else { throw failure() }
        advance()
        let right = try self.operation(precedence + 1)
        left = try node(.binOp(left, operation, right), from: start)
      }
    }
  }

  @inline(never) private mutating func negation() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { depth -= 1 }
    let start = token.start
    advance()
    return try node(.unaryOp(.not, try operation(Precedence.not)), from: start)
  }

  /// `a and b and c` as one node.
  @inline(never) private mutating func boolean(
    _ first: Expression, _ precedence: UInt8, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    let keyword = token.kind
    var values = [first]
    while accept(keyword) { values.append(try operation(precedence + 1)) }
    return try node(.boolOp(keyword == .kAnd ? .and : .or, values: values), from: start)
  }

  /// `a < b <= c` as one node.
  @inline(never) private mutating func comparison(
    _ left: Expression, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    var operators: [CompareOperator] = []
    var comparators: [Expression] = []
    while let comparison = comparisonOperator() {
      operators.append(comparison)
      comparators.append(try operation(Precedence.bitOr))
    }
    return try node(.compare(left: left, operators, comparators), from: start)
  }

  /// Reads a comparison operator where one is there.
  private mutating func comparisonOperator() -> CompareOperator? {
    let comparison: CompareOperator
    switch token.kind {
    case .less: comparison = .lt
    case .greater: comparison = .gt
    case .lessEqual: comparison = .ltE
    case .greaterEqual: comparison = .gtE
    case .equalEqual: comparison = .eq
    case .notEqual: comparison = .notEq
    case .kIn: comparison = .isIn
    case .kIs where next == .kNot:
      advance()
      comparison = .isNot
    case .kIs: comparison = .isSame
    case .kNot where next == .kIn:
      advance()
      comparison = .notIn
    default: return nil
    }
    advance()
    return comparison
  }

  /// Signs and powers.
  mutating func unary() throws(SyntaxFailure) -> Expression {
    let prefix: UnaryOperator
    switch token.kind {
    case .minus: prefix = .uSub
    case .plus: prefix = .uAdd
    case .tilde: prefix = .invert
    default: return try power()
    }
    try enter()
    defer { depth -= 1 }
    let start = token.start
    advance()
    return try node(.unaryOp(prefix, try unary()), from: start)
  }

  private mutating func power() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let base = token.kind == .kAwait ? try awaited() : try primary()
    guard token.kind == .doubleStar else { return base }
    try enter()
    defer { depth -= 1 }
    advance()
    return try node(.binOp(base, .pow, try unary()), from: start)
  }

  @inline(never) private mutating func awaited() throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    return try node(.await(try primary()), from: start)
  }

  @inline(never) private mutating func lambda() throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    let arguments = try parameters(until: .colon, isLambda: true)
    try expect(.colon)
    return try node(.lambda(arguments, body: try expression()), from: start)
  }
}
