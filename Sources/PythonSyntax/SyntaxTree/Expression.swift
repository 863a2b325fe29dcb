package import Diagnostics

/// An expression of Python, named as in CPython's `ast`. Immutable; its identity can serve as a key.
package final class Expression: Sendable {
  package let kind: Kind
  /// From the first to the last token, as in CPython; parentheses around belong to tuples and generator expressions only.
  package let span: SourceSpan
  /// Levels of expressions in this one, itself included: at most 1000 in what the parser gives.
  package let height: Int32

  /// What an expression may be.
  package enum Kind: Sendable {
    case boolOp(BoolOperator, values: [Expression])
    case namedExpr(target: Expression, value: Expression)
    case binOp(Expression, Operator, Expression)
    case unaryOp(UnaryOperator, Expression)
    case lambda(Arguments, body: Expression)
    case ifExp(test: Expression, body: Expression, orElse: Expression)
    /// A key is `nil` where `**value` stands.
    case dict(keys: [Expression?], values: [Expression])
    case set([Expression])
    case listComp(Expression, [Comprehension])
    case setComp(Expression, [Comprehension])
    case dictComp(key: Expression, value: Expression, [Comprehension])
    case generatorExp(Expression, [Comprehension])
    case await(Expression)
    case yield(Expression?)
    case yieldFrom(Expression)
    /// `left op₀ comparators₀ op₁ comparators₁ …`
    case compare(left: Expression, [CompareOperator], [Expression])
    case call(Expression, arguments: [Expression], keywords: [Keyword])
    /// A field of an f-string; `formatSpec` is a `joinedStr`.
    case formattedValue(Expression, conversion: Conversion, formatSpec: Expression?)
    /// An f-string: `constant` strings and `formattedValue`s.
    case joinedStr([Expression])
    /// A field of a t-string, with its source text.
    case interpolation(Expression, source: [UInt8], conversion: Conversion, formatSpec: Expression?)
    /// A t-string: `constant` strings and `interpolation`s.
    case templateStr([Expression])
    /// `isUnicodePrefixed` tells `u"…"` from `"…"`: CPython's `kind`.
    case constant(Constant, isUnicodePrefixed: Bool)
    case attribute(Expression, String, ExpressionContext)
    case `subscript`(Expression, Expression, ExpressionContext)
    case starred(Expression, ExpressionContext)
    case name(String, ExpressionContext)
    case list([Expression], ExpressionContext)
    case tuple([Expression], ExpressionContext)
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
  }

  /// `!s`, `!r`, `!a` in a formatted field; raw values as in CPython.
  package enum Conversion: Int32, Sendable, Hashable {
    case none = -1
    case str = 115
    case repr = 114
    case ascii = 97
  }

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
    height = kind.innerHeight + 1
  }
}

/// `for target in iterator if test₀ if test₁ …`
package struct Comprehension: Sendable {
  package let target: Expression
  package let iterator: Expression
  package let tests: [Expression]
  package let isAsync: Bool

  package init(target: Expression, iterator: Expression, tests: [Expression], isAsync: Bool) {
    self.target = target
    self.iterator = iterator
    self.tests = tests
    self.isAsync = isAsync
  }
}

/// `name=value` in a call or class statement, or `**value` without a name.
package struct Keyword: Sendable {
  package let name: String?
  package let value: Expression
  package let span: SourceSpan

  package init(name: String?, value: Expression, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}
