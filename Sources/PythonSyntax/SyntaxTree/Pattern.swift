package import Diagnostics

/// `case pattern if guard: body`
package struct MatchCase: Sendable {
  package let pattern: Pattern
  package let condition: Expression?
  package let body: [Statement]

  package init(pattern: Pattern, condition: Expression?, body: [Statement]) {
    self.pattern = pattern
    self.condition = condition
    self.body = body
  }
}

/// A pattern of a `match` statement, named as in CPython's `ast` without the prefix `Match`.
package final class Pattern: Sendable {
  package let kind: Kind
  package let span: SourceSpan

  /// What a pattern may be.
  package enum Kind: Sendable {
    /// A literal or dotted name, compared with `==`.
    case value(Expression)
    /// `None`, `True`, `False`, compared with `is`.
    case singleton(Constant)
    case sequence([Pattern])
    case mapping(keys: [Expression], patterns: [Pattern], rest: String?)
    case `class`(Expression, patterns: [Pattern], keywordNames: [String], keywordPatterns: [Pattern])
    /// `*name`; `*_` without a name.
    case star(String?)
    /// `pattern as name`; a bare name has no pattern, `_` has neither.
    case `as`(Pattern?, name: String?)
    case or([Pattern])
  }

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
