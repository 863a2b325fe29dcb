import Diagnostics

extension CodeCheck {
  mutating func check(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .functionDef(let definition): check(definition, as: .function)
    case .asyncFunctionDef(let definition): check(definition, as: .asyncFunction)
    case .classDef(let definition): check(definition)
    case .return(let value): checkReturn(value, at: span)
    case .delete(let targets): for target in targets { check(target) }
    case .assign(let targets, let value):
      check(value)
      for target in targets { check(target) }
    case .typeAlias(_, let parameters, let value):
      check(parameters)
      within(.typeScope) { $0.check(value) }
    case .augAssign(let target, _, let value):
      check(target)
      check(value)
    case .annAssign(let target, let annotation, let value, _):
      check(value)
      check(target)
      check(annotation)
    case .for(let target, let iterator, let body, let orElse):
      checkLoop(target, iterator, body, orElse, at: span)
    case .asyncFor(let target, let iterator, let body, let orElse):
      requireAsync("async for", at: span)
      checkLoop(target, iterator, body, orElse, at: span)
    case .while(let test, let body, let orElse):
      within(.loop, at: span) {
        $0.check(test)
        $0.check(body)
      }
      check(orElse)
    case .if(let test, let body, let orElse):
      check(test)
      check(body)
      check(orElse)
    case .with(let items, let body): check(items[...], body, at: span)
    case .asyncWith(let items, let body):
      requireAsync("async with", at: span)
      check(items[...], body, at: span)
    case .match(let subject, let cases):
      check(subject)
      check(cases)
    case .raise(let exception, let cause):
      check(exception)
      check(cause)
    case .try(let body, let handlers, let orElse, let finally):
      checkTry(body, handlers, orElse, finally, isStar: false, at: span)
    case .tryStar(let body, let handlers, let orElse, let finally):
      checkTry(body, handlers, orElse, finally, isStar: true, at: span)
    case .assert(let test, let message):
      check(test)
      check(message)
    case .import(let names): for name in names { checkBound(name, at: span) }
    case .importFrom(let module, let names, _):
      if module == "__future__", span.start.line > lastFutureLine {
        fail("from __future__ imports must occur at the beginning of the file", at: span)
      }
      for name in names { checkBound(name, at: span) }
    case .expr(let value): check(value)
    case .break: checkJump("break", at: span)
    case .continue: checkJump("continue", at: span)
    case .global, .nonlocal, .pass: break
    }
  }

  private mutating func checkBound(_ alias: Alias, at span: SourceSpan) {
    refuseDebug(alias.asName ?? String(alias.name.prefix { $0 != "." }), .store, at: span)
  }

  mutating func refuseDebug(_ name: String, _ context: ExpressionContext, at span: SourceSpan) {
    guard name == "__debug__", context != .load else { return }
    fail("cannot \(context == .store ? "assign to" : "delete") __debug__", at: span)
  }

  // MARK: Jumps

  private mutating func checkReturn(_ value: Expression?, at span: SourceSpan) {
    if !isInFunction || owner == .typeScope { fail("'return' outside function", at: span) }
    if value != nil, owner == .asyncFunction, isGenerator { fail("'return' with value in async generator", at: span) }
    if blocks.contains(.exceptStarHandler) { failInHandler(at: span) }
    check(value)
  }

  private mutating func checkJump(_ word: String, at span: SourceSpan) {
    guard let innermost = blocks.last(where: { $0 != .other }) else {
      return fail(word == "break" ? "'break' outside loop" : "'continue' not properly in loop", at: span)
    }
    if innermost == .exceptStarHandler { failInHandler(at: span) }
  }

  private mutating func failInHandler(at span: SourceSpan) {
    fail("'break', 'continue' and 'return' cannot appear in an except* block", at: span)
  }

  private mutating func requireAsync(_ what: String, at span: SourceSpan) {
    if owner == .asyncFunction || (owner == .module && allowsAwait) { return }
    fail("'\(what)' outside async function", at: span)
  }

  // MARK: Blocks

  private mutating func checkLoop(
    _ target: Expression, _ iterator: Expression, _ body: [Statement], _ orElse: [Statement], at span: SourceSpan
  ) {
    within(.loop, at: span) {
      $0.check(iterator)
      $0.check(target)
      $0.check(body)
    }
    check(orElse)
  }

  private mutating func check(_ items: ArraySlice<WithItem>, _ body: [Statement], at span: SourceSpan) {
    guard let item = items.first else { return check(body) }
    check(item.context)
    within(.other, at: span) {
      $0.check(item.target)
      $0.check(items.dropFirst(), body, at: span)
    }
  }

  private mutating func checkTry(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orElse: [Statement], _ finally: [Statement], isStar: Bool,
    at span: SourceSpan
  ) {
    guard finally.isEmpty else {
      within(.other, at: span) { $0.checkTry(body, handlers, orElse, [], isStar: isStar, at: span) }
      return within(.other, at: span) { $0.check(finally) }
    }
    guard !handlers.isEmpty else { return check(body) }
    within(.other, at: span) { $0.check(body) }
    check(orElse)
    for (index, handler) in handlers.enumerated() {
      if handler.type == nil, index < handlers.count - 1 { fail("default 'except:' must be last", at: handler.span) }
      check(handler.type)
      if let name = handler.name { refuseDebug(name, .store, at: handler.span) }
      within(isStar ? .exceptStarHandler : .other, at: span, count: handler.name == nil && isStar ? 1 : 2) {
        $0.check(handler.body)
      }
    }
  }

  // MARK: Definitions

  private mutating func check(_ definition: FunctionDefinition, as owner: Owner) {
    for decorator in definition.decorators { check(decorator) }
    check(definition.typeParameters)
    check(definition.arguments)
    for annotation in definition.arguments.annotations { check(annotation: annotation) }
    if let returns = definition.returns { check(returns) }
    within(owner) {
      $0.isGenerator = $0.generators.contains(ObjectIdentifier(definition))
      $0.check(definition.body)
    }
  }

  private mutating func check(_ definition: ClassDefinition) {
    for decorator in definition.decorators { check(decorator) }
    check(definition.typeParameters)
    within(.class) { $0.check(definition.body) }
    check(arguments: definition.bases, definition.keywords)
  }

  private mutating func check(_ parameters: [TypeParameter]) {
    for parameter in parameters {
      within(.typeScope) {
        $0.check(parameter.bound)
        if case .starred(let value, _)? = parameter.defaultValue?.kind {
          $0.check(value)
        } else {
          $0.check(parameter.defaultValue)
        }
      }
    }
  }

  /// `*args: *Ts` unpacks.
  private mutating func check(annotation: Expression) {
    if case .starred(let value, _) = annotation.kind { check(value) } else { check(annotation) }
  }

  mutating func check(_ arguments: Arguments) {
    for argument in arguments.all { refuseDebug(argument.name, .store, at: argument.span) }
    for value in arguments.defaults { check(value) }
    for value in arguments.keywordDefaults { check(value) }
  }
}

extension Arguments {
  fileprivate var all: [Argument] {
    positionalOnly + positional + [variadic].compactMap { $0 } + keywordOnly + [keywordVariadic].compactMap { $0 }
  }

  fileprivate var annotations: [Expression] { all.compactMap(\.annotation) }
}
