import Diagnostics

extension Parser {
  /// A name, a literal, or something in brackets.
  mutating func atom() throws(SyntaxFailure) -> Expression {
    let start = token.start
    switch token.kind {
    case .name, .softMatch, .softCase, .softType:
      let name = text(of: token)
      advance()
      return try node(.name(name, .load), from: start)
    case .number: return try number()
    case .string: return try strings()
    case .kNone: return try constant(.none)
    case .kTrue: return try constant(.true)
    case .kFalse: return try constant(.false)
    case .ellipsis: return try constant(.ellipsis)
    case .leftParen: return try parenthesized()
    case .leftBracket: return try list()
    case .leftBrace: return try braces()
    default: throw failure()
    }
  }

  mutating func constant(_ value: Constant) throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    return try node(.constant(value, isUnicodePrefixed: false), from: start)
  }

  /// Reads a closing bracket.
  mutating func closeBracket(_ kind: TokenKind) throws(SyntaxFailure) {
    guard token.kind == kind else { throw failure() }
    advance()
  }

  /// `()`, a tuple, a generator expression, or the expression itself.
  @inline(never) private mutating func parenthesized() throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    if accept(.rightParen) { return try node(.tuple([], .load), from: start) }
    if token.kind == .kYield {
      let value = try yield()
      try closeBracket(.rightParen)
      return value
    }
    let first = try element()
    if beginsComprehension {
      try refuseStarred(first)
      let generators = try comprehensions()
      try closeBracket(.rightParen)
      return try node(.generatorExp(first, generators), from: start)
    }
    if token.kind == .comma {
      let elements = try elements(after: first, until: .rightParen)
      return try node(.tuple(elements, .load), from: start)
    }
    try closeBracket(.rightParen)
    if case .starred = first.kind { throw failure("cannot use starred expression here", at: first) }
    return first
  }

  @inline(never) private mutating func list() throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    if accept(.rightBracket) { return try node(.list([], .load), from: start) }
    let first = try element()
    if beginsComprehension {
      try refuseStarred(first)
      let generators = try comprehensions()
      try closeBracket(.rightBracket)
      return try node(.listComp(first, generators), from: start)
    }
    let elements = try elements(after: first, until: .rightBracket)
    return try node(.list(elements, .load), from: start)
  }

  /// The rest of a display, its bracket included.
  @inline(never) private mutating func elements(
    after first: Expression, until end: TokenKind
  ) throws(SyntaxFailure) -> [Expression] {
    var elements = [first]
    while accept(.comma), token.kind != end { elements.append(try element()) }
    try closeBracket(end)
    return elements
  }

  private func refuseStarred(_ element: Expression) throws(SyntaxFailure) {
    guard case .starred = element.kind else { return }
    throw failure("iterable unpacking cannot be used in comprehension", at: element)
  }

  /// A dictionary, a set, or a comprehension of either.
  @inline(never) private mutating func braces() throws(SyntaxFailure) -> Expression {
    let start = token.start
    advance()
    if accept(.rightBrace) { return try node(.dict(keys: [], values: []), from: start) }
    if token.kind == .doubleStar { return try dictionary(from: start) }
    let first = try element()
    if token.kind == .colon { return try dictionary(firstKey: first, from: start) }
    if beginsComprehension {
      try refuseStarred(first)
      let generators = try comprehensions()
      try closeBracket(.rightBrace)
      return try node(.setComp(first, generators), from: start)
    }
    return try node(.set(try elements(after: first, until: .rightBrace)), from: start)
  }

  @inline(never) private mutating func dictionary(
    firstKey: Expression? = nil, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    var keys: [Expression?] = []
    var values: [Expression] = []
    var key = firstKey
    while true {
      if key == nil, accept(.doubleStar) {
        keys.append(nil)
        values.append(try unpackedMapping())
      } else {
        let name = if let key { key } else { try expression() }
        try expect(.colon, "':' expected after dictionary key")
        if token.kind == .rightBrace || token.kind == .comma {
          throw failure("expression expected after dictionary key and ':'")
        }
        let value = try expression()
        if beginsComprehension, keys.isEmpty { return try dictionaryComprehension(name, value, from: start) }
        keys.append(name)
        values.append(value)
      }
      key = nil
      guard accept(.comma), token.kind != .rightBrace else { break }
    }
    try closeBracket(.rightBrace)
    return try node(.dict(keys: keys, values: values), from: start)
  }

  /// `**mapping` in a display.
  @inline(never) private mutating func unpackedMapping() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { depth -= 1 }
    let value = try operation(Precedence.bitOr)
    if beginsComprehension { throw failure("dict unpacking cannot be used in dict comprehension", at: value) }
    return value
  }

  @inline(never) private mutating func dictionaryComprehension(
    _ key: Expression, _ value: Expression, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    let generators = try comprehensions()
    try closeBracket(.rightBrace)
    return try node(.dictComp(key: key, value: value, generators), from: start)
  }
}
