import Diagnostics

extension Parser {
  /// Whether `match` is the keyword: its line ends with a colon, and the block below begins with `case`.
  var beginsMatch: Bool {
    switch next {
    case .equal, .dot, .comma, .colon, .newline, .rightParen, .semicolon: return false
    default: break
    }
    var place = index
    while place < tokens.count, tokens[place].kind != .newline, tokens[place].kind != .endOfFile { place += 1 }
    guard place + 2 < tokens.count, tokens[place - 1].kind == .colon else { return false }
    return tokens[place + 1].kind == .indent && tokens[place + 2].kind == .softCase
  }

  mutating func matchStatement() throws(SyntaxFailure) -> Statement.Kind {
    try require(.v3_10, "match statements", at: token.start)
    advance()
    let start = token.start
    var subject = try element()
    if token.kind == .comma {
      var elements = [subject]
      while accept(.comma), token.kind != .colon { elements.append(try element()) }
      subject = try node(.tuple(elements, .load), from: start)
    } else if case .starred = subject.kind {
      throw failure()
    }
    try expect(.colon, "expected ':'")
    try expect(.newline)
    try expect(.indent)
    try enter()
    defer { depth -= 1 }
    var cases: [MatchCase] = []
    while token.kind == .softCase { cases.append(try matchCase()) }
    guard accept(.dedent) || token.kind == .endOfFile else { throw failure() }
    return .match(subject: subject, cases)
  }

  private mutating func matchCase() throws(SyntaxFailure) -> MatchCase {
    let line = token.start.line
    advance()
    let pattern = try openPattern()
    let condition = accept(.kIf) ? try namedExpression() : nil
    let body = try block("'case' statement", line: line)
    return MatchCase(pattern: pattern, condition: condition, body: body)
  }

  /// A pattern, or a sequence of patterns without brackets.
  private mutating func openPattern() throws(SyntaxFailure) -> Pattern {
    let start = token.start
    let first = try sequenceElement()
    guard token.kind == .comma else {
      if case .star = first.kind { throw failure() }
      return first
    }
    var patterns = [first]
    while accept(.comma), token.kind != .colon, token.kind != .kIf { patterns.append(try sequenceElement()) }
    return Pattern(.sequence(patterns), span: span(from: start))
  }

  private mutating func sequenceElement() throws(SyntaxFailure) -> Pattern {
    guard token.kind == .star else { return try pattern() }
    let start = token.start
    advance()
    let name = try self.name()
    return Pattern(.star(name == "_" ? nil : name), span: span(from: start))
  }

  /// Alternatives, with a name for what matched.
  mutating func pattern() throws(SyntaxFailure) -> Pattern {
    try enter()
    defer { depth -= 1 }
    let start = token.start
    var alternatives = [try closedPattern()]
    while accept(.pipe) { alternatives.append(try closedPattern()) }
    let pattern = alternatives.count == 1 ? alternatives[0] : Pattern(.or(alternatives), span: span(from: start))
    guard accept(.kAs) else { return pattern }
    if text(of: token) == "_" { throw failure("cannot use '_' as a target") }
    let name = try self.name()
    return Pattern(.as(pattern, name: name), span: span(from: start))
  }

  private mutating func closedPattern() throws(SyntaxFailure) -> Pattern {
    let start = token.start
    switch token.kind {
    case .kNone: return singleton(.none)
    case .kTrue: return singleton(.true)
    case .kFalse: return singleton(.false)
    case .number, .minus:
      let value = try signedNumber()
      return Pattern(.value(value), span: span(from: start))
    case .string:
      let value = try strings()
      if case .joinedStr = value.kind {
        throw failure("patterns may only match literals and attribute lookups", at: value)
      }
      return Pattern(.value(value), span: span(from: start))
    case .leftParen: return try bracketed(.rightParen)
    case .leftBracket: return try bracketed(.rightBracket)
    case .leftBrace: return try mapping()
    default: return try namePattern()
    }
  }

  private mutating func singleton(_ value: Constant) -> Pattern {
    let start = token.start
    advance()
    return Pattern(.singleton(value), span: span(from: start))
  }

  /// `-1`, `2.5`, `1 - 2j`
  mutating func signedNumber() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let isNegative = accept(.minus)
    guard token.kind == .number else { throw failure() }
    var value = try number()
    if isNegative { value = try node(.unaryOp(.uSub, value), from: start) }
    guard token.kind == .plus || token.kind == .minus else { return value }
    if tokens[index - 1].isImaginary(in: source) { throw failure("real number required in complex literal", at: value) }
    let operation: Operator = token.kind == .plus ? .add : .sub
    advance()
    guard token.kind == .number else { throw failure() }
    let imaginary = try number()
    guard case .constant(.complex, _) = imaginary.kind else {
      throw failure("imaginary number required in complex literal", at: imaginary)
    }
    return try node(.binOp(value, operation, imaginary), from: start)
  }

  /// A group in parentheses, or a sequence in either brackets.
  private mutating func bracketed(_ end: TokenKind) throws(SyntaxFailure) -> Pattern {
    let start = token.start
    advance()
    var patterns: [Pattern] = []
    var hasComma = false
    while token.kind != end {
      patterns.append(try sequenceElement())
      guard accept(.comma) else { break }
      hasComma = true
    }
    try closeBracket(end)
    if end == .rightParen, !hasComma, let only = patterns.first {
      if case .star = only.kind {} else { return only }
      throw failure()
    }
    return Pattern(.sequence(patterns), span: span(from: start))
  }
}
