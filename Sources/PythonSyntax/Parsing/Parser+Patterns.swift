import Diagnostics

extension Parser {
  /// A capture, a dotted value, or a class pattern.
  mutating func namePattern() throws(SyntaxFailure) -> Pattern {
    let start = token.start
    guard token.kind.isName else { throw failure() }
    if next != .dot, next != .leftParen {
      let name = try self.name()
      return Pattern(.as(nil, name: name == "_" ? nil : name), span: span(from: start))
    }
    let value = try dottedValue()
    guard token.kind == .leftParen else { return Pattern(.value(value), span: span(from: start)) }
    return try classPattern(value, from: start)
  }

  private mutating func dottedValue() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let first = try name()
    var value = try node(.name(first, .load), from: start)
    while accept(.dot) {
      let attribute = try name()
      value = try node(.attribute(value, attribute, .load), from: start)
    }
    return value
  }

  private mutating func classPattern(
    _ value: Expression, from start: SourcePosition
  ) throws(SyntaxFailure) -> Pattern {
    advance()
    var patterns: [Pattern] = []
    var names: [String] = []
    var keywordPatterns: [Pattern] = []
    while token.kind != .rightParen {
      if token.kind.isName, next == .equal {
        names.append(try name())
        advance()
        keywordPatterns.append(try pattern())
      } else {
        if !names.isEmpty { throw failure("positional patterns follow keyword patterns") }
        patterns.append(try pattern())
      }
      guard accept(.comma) else { break }
    }
    try closeBracket(.rightParen)
    let kind = Pattern.Kind.class(
      value, patterns: patterns, keywordNames: names, keywordPatterns: keywordPatterns)
    return Pattern(kind, span: span(from: start))
  }

  /// `{key: pattern, **rest}`
  mutating func mapping() throws(SyntaxFailure) -> Pattern {
    let start = token.start
    advance()
    var keys: [Expression] = []
    var patterns: [Pattern] = []
    var rest: String?
    while token.kind != .rightBrace {
      if rest != nil { throw failure("double star pattern must be the last subpattern in the mapping") }
      if accept(.doubleStar) {
        if text(of: token) == "_" { throw failure() }
        rest = try name()
      } else {
        keys.append(try mappingKey())
        try expect(.colon)
        patterns.append(try pattern())
      }
      guard accept(.comma) else { break }
    }
    try closeBracket(.rightBrace)
    return Pattern(.mapping(keys: keys, patterns: patterns, rest: rest), span: span(from: start))
  }

  private mutating func mappingKey() throws(SyntaxFailure) -> Expression {
    switch token.kind {
    case .kNone: return try constant(.none)
    case .kTrue: return try constant(.true)
    case .kFalse: return try constant(.false)
    case .string: return try strings()
    case .number, .minus: return try signedNumber()
    default:
      let value = try dottedValue()
      guard case .attribute = value.kind else {
        throw failure("mapping pattern keys may only match literals and attribute lookups", at: value)
      }
      return value
    }
  }
}
