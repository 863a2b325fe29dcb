import Diagnostics

extension Parser {
  /// An atom with the calls, attributes and subscripts behind it.
  mutating func primary() throws(SyntaxFailure) -> Expression {
    let start = token.start
    var value = try atom()
    while true {
      switch token.kind {
      case .dot:
        advance()
        value = try node(.attribute(value, try name(), .load), from: start)
      case .leftParen: value = try call(value, from: start)
      case .leftBracket:
        advance()
        let index = try subscriptIndex()
        try closeBracket(.rightBracket)
        value = try node(.subscript(value, index, .load), from: start)
      default: return value
      }
    }
  }

  @inline(never) private mutating func call(
    _ function: Expression, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    let open = token.start
    advance()
    let (arguments, keywords) = try callArguments(from: open)
    return try node(.call(function, arguments: arguments, keywords: keywords), from: start)
  }

  /// The arguments of a call up to and including its parenthesis.
  ///
  /// - Parameter open: the opening parenthesis, which belongs to an only generator expression; `nil` in class statements.
  @inline(never) mutating func callArguments(
    from open: SourcePosition? = nil
  ) throws(SyntaxFailure) -> (arguments: [Expression], keywords: [Keyword]) {
    var arguments: [Expression] = []
    var keywords: [Keyword] = []
    while token.kind != .rightParen {
      let start = token.start
      if accept(.doubleStar) {
        keywords.append(Keyword(name: nil, value: try expression(), span: span(from: start)))
      } else if token.kind.isName, next == .equal {
        let name = try self.name()
        advance()
        keywords.append(Keyword(name: name, value: try expression(), span: span(from: start)))
      } else {
        let argument = try positionalArgument(after: keywords)
        if beginsComprehension {
          guard let open, arguments.isEmpty, keywords.isEmpty else {
            throw SyntaxFailure(message: "Generator expression must be parenthesized", span: argument.span)
          }
          return ([try onlyGenerator(argument, from: open)], [])
        }
        arguments.append(argument)
      }
      guard accept(.comma) else { break }
    }
    try closeBracket(.rightParen)
    return (arguments, keywords)
  }

  private mutating func positionalArgument(after keywords: [Keyword]) throws(SyntaxFailure) -> Expression {
    let start = token.start
    let unpacksMapping = keywords.contains { $0.name == nil }
    if accept(.star) {
      let argument = try node(.starred(try expression(), .load), from: start)
      if unpacksMapping {
        throw failure("iterable argument unpacking follows keyword argument unpacking", at: argument)
      }
      return argument
    }
    let argument = try namedExpression()
    if token.kind == .equal {
      let message = "expression cannot contain assignment, perhaps you meant \"==\"?"
      throw failure(message, at: argument)
    }
    if !keywords.isEmpty {
      let unpacking = unpacksMapping ? " unpacking" : ""
      throw failure("positional argument follows keyword argument\(unpacking)", at: argument)
    }
    return argument
  }

  /// `f(x for x in y)`
  @inline(never) private mutating func onlyGenerator(
    _ element: Expression, from open: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    let generators = try comprehensions()
    if token.kind == .comma {
      throw SyntaxFailure(message: "Generator expression must be parenthesized", span: element.span)
    }
    try closeBracket(.rightParen)
    return try node(.generatorExp(element, generators), from: open)
  }

  /// What stands in the brackets of a subscript; several are a tuple.
  @inline(never) private mutating func subscriptIndex() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let first = try slice()
    guard token.kind == .comma else {
      if case .starred = first.kind { return try node(.tuple([first], .load), from: start) }
      return first
    }
    var elements = [first]
    while accept(.comma), token.kind != .rightBracket { elements.append(try slice()) }
    return try node(.tuple(elements, .load), from: start)
  }

  @inline(never) private mutating func slice() throws(SyntaxFailure) -> Expression {
    let start = token.start
    if token.kind == .star { return try starredSlice() }
    var bounds: [Expression?] = [nil, nil, nil]
    if token.kind != .colon {
      let first = try namedExpression()
      guard token.kind == .colon else { return first }
      bounds[0] = first
    }
    for bound in 1...2 where accept(.colon) {
      if token.kind != .colon, token.kind != .comma, token.kind != .rightBracket { bounds[bound] = try expression() }
    }
    return try node(.slice(lower: bounds[0], upper: bounds[1], step: bounds[2]), from: start)
  }

  private mutating func starredSlice() throws(SyntaxFailure) -> Expression {
    let start = token.start
    try require(.v3_11, "starred expressions in subscripts", at: start)
    advance()
    return try node(.starred(try expression(), .load), from: start)
  }
}
