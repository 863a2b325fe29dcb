package import PythonSyntax

/// Walks code and makes its scopes: first what is bound, then, when all is known, what is captured.
struct ScopeAnalysis {
  private var uses: [(Scope, String)] = []

  /// The scope of a module with everything inside it.
  static func scope(of body: [Statement], kind: Scope.Kind = .module) -> Scope {
    let scope = Scope(kind, parent: nil)
    var analysis = ScopeAnalysis()
    analysis.visit(body, in: scope)
    for (scope, name) in analysis.uses { scope.resolve(name) }
    return scope
  }

  private mutating func visit(_ statements: [Statement], in scope: Scope) {
    for statement in statements { visit(statement, in: scope) }
  }

  private mutating func visit(_ statement: Statement, in scope: Scope) {
    switch statement.kind {
    case .functionDef(let definition): function(definition, in: scope)
    case .asyncFunctionDef(let definition): function(definition, in: scope, isAsync: true)
    case .classDef(let definition): classBody(definition, in: scope)
    case .return(let value): visit(value, in: scope)
    case .delete(let targets): visit(targets, in: scope)
    case .assign(let targets, let value):
      visit(value, in: scope)
      visit(targets, in: scope)
    case .typeAlias(let name, _, _): visit(name, in: scope)
    case .augAssign(let target, _, let value):
      visit(value, in: scope)
      visit(target, in: scope)
    case .annAssign(let target, let annotation, let value, _):
      visit(annotation, in: scope)
      visit(value, in: scope)
      visit(target, in: scope)
    case .for(let target, let iterator, let body, let orElse),
      .asyncFor(let target, let iterator, let body, let orElse):
      if case .asyncFor = statement.kind { scope.markAsync() }
      visit(iterator, in: scope)
      visit(target, in: scope)
      visit(body, in: scope)
      visit(orElse, in: scope)
    case .while(let test, let body, let orElse), .if(let test, let body, let orElse):
      visit(test, in: scope)
      visit(body, in: scope)
      visit(orElse, in: scope)
    case .with(let items, let body), .asyncWith(let items, let body):
      if case .asyncWith = statement.kind { scope.markAsync() }
      for item in items {
        visit(item.context, in: scope)
        visit(item.target, in: scope)
      }
      visit(body, in: scope)
    case .match(let subject, let cases):
      visit(subject, in: scope)
      for matchCase in cases {
        visit(matchCase.pattern, in: scope)
        visit(matchCase.condition, in: scope)
        visit(matchCase.body, in: scope)
      }
    case .raise(let exception, let cause):
      visit(exception, in: scope)
      visit(cause, in: scope)
    case .try(let body, let handlers, let orElse, let finally),
      .tryStar(let body, let handlers, let orElse, let finally):
      visit(body, in: scope)
      for handler in handlers {
        visit(handler.type, in: scope)
        if let name = handler.name { bind(name, in: scope) }
        visit(handler.body, in: scope)
      }
      visit(orElse, in: scope)
      visit(finally, in: scope)
    case .assert(let test, let message):
      visit(test, in: scope)
      visit(message, in: scope)
    case .import(let aliases):
      for alias in aliases { bind(alias.asName ?? String(alias.name.prefix { $0 != "." }), in: scope) }
    case .importFrom(_, let aliases, _):
      for alias in aliases where alias.name != "*" { bind(alias.asName ?? alias.name, in: scope) }
    case .global(let names): for name in names { scope.functionScope.declareGlobal(name) }
    case .nonlocal(let names):
      for name in names {
        scope.functionScope.declareNonlocal(name)
        uses.append((scope, name))
      }
    case .expr(let value): visit(value, in: scope)
    case .pass, .break, .continue: break
    }
  }

  private func bind(_ name: String, in scope: Scope) { scope.bind(name) }

  private mutating func visit(_ expressions: [Expression], in scope: Scope) {
    for expression in expressions { visit(expression, in: scope) }
  }

  private mutating func visit(_ expression: Expression?, in scope: Scope) {
    guard let expression else { return }
    switch expression.kind {
    case .name(let name, let context):
      if context == .load { uses.append((scope, name)) } else { use(bound: name, in: scope) }
      // `super()` finds its class through a cell of the class body.
      if name == "super" { uses.append((scope, "__class__")) }
    case .namedExpr(let target, let value):
      visit(value, in: scope)
      if case .name(let name, _) = target.kind {
        scope.assignmentScope.bind(name)
        uses.append((scope, name))
      }
    case .lambda(let arguments, let body):
      let inner = parameters(arguments, in: scope)
      scope.add(inner, for: ObjectIdentifier(expression))
      visit(body, in: inner)
    case .listComp(let element, let generators), .setComp(let element, let generators):
      comprehension(expression, [element], generators, in: scope, kind: .comprehension)
    case .generatorExp(let element, let generators):
      comprehension(expression, [element], generators, in: scope, kind: .function)
    case .dictComp(let key, let value, let generators):
      comprehension(expression, [key, value], generators, in: scope, kind: .comprehension)
    case .await(let value):
      scope.markAsync()
      visit(value, in: scope)
    case .yield(let value):
      scope.markGenerator()
      visit(value, in: scope)
    case .yieldFrom(let value):
      scope.markGenerator()
      visit(value, in: scope)
    default: for child in expression.children { visit(child, in: scope) }
    }
  }

  private mutating func use(bound name: String, in scope: Scope) {
    scope.bind(name)
    uses.append((scope, name))
  }

  private mutating func comprehension(
    _ expression: Expression, _ elements: [Expression], _ generators: [Comprehension], in scope: Scope,
    kind: Scope.Kind
  ) {
    let inner = Scope(kind, parent: scope)
    scope.add(inner, for: ObjectIdentifier(expression))
    inner.isGeneratorExpression = kind == .function
    for (i, generator) in generators.enumerated() {
      if generator.isAsync { (i == 0 && kind == .comprehension ? scope : inner).markAsync() }
      // The first iterable belongs to the code around.
      visit(generator.iterator, in: i == 0 ? scope : inner)
      visit(generator.target, in: inner)
      visit(generator.tests, in: inner)
    }
    visit(elements, in: inner)
    if kind == .function { inner.markGenerator() }
  }

  private mutating func function(_ definition: FunctionDefinition, in scope: Scope, isAsync: Bool = false) {
    visit(definition.decorators, in: scope)
    for (_, hint) in definition.hints { visit(hint, in: scope) }
    scope.bind(definition.name)
    uses.append((scope, definition.name))
    let inner = parameters(definition.arguments, in: scope)
    scope.add(inner, for: ObjectIdentifier(definition))
    if isAsync { inner.markAsync() }
    visit(definition.body, in: inner)
  }

  /// The scope of a function with its parameters bound; defaults belong to the code around.
  private mutating func parameters(_ arguments: Arguments, in scope: Scope) -> Scope {
    visit(arguments.defaults, in: scope)
    for standard in arguments.keywordDefaults { visit(standard, in: scope) }
    let inner = Scope(.function, parent: scope)
    for argument in arguments.inRegisterOrder { inner.bind(argument.name) }
    return inner
  }

  private mutating func classBody(_ definition: ClassDefinition, in scope: Scope) {
    visit(definition.decorators, in: scope)
    visit(definition.bases, in: scope)
    for keyword in definition.keywords { visit(keyword.value, in: scope) }
    scope.bind(definition.name)
    uses.append((scope, definition.name))
    let inner = Scope(.classBody, parent: scope, className: definition.name)
    inner.bind("__class__")
    scope.add(inner, for: ObjectIdentifier(definition))
    visit(definition.body, in: inner)
  }

  private mutating func visit(_ pattern: Pattern, in scope: Scope) {
    switch pattern.kind {
    case .value(let value): visit(value, in: scope)
    case .singleton: break
    case .sequence(let patterns), .or(let patterns): for pattern in patterns { visit(pattern, in: scope) }
    case .mapping(let keys, let patterns, let rest):
      visit(keys, in: scope)
      for pattern in patterns { visit(pattern, in: scope) }
      if let rest { scope.bind(rest) }
    case .class(let type, let patterns, _, let keywordPatterns):
      visit(type, in: scope)
      for pattern in patterns + keywordPatterns { visit(pattern, in: scope) }
    case .star(let name): if let name { scope.bind(name) }
    case .as(let pattern, let name):
      if let pattern { visit(pattern, in: scope) }
      if let name { scope.bind(name) }
    }
  }
}

extension Arguments {
  /// The parameters as they take registers: named ones, keyword-only ones, `*args`, `**kwargs`.
  var inRegisterOrder: [Argument] {
    positionalOnly + positional + keywordOnly + [variadic, keywordVariadic].compactMap { $0 }
  }
}

extension Expression {
  /// The expressions directly inside; comprehensions and lambdas have scopes of their own and are not among them.
  package var children: [Expression] {
    switch kind {
    case .boolOp(_, let values): values
    case .namedExpr(let target, let value): [target, value]
    case .binOp(let left, _, let right): [left, right]
    case .unaryOp(_, let operand): [operand]
    case .ifExp(let test, let body, let orElse): [test, body, orElse]
    case .dict(let keys, let values): keys.compactMap { $0 } + values
    case .set(let items), .list(let items, _), .tuple(let items, _), .joinedStr(let items), .templateStr(let items):
      items
    case .await(let value), .yieldFrom(let value), .attribute(let value, _, _), .starred(let value, _): [value]
    case .yield(let value): value.map { [$0] } ?? []
    case .compare(let left, _, let comparators): [left] + comparators
    case .call(let callee, let arguments, let keywords): [callee] + arguments + keywords.map(\.value)
    case .formattedValue(let value, _, let format), .interpolation(let value, _, _, let format):
      [value] + (format.map { [$0] } ?? [])
    case .subscript(let value, let key, _): [value, key]
    case .slice(let lower, let upper, let step): [lower, upper, step].compactMap { $0 }
    case .lambda, .listComp, .setComp, .dictComp, .generatorExp, .constant, .name: []
    }
  }
}
