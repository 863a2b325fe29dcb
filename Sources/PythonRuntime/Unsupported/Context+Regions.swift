import Kernels
import PythonSyntax

extension Context {
  /// Leaves out what depends on an unsupported test: everything that it may assign or change becomes unsupported.
  ///
  /// - Returns: what the function returns, if the test decides about that.
  func leave(_ region: Region, of frame: Frame, _ cause: UnsupportedCause) throws(Raised) -> Value? {
    var names = RegionNames { self.isHarmless($0, $1, in: frame) }
    for body in region.body {
      switch body {
      case .statements(let statements): names.visit(statements)
      case .expressions(let expressions): for expression in expressions { names.visit(expression) }
      }
    }
    if names.hasCalls { skippedCause = skippedCause ?? cause }
    for name in names.touched { if let value = value(of: name, in: frame) { poison(value, with: cause) } }
    for name in names.assigned { setUnsupported(name, cause, in: frame) }
    if let result = region.result { frame.registers[result] = .unsupported(cause) }
    guard region.returns else {
      frame.position = region.exit
      return nil
    }
    if frame.code.kind != .function { throw .unsupported(cause) }
    handled.removeLast(max(0, handled.count - frame.handledBase))
    return .unsupported(cause)
  }

  /// Whether a call in a region is known to change nothing: a function or method written in Swift that does not mutate.
  private func isHarmless(_ callee: Expression, _ keywords: [Keyword], in frame: Frame) -> Bool {
    if keywords.contains(where: { $0.name == "inplace" || $0.name == nil }) { return false }
    switch callee.kind {
    case .name(let name, _):
      let value = value(of: name, in: frame) ?? builtins[PythonString(name)]
      return isHarmless(value)
    case .attribute(let receiver, let name, _):
      guard case .name(let base, _) = receiver.kind, let object = value(of: base, in: frame), object.poison == nil
      else {
        return false
      }
      if let module = object.cast(to: ModuleObject.self) {
        return isHarmless(module.known(PythonString(name), in: self))
      }
      return isHarmless(object.type.lookup(PythonString(name)))
    default: return false
    }
  }

  private func isHarmless(_ function: Value?) -> Bool {
    guard let object = function?.object, object.poison == nil else { return false }
    if let native = object as? NativeFunction { return !native.code.mutates }
    return object is TypeObject && (object as? TypeObject)?.isUserDefined == false || object is SinkObject
  }

  private func value(of name: String, in frame: Frame) -> Value? {
    switch frame.code.locations[name] {
    case .register(let register)?: return frame.registers[register]
    case .cell(let register)?: return frame.cell(Int32(truncatingIfNeeded: register)).value
    case .global, .className, nil:
      return frame.classNames?[PythonString(name)] ?? frame.code.globals[PythonString(name)]
    }
  }

  private func setUnsupported(_ name: String, _ cause: UnsupportedCause, in frame: Frame) {
    switch frame.code.locations[name] {
    case .register(let register)?: frame.registers[register] = .unsupported(cause)
    case .cell(let register)?: frame.cell(Int32(truncatingIfNeeded: register)).value = .unsupported(cause)
    case .global, .className, nil:
      if frame.code.isClassBody {
        frame.classNames?[PythonString(name)] = .unsupported(cause)
      } else {
        frame.code.globals[PythonString(name)] = .unsupported(cause)
      }
    }
  }
}

/// The names that code may assign, and those whose objects it may change: receivers of calls and stores, arguments.
struct RegionNames {
  private(set) var assigned: Set<String> = []
  private(set) var touched: Set<String> = []
  /// Whether anything is called, which may print.
  private(set) var hasCalls = false
  private let isHarmless: (Expression, [Keyword]) -> Bool

  /// - Parameter isHarmless: whether a call of this callee with these keywords changes nothing.
  init(isHarmless: @escaping (Expression, [Keyword]) -> Bool) { self.isHarmless = isHarmless }

  mutating func visit(_ statements: [Statement]) { for statement in statements { visit(statement) } }

  mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .functionDef(let definition), .asyncFunctionDef(let definition): assigned.insert(definition.name)
    case .classDef(let definition): assigned.insert(definition.name)
    case .return(let value): visit(value)
    case .delete(let targets): for target in targets { store(to: target) }
    case .assign(let targets, let value):
      visit(value)
      for target in targets { store(to: target) }
    case .typeAlias(let name, _, _): store(to: name)
    case .augAssign(let target, _, let value):
      visit(value)
      touch(target)
      store(to: target)
    case .annAssign(let target, _, let value, _):
      visit(value)
      store(to: target)
    case .for(let target, let iterator, let body, let orElse),
      .asyncFor(let target, let iterator, let body, let orElse):
      visit(iterator)
      store(to: target)
      visit(body + orElse)
    case .while(let test, let body, let orElse), .if(let test, let body, let orElse):
      visit(test)
      visit(body + orElse)
    case .with(let items, let body), .asyncWith(let items, let body):
      for item in items {
        visit(item.context)
        if let target = item.target { store(to: target) }
      }
      visit(body)
    case .match(let subject, let cases):
      visit(subject)
      for matchCase in cases {
        bind(matchCase.pattern)
        visit(matchCase.body)
      }
    case .raise(let exception, _): visit(exception)
    case .try(let body, let handlers, let orElse, let finally),
      .tryStar(let body, let handlers, let orElse, let finally):
      visit(body + orElse + finally)
      for handler in handlers { visit(handler.body) }
    case .assert(let test, _): visit(test)
    case .import(let aliases):
      for alias in aliases { assigned.insert(alias.asName ?? String(alias.name.prefix { $0 != "." })) }
    case .importFrom(_, let aliases, _): for alias in aliases { assigned.insert(alias.asName ?? alias.name) }
    case .expr(let value): visit(value)
    case .global, .nonlocal, .pass, .break, .continue: break
    }
  }

  mutating func visit(_ expression: Expression?) {
    guard let expression else { return }
    if case .call = expression.kind { hasCalls = true }
    switch expression.kind {
    case .call(let callee, let arguments, let keywords) where !isHarmless(callee, keywords):
      if case .attribute(let receiver, _, _) = callee.kind { touch(receiver) }
      for argument in arguments { touch(argument) }
      for keyword in keywords { touch(keyword.value) }
    case .namedExpr(let target, _): store(to: target)
    case .listComp(let element, let generators), .setComp(let element, let generators),
      .generatorExp(let element, let generators):
      visit(element)
      visit(generators)
    case .dictComp(let key, let value, let generators):
      visit(key)
      visit(value)
      visit(generators)
    default: break
    }
    for child in expression.children { visit(child) }
  }

  private mutating func visit(_ generators: [Comprehension]) {
    for generator in generators {
      visit(generator.iterator)
      for test in generator.tests { visit(test) }
    }
  }

  /// The object that an expression starts from may be changed.
  private mutating func touch(_ expression: Expression) {
    switch expression.kind {
    case .name(let name, _): touched.insert(name)
    case .attribute(let base, _, _), .subscript(let base, _, _), .starred(let base, _): touch(base)
    case .call(let callee, _, _): touch(callee)
    case .tuple(let items, _), .list(let items, _): for item in items { touch(item) }
    case .dict(_, let values): for value in values { touch(value) }
    default: break
    }
  }

  private mutating func store(to target: Expression) {
    switch target.kind {
    case .name(let name, _): assigned.insert(name)
    case .attribute(let base, _, _), .subscript(let base, _, _): touch(base)
    case .starred(let inner, _): store(to: inner)
    case .tuple(let items, _), .list(let items, _): for item in items { store(to: item) }
    default: break
    }
  }

  private mutating func bind(_ pattern: Pattern) {
    switch pattern.kind {
    case .value, .singleton: break
    case .sequence(let patterns), .or(let patterns): for pattern in patterns { bind(pattern) }
    case .mapping(_, let patterns, let rest):
      for pattern in patterns { bind(pattern) }
      if let rest { assigned.insert(rest) }
    case .class(_, let patterns, _, let keywordPatterns): for pattern in patterns + keywordPatterns { bind(pattern) }
    case .star(let name): if let name { assigned.insert(name) }
    case .as(let inner, let name):
      if let inner { bind(inner) }
      if let name { assigned.insert(name) }
    }
  }
}
