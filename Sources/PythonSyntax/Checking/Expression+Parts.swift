extension Expression {
  /// The expressions directly in this one, in the order of evaluation; lambdas and comprehensions, which are scopes, have
  /// none.
  func forEachPart(_ visit: (Expression) -> Void) {
    switch kind {
    case .constant, .name, .lambda, .listComp, .setComp, .dictComp, .generatorExp: break
    case .attribute(let value, _, _), .starred(let value, _), .unaryOp(_, let value), .await(let value),
      .yieldFrom(let value):
      visit(value)
    case .binOp(let left, _, let right):
      visit(left)
      visit(right)
    case .subscript(let value, let index, _):
      visit(value)
      visit(index)
    case .namedExpr(let target, let value):
      visit(value)
      visit(target)
    case .boolOp(_, let values), .set(let values), .list(let values, _), .tuple(let values, _),
      .joinedStr(let values), .templateStr(let values):
      for value in values { visit(value) }
    case .call(let function, let arguments, let keywords):
      visit(function)
      for argument in arguments { visit(argument) }
      for keyword in keywords { visit(keyword.value) }
    case .compare(let left, _, let comparators):
      visit(left)
      for comparator in comparators { visit(comparator) }
    case .dict(let keys, let values):
      for (key, value) in zip(keys, values) {
        if let key { visit(key) }
        visit(value)
      }
    case .ifExp(let test, let body, let orElse):
      visit(test)
      visit(body)
      visit(orElse)
    case .slice(let lower, let upper, let step):
      for bound in [lower, upper, step] { if let bound { visit(bound) } }
    case .yield(let value): if let value { visit(value) }
    case .formattedValue(let value, _, let formatSpec), .interpolation(let value, _, _, let formatSpec):
      visit(value)
      if let formatSpec { visit(formatSpec) }
    }
  }
}
