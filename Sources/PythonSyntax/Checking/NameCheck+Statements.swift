import Diagnostics

extension NameCheck {
  mutating func visit(_ body: [Statement]) {
    guard stack.hasRoom() else { return }
    for statement in body { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .functionDef(let definition), .asyncFunctionDef(let definition): visit(definition, at: span)
    case .classDef(let definition): visit(definition, at: span)
    case .return(let value): visit(value)
    case .delete(let targets): visit(targets)
    case .assign(let targets, let value):
      visit(targets)
      visit(value)
    case .typeAlias(let name, let parameters, let value): visitAlias(name, parameters, value)
    case .augAssign(let target, _, let value):
      visit(target)
      visit(value)
    case .annAssign(let target, let annotation, let value, let isSimple):
      visitAnnotated(target, at: span, isSimple: isSimple, hasValue: value != nil)
      visit(annotation: annotation)
      visit(value)
    case .for(let target, let iterator, let body, let orElse),
      .asyncFor(let target, let iterator, let body, let orElse):
      visit(target)
      visit(iterator)
      visit(body)
      visit(orElse)
    case .while(let test, let body, let orElse), .if(let test, let body, let orElse):
      visit(test)
      visit(body)
      visit(orElse)
    case .with(let items, let body), .asyncWith(let items, let body):
      for item in items {
        visit(item.context)
        visit(item.target)
      }
      visit(body)
    case .match(let subject, let cases):
      visit(subject)
      for part in cases {
        visit(part.pattern)
        visit(part.condition)
        visit(part.body)
      }
    case .raise(let exception, let cause):
      visit(exception)
      visit(cause)
    case .try(let body, let handlers, let orElse, let finally),
      .tryStar(let body, let handlers, let orElse, let finally):
      visit(body)
      visit(orElse)
      for handler in handlers { visit(handler) }
      visit(finally)
    case .assert(let test, let message):
      visit(test)
      visit(message)
    case .import(let names): visit(names)
    case .importFrom(_, let names, _): visit(names)
    case .global(let names): declare(names, .global, at: span)
    case .nonlocal(let names): declare(names, .nonlocal, at: span)
    case .expr(let value): visit(value)
    case .pass, .break, .continue: break
    }
  }

  private mutating func visit(_ handler: ExceptHandler) {
    visit(handler.type)
    if let name = handler.name { note(name, .bound, at: handler.span) }
    visit(handler.body)
  }

  private mutating func visit(_ names: [Alias]) {
    for alias in names {
      if alias.name == "*" {
        if current.kind != .module { fail("import * only allowed at module level", at: alias.span) }
      } else {
        note(alias.asName ?? String(alias.name.prefix { $0 != "." }), .imported, at: alias.span)
      }
    }
  }

  private mutating func visitAnnotated(_ target: Expression, at span: SourceSpan, isSimple: Bool, hasValue: Bool) {
    guard case .name(let name, _) = target.kind else { return visit(target) }
    let uses = current.names[name] ?? []
    if isSimple, scopes.count > 1, !uses.isDisjoint(with: [.global, .nonlocal]) {
      fail("annotated name '\(name)' can't be \(uses.contains(.global) ? "global" : "nonlocal")", at: span)
    }
    if isSimple {
      note(name, [.annotated, .bound], at: target.span)
    } else if hasValue {
      note(name, .bound, at: target.span)
    }
  }

  // MARK: Definitions

  private mutating func visit(_ definition: FunctionDefinition, at span: SourceSpan) {
    note(definition.name, .bound, at: span)
    visitDefaults(definition.arguments)
    visit(definition.decorators)
    let isGeneric = enter(definition.typeParameters)
    visitAnnotations(definition.arguments)
    if let returns = definition.returns { visit(annotation: returns) }
    enter(.function)
    noteParameters(definition.arguments)
    visit(definition.body)
    if current.isGenerator { generators.insert(ObjectIdentifier(definition)) }
    leave()
    if isGeneric { leave() }
  }

  private mutating func visit(_ definition: ClassDefinition, at span: SourceSpan) {
    note(definition.name, .bound, at: span)
    visit(definition.decorators)
    let isGeneric = enter(definition.typeParameters)
    visit(definition.bases)
    for keyword in definition.keywords { visit(keyword.value) }
    enter(.class)
    visit(definition.body)
    leave()
    if isGeneric { leave() }
  }

  private mutating func visitAlias(_ name: Expression, _ parameters: [TypeParameter], _ value: Expression) {
    visit(name)
    let isGeneric = enter(parameters)
    enter(.annotation, title: "a type alias")
    visit(value)
    leave()
    if isGeneric { leave() }
  }

  /// Enters the scope of type parameters, where there are some.
  private mutating func enter(_ parameters: [TypeParameter]) -> Bool {
    guard !parameters.isEmpty else { return false }
    enter(.annotation, title: "the definition of a generic")
    var hasDefault = false
    for parameter in parameters {
      if current.names[parameter.name]?.contains(.parameter) == true {
        fail("duplicate type parameter '\(parameter.name)'", at: parameter.span)
      } else {
        note(parameter.name, .parameter, at: parameter.span)
      }
      if hasDefault, parameter.defaultValue == nil {
        let message = "non-default type parameter '\(parameter.name)' follows default type parameter"
        fail(message, at: parameter.span)
      }
      hasDefault = hasDefault || parameter.defaultValue != nil
      visit(parameter.bound, in: "a TypeVar bound")
      visit(parameter.defaultValue, in: "a \(parameter.kind.rawValue) default")
    }
    return true
  }

  private mutating func visit(_ part: Expression?, in title: String) {
    guard let part else { return }
    enter(.annotation, title: title)
    visit(part)
    leave()
  }

  mutating func visitDefaults(_ arguments: Arguments) {
    visit(arguments.defaults)
    for value in arguments.keywordDefaults { visit(value) }
  }

  private mutating func visitAnnotations(_ arguments: Arguments) {
    let all = arguments.positionalOnly + arguments.positional
    let rest = [arguments.variadic, arguments.keywordVariadic].compactMap { $0 }
    for argument in all + rest + arguments.keywordOnly {
      if let annotation = argument.annotation { visit(annotation: annotation) }
    }
  }

  mutating func noteParameters(_ arguments: Arguments) {
    let all = arguments.positionalOnly + arguments.positional + arguments.keywordOnly
    for argument in all + [arguments.variadic, arguments.keywordVariadic].compactMap({ $0 }) {
      note(argument.name, [.parameter], at: argument.span)
    }
  }

  /// An annotation, which is a scope of its own where it is not evaluated.
  private mutating func visit(annotation: Expression) {
    guard hasFutureAnnotations else { return visit(annotation) }
    enter(.annotation)
    visit(annotation)
    leave()
  }

  // MARK: Patterns

  private mutating func visit(_ pattern: Pattern) {
    guard stack.hasRoom() else { return }
    switch pattern.kind {
    case .value(let value): visit(value)
    case .singleton: break
    case .sequence(let patterns), .or(let patterns): for part in patterns { visit(part) }
    case .mapping(let keys, let patterns, let rest):
      visit(keys)
      for part in patterns { visit(part) }
      if let rest { note(rest, .bound, at: pattern.span) }
    case .class(let type, let patterns, _, let keywordPatterns):
      visit(type)
      for part in patterns + keywordPatterns { visit(part) }
    case .star(let name): if let name { note(name, .bound, at: pattern.span) }
    case .as(let part, let name):
      if let part { visit(part) }
      if let name { note(name, .bound, at: pattern.span) }
    }
  }
}
