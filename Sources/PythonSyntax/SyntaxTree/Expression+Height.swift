extension Expression.Kind {
  /// Levels of expressions below this one. Parameters and comprehensions count with all that is in them.
  var innerHeight: Int32 {
    switch self {
    case .constant, .name: 0
    case .attribute(let value, _, _), .starred(let value, _), .unaryOp(_, let value), .await(let value),
      .yieldFrom(let value):
      value.height
    case .binOp(let left, _, let right): max(left.height, right.height)
    case .subscript(let value, let index, _): max(value.height, index.height)
    case .namedExpr(let target, let value): max(target.height, value.height)
    case .boolOp(_, let values), .set(let values), .list(let values, _), .tuple(let values, _),
      .joinedStr(let values), .templateStr(let values):
      values.height
    case .call(let function, let arguments, let keywords):
      keywords.reduce(max(function.height, arguments.height)) { max($0, $1.value.height) }
    case .compare(let left, _, let comparators): max(left.height, comparators.height)
    case .dict(let keys, let values): keys.reduce(values.height) { max($0, $1?.height ?? 0) }
    case .ifExp(let test, let body, let orElse): max(test.height, body.height, orElse.height)
    case .slice(let lower, let upper, let step): max(lower?.height ?? 0, upper?.height ?? 0, step?.height ?? 0)
    case .yield(let value): value?.height ?? 0
    case .formattedValue(let value, _, let formatSpec), .interpolation(let value, _, _, let formatSpec):
      max(value.height, formatSpec?.height ?? 0)
    case .lambda(let arguments, let body): max(arguments.height, body.height)
    case .listComp(let element, let generators), .setComp(let element, let generators),
      .generatorExp(let element, let generators):
      max(element.height, generators.height)
    case .dictComp(let key, let value, let generators): max(key.height, value.height, generators.height)
    }
  }
}

extension [Expression] {
  fileprivate var height: Int32 { reduce(0) { Swift.max($0, $1.height) } }
}

extension [Comprehension] {
  fileprivate var height: Int32 {
    reduce(0) { Swift.max($0, $1.target.height, $1.iterator.height, $1.tests.height) }
  }
}

extension Arguments {
  fileprivate var height: Int32 {
    let keywordHeight = keywordDefaults.reduce(0) { max($0, $1?.height ?? 0) }
    return max(keywordHeight, defaults.height)
  }
}
