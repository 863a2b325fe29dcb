import Diagnostics

extension Parser {
  /// An expression, or one of the assignments that begin with one.
  mutating func expressionStatement() throws(SyntaxFailure) -> Statement.Kind {
    let isParenthesized = token.kind == .leftParen
    let first = try yieldOrStarExpressions()
    switch token.kind {
    case .equal: return try assignment(to: first)
    case .colon where first.isAnnotatable: return try annotated(first, isParenthesized: isParenthesized)
    default: break
    }
    guard let operation = token.kind.augmentedOperator else { return .expr(first) }
    switch first.kind {
    case .name, .attribute, .subscript: break
    default: throw failure("'\(first.grammarName)' is an illegal expression for augmented assignment", at: first)
    }
    let target = try target(first, .store, "assign to")
    advance()
    return .augAssign(target: target, operation, value: try yieldOrStarExpressions())
  }

  private mutating func assignment(to first: Expression) throws(SyntaxFailure) -> Statement.Kind {
    var targets: [Expression] = []
    var value = first
    while token.kind == .equal {
      targets.append(try assignable(value))
      advance()
      value = try yieldOrStarExpressions()
    }
    return .assign(targets: targets, value: value)
  }

  /// A target of `=`, with CPython's hint where a comparison may be meant.
  private func assignable(_ expression: Expression) throws(SyntaxFailure) -> Expression {
    switch expression.kind {
    case .call, .binOp, .compare, .unaryOp, .boolOp, .await:
      let message = "cannot assign to \(expression.grammarName) here. Maybe you meant '==' instead of '='?"
      throw failure(message, at: expression)
    case .constant(let constant, _):
      switch constant {
      case .none, .true, .false: throw failure("cannot assign to \(expression.grammarName)", at: expression)
      default:
        let message = "cannot assign to \(expression.grammarName) here. Maybe you meant '==' instead of '='?"
        throw failure(message, at: expression)
      }
    case .yield, .yieldFrom: throw failure("assignment to yield expression not possible", at: expression)
    default: return try target(expression, .store, "assign to")
    }
  }

  private mutating func annotated(
    _ first: Expression, isParenthesized: Bool
  ) throws(SyntaxFailure) -> Statement.Kind {
    switch first.kind {
    case .list: throw failure("only single target (not list) can be annotated", at: first)
    case .tuple: throw failure("only single target (not tuple) can be annotated", at: first)
    default: break
    }
    let target = try target(first, .store, "assign to")
    advance()
    let annotation = try expression()
    let value = accept(.equal) ? try yieldOrStarExpressions() : nil
    var isSimple = false
    if case .name = first.kind { isSimple = !isParenthesized }
    return .annAssign(target: target, annotation: annotation, value: value, isSimple: isSimple)
  }

  /// The same expression as a target, its parts included; fails where it cannot be one.
  ///
  /// - Parameter purpose: `assign to` or `delete`, for the message.
  func target(
    _ expression: Expression, _ context: ExpressionContext, _ purpose: String
  ) throws(SyntaxFailure) -> Expression {
    let kind: Expression.Kind
    switch expression.kind {
    case .name(let name, _): kind = .name(name, context)
    case .attribute(let value, let name, _): kind = .attribute(value, name, context)
    case .subscript(let value, let index, _): kind = .subscript(value, index, context)
    case .starred(let value, _) where context == .store:
      kind = .starred(try target(value, context, purpose), context)
    case .list(let elements, _): kind = .list(try targets(elements, context, purpose), context)
    case .tuple(let elements, _): kind = .tuple(try targets(elements, context, purpose), context)
    default: throw failure("cannot \(purpose) \(expression.grammarName)", at: expression)
    }
    return Expression(kind, span: expression.span)
  }

  private func targets(
    _ elements: [Expression], _ context: ExpressionContext, _ purpose: String
  ) throws(SyntaxFailure) -> [Expression] {
    var result: [Expression] = []
    result.reserveCapacity(elements.count)
    for element in elements { result.append(try target(element, context, purpose)) }
    return result
  }
}

extension Expression {
  /// Whether a colon behind the expression begins an annotation, or at least an attempt at one.
  fileprivate var isAnnotatable: Bool {
    switch kind {
    case .name, .attribute, .subscript, .list, .tuple: true
    default: false
    }
  }
}
