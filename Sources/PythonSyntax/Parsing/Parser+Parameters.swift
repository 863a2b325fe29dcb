import Diagnostics

/// Parameters while they are read.
private struct ParameterList {
  var positionalOnly: [Argument] = []
  var positional: [Argument] = []
  var defaults: [Expression] = []
  var variadic: Argument?
  var keywordOnly: [Argument] = []
  var keywordDefaults: [Expression?] = []
  var keywordVariadic: Argument?
  var hasSlash = false
  var hasStar = false

  var arguments: Arguments {
    Arguments(
      positionalOnly: positionalOnly, positional: positional, variadic: variadic, keywordOnly: keywordOnly,
      keywordDefaults: keywordDefaults, keywordVariadic: keywordVariadic, defaults: defaults)
  }
}

extension Parser {
  /// The parameters of a function, or of a lambda, which have no annotations; the closing token is left.
  mutating func parameters(until end: TokenKind, isLambda: Bool) throws(SyntaxFailure) -> Arguments {
    var list = ParameterList()
    while token.kind != end {
      switch token.kind {
      case .slash: try slash(in: &list)
      case .star: try star(in: &list, until: end, isLambda: isLambda)
      case .doubleStar:
        advance()
        list.keywordVariadic = try parameter(isLambda: isLambda)
        if token.kind == .equal { throw failure("var-keyword argument cannot have default value") }
      default: try plain(in: &list, isLambda: isLambda)
      }
      guard accept(.comma) else { break }
      if list.keywordVariadic != nil, token.kind != end {
        throw failure("arguments cannot follow var-keyword argument")
      }
    }
    return list.arguments
  }

  private mutating func slash(in list: inout ParameterList) throws(SyntaxFailure) {
    if list.hasStar { throw failure("/ must be ahead of *") }
    if list.hasSlash { throw failure("/ may appear only once") }
    if list.positional.isEmpty { throw failure("at least one argument must precede /") }
    advance()
    list.hasSlash = true
    swap(&list.positionalOnly, &list.positional)
  }

  private mutating func star(
    in list: inout ParameterList, until end: TokenKind, isLambda: Bool
  ) throws(SyntaxFailure) {
    if list.hasStar { throw failure("* argument may appear only once") }
    advance()
    list.hasStar = true
    if token.kind == .comma {
      if next == end || next == .doubleStar { throw failure("named arguments must follow bare *") }
      return
    }
    if token.kind == end { throw failure("named arguments must follow bare *") }
    list.variadic = try parameter(isLambda: isLambda, isVariadic: true)
    if token.kind == .equal { throw failure("var-positional argument cannot have default value") }
  }

  private mutating func plain(in list: inout ParameterList, isLambda: Bool) throws(SyntaxFailure) {
    let parameter = try parameter(isLambda: isLambda)
    let value = accept(.equal) ? try expression() : nil
    if list.hasStar {
      list.keywordOnly.append(parameter)
      list.keywordDefaults.append(value)
      return
    }
    list.positional.append(parameter)
    if let value {
      list.defaults.append(value)
    } else if !list.defaults.isEmpty {
      throw SyntaxFailure(message: "non-default argument follows default argument", span: parameter.span)
    }
  }

  private mutating func parameter(isLambda: Bool, isVariadic: Bool = false) throws(SyntaxFailure) -> Argument {
    let start = token.start
    let name = try self.name()
    var annotation: Expression?
    if !isLambda, accept(.colon) { annotation = isVariadic ? try starredAnnotation() : try expression() }
    return Argument(name: name, annotation: annotation, span: span(from: start))
  }

  private mutating func starredAnnotation() throws(SyntaxFailure) -> Expression {
    if token.kind == .star { try require(.v3_11, "starred annotations", at: token.start) }
    return try starExpression()
  }
}
