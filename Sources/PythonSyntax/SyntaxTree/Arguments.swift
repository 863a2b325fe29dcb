package import Diagnostics

/// The parameters of a function or lambda.
package final class Arguments: Sendable {
  package let positionalOnly: [Argument]
  package let positional: [Argument]
  /// `*args`
  package let variadic: Argument?
  package let keywordOnly: [Argument]
  /// One for each keyword-only parameter; `nil` where it has no default.
  package let keywordDefaults: [Expression?]
  /// `**kwargs`
  package let keywordVariadic: Argument?
  /// The defaults of the last positional parameters (positional-only ones included).
  package let defaults: [Expression]

  package init(
    positionalOnly: [Argument] = [], positional: [Argument] = [], variadic: Argument? = nil,
    keywordOnly: [Argument] = [], keywordDefaults: [Expression?] = [], keywordVariadic: Argument? = nil,
    defaults: [Expression] = []
  ) {
    self.positionalOnly = positionalOnly
    self.positional = positional
    self.variadic = variadic
    self.keywordOnly = keywordOnly
    self.keywordDefaults = keywordDefaults
    self.keywordVariadic = keywordVariadic
    self.defaults = defaults
  }
}

/// One parameter.
package struct Argument: Sendable {
  package let name: String
  package let annotation: Expression?
  package let span: SourceSpan

  package init(name: String, annotation: Expression?, span: SourceSpan) {
    self.name = name
    self.annotation = annotation
    self.span = span
  }
}

/// `T: bound = default`, `*Ts`, `**P` in the brackets of a generic function, class or type alias.
package struct TypeParameter: Sendable {
  /// Which kind of type variable.
  package enum Kind: String, Sendable, Hashable {
    case typeVar = "TypeVar"
    case typeVarTuple = "TypeVarTuple"
    case paramSpec = "ParamSpec"
  }

  package let kind: Kind
  package let name: String
  package let bound: Expression?
  package let defaultValue: Expression?
  package let span: SourceSpan

  package init(kind: Kind, name: String, bound: Expression?, defaultValue: Expression?, span: SourceSpan) {
    self.kind = kind
    self.name = name
    self.bound = bound
    self.defaultValue = defaultValue
    self.span = span
  }
}
