package import Diagnostics

/// The statements of a file or cell.
package struct Module: Sendable {
  package let body: [Statement]

  package init(body: [Statement]) {
    self.body = body
  }
}

/// A statement of Python, named as in CPython's `ast`. Immutable; its identity can serve as a key.
package final class Statement: Sendable {
  package let kind: Kind
  /// From the first to the last token, as in CPython: decorators and the line's end do not belong to it.
  package let span: SourceSpan

  /// What a statement may be.
  package enum Kind: Sendable {
    case functionDef(FunctionDefinition)
    case asyncFunctionDef(FunctionDefinition)
    case classDef(ClassDefinition)
    case `return`(Expression?)
    case delete([Expression])
    /// `target₀ = target₁ = … = value`
    case assign(targets: [Expression], value: Expression)
    case typeAlias(name: Expression, typeParameters: [TypeParameter], value: Expression)
    case augAssign(target: Expression, Operator, value: Expression)
    /// `isSimple`: the target is a name without parentheses.
    case annAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)
    case `for`(target: Expression, iterator: Expression, body: [Statement], orElse: [Statement])
    case asyncFor(target: Expression, iterator: Expression, body: [Statement], orElse: [Statement])
    case `while`(test: Expression, body: [Statement], orElse: [Statement])
    case `if`(test: Expression, body: [Statement], orElse: [Statement])
    case with([WithItem], body: [Statement])
    case asyncWith([WithItem], body: [Statement])
    case match(subject: Expression, [MatchCase])
    case raise(Expression?, cause: Expression?)
    case `try`(body: [Statement], handlers: [ExceptHandler], orElse: [Statement], finally: [Statement])
    case tryStar(body: [Statement], handlers: [ExceptHandler], orElse: [Statement], finally: [Statement])
    case assert(Expression, message: Expression?)
    case `import`([Alias])
    /// `level` counts the leading dots.
    case importFrom(module: String?, [Alias], level: Int)
    case global([String])
    case nonlocal([String])
    case expr(Expression)
    case pass
    case `break`
    case `continue`
  }

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// `def name[T](…) -> returns: body`
package final class FunctionDefinition: Sendable {
  package let name: String
  package let typeParameters: [TypeParameter]
  package let arguments: Arguments
  package let returns: Expression?
  package let body: [Statement]
  package let decorators: [Expression]

  package init(
    name: String, typeParameters: [TypeParameter], arguments: Arguments, returns: Expression?, body: [Statement],
    decorators: [Expression]
  ) {
    self.name = name
    self.typeParameters = typeParameters
    self.arguments = arguments
    self.returns = returns
    self.body = body
    self.decorators = decorators
  }
}

/// `class name[T](bases, keywords): body`
package final class ClassDefinition: Sendable {
  package let name: String
  package let typeParameters: [TypeParameter]
  package let bases: [Expression]
  package let keywords: [Keyword]
  package let body: [Statement]
  package let decorators: [Expression]

  package init(
    name: String, typeParameters: [TypeParameter], bases: [Expression], keywords: [Keyword], body: [Statement],
    decorators: [Expression]
  ) {
    self.name = name
    self.typeParameters = typeParameters
    self.bases = bases
    self.keywords = keywords
    self.body = body
    self.decorators = decorators
  }
}

/// `context as target`
package struct WithItem: Sendable {
  package let context: Expression
  package let target: Expression?

  package init(context: Expression, target: Expression?) {
    self.context = context
    self.target = target
  }
}

/// `except type as name: body`
package struct ExceptHandler: Sendable {
  package let type: Expression?
  package let name: String?
  package let body: [Statement]
  package let span: SourceSpan

  package init(type: Expression?, name: String?, body: [Statement], span: SourceSpan) {
    self.type = type
    self.name = name
    self.body = body
    self.span = span
  }
}

/// `name as asName` in an import.
package struct Alias: Sendable {
  /// The dotted name, or `*`.
  package let name: String
  package let asName: String?
  package let span: SourceSpan

  package init(name: String, asName: String?, span: SourceSpan) {
    self.name = name
    self.asName = asName
    self.span = span
  }
}
