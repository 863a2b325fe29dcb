import Kernels
import PythonSyntax

extension Compiler {
  func statements(_ body: [Statement]) { for statement in body { self.statement(statement) } }

  func statement(_ statement: Statement) {
    at(statement.span)
    scratch { if escape(for: statement) == nil { compile(statement) } }
  }

  private func compile(_ statement: Statement) {
    switch statement.kind {
    case .expr(let value): effect(of: value)
    case .assign(let targets, let value): assign(value, to: targets)
    case .augAssign(let target, let operation, let value): augment(target, operation, value)
    case .annAssign(let target, let annotation, let value, let isSimple):
      if let value { assign(value, to: [target]) }
      if isSimple { annotate(target, annotation) }
    case .if(let test, let body, let orElse): conditional(statement, test, body, orElse)
    case .while(let test, let body, let orElse): whileLoop(statement, test, body, orElse)
    case .for(let target, let iterator, let body, let orElse): forLoop(statement, target, iterator, body, orElse)
    case .return(let value): returnStatement(value)
    case .break: leaveLoop(isBreak: true)
    case .continue: leaveLoop(isBreak: false)
    case .pass, .global, .nonlocal: break
    case .functionDef(let definition), .asyncFunctionDef(let definition):
      if definition.typeParameters.isEmpty { functionDefinition(definition) } else { refuse(statement) }
    case .classDef(let definition):
      if definition.typeParameters.isEmpty { classDefinition(definition) } else { refuse(statement) }
    case .import(let aliases): importModules(aliases)
    case .importFrom(let module, let aliases, let level): importFrom(module, aliases, level: level)
    case .delete(let targets): for target in targets { delete(target) }
    case .raise(let exception, let cause): raise(exception, cause)
    case .try(let body, let handlers, let orElse, let finally): tryStatement(body, handlers, orElse, finally)
    case .with(let items, let body): with(items[...], body)
    case .assert(let test, let message): assertion(test, message)
    case .match(let subject, let cases): match(statement, subject, cases)
    case .asyncFor(let target, let iterator, let body, let orElse):
      asyncFor(statement, target, iterator, body, orElse)
    case .asyncWith(let items, let body): asyncWith(items[...], body)
    case .tryStar(let body, let handlers, let orElse, let finally): tryStar(body, handlers, orElse, finally)
    case .typeAlias: refuse(statement)
    }
  }

  /// A statement that the replay does not run: everything that it names is in doubt.
  private func refuse(_ statement: Statement) {
    let position = emit(.refuse, b: name("this statement"))
    unit.code.regions[position] = Region(body: [.statements([statement])], exit: here, result: nil, returns: false)
  }

  private func effect(of value: Expression) {
    let register = expression(value)
    if printsExpressions, unit.enclosing == nil { emit(.display, extra: 1, a: register) }
  }

  private func returnStatement(_ value: Expression?) {
    guard !unit.blocks.isEmpty else {
      emit(.returnValue, a: value.map { readable($0) } ?? ~constantIndex(.none))
      return
    }
    let register = value.map { expression($0) } ?? constant(.none)
    // Cleaning up may change a variable that is returned.
    let kept = temporary()
    emit(.move, a: kept, b: register)
    leave(blocks: unit.blocks[...])
    emit(.returnValue, a: kept)
  }

  private func leaveLoop(isBreak: Bool) {
    guard let position = unit.blocks.lastIndex(where: { if case .loop = $0.kind { true } else { false } }),
      case .loop(let loop) = unit.blocks[position].kind
    else { return }
    leave(blocks: unit.blocks[(position + 1)...])
    let jump = emit(isBreak ? .jump : .jumpBack)
    if isBreak { loop.breaks.append(jump) } else { loop.continues.append(jump) }
  }

  /// The cleaning up of blocks that are left, the innermost first; what it raises is no affair of the handlers inside of
  /// those blocks.
  private func leave(blocks: ArraySlice<Block>) {
    let all = unit.blocks
    let depth = unit.handledDepth
    var opened: [Protection] = []
    for position in blocks.indices.reversed() {
      unit.blocks = Array(all[..<position])
      for protection in unit.protections.dropFirst(all[position].protections) where protection.openHole == nil {
        protection.openHole = here
        opened.append(protection)
      }
      switch all[position].kind {
      case .loop: break
      case .handler:
        emit(.popHandled)
        unit.handledDepth -= 1
      case .with(let manager):
        scratch { _ = emit(.exitWith, a: temporary(), b: manager, c: -1) }
      case .asyncWith(let manager): scratch { awaitExit(manager, exception: -1, into: temporary()) }
      case .finally(let body): statements(body)
      case .binding(let name): forget(name)
      }
    }
    for protection in opened {
      protection.holes.append((protection.openHole ?? here)..<here)
      protection.openHole = nil
    }
    unit.blocks = all
    unit.handledDepth = depth
  }

  private func delete(_ target: Expression) {
    switch target.kind {
    case .name(let name, _): delete(name)
    case .attribute(let object, let name, _): emit(.deleteAttribute, a: expression(object), b: self.name(name))
    case .subscript(let object, let key, _):
      let container = expression(object)
      emit(.deleteItem, a: container, b: expression(key))
    case .tuple(let items, _), .list(let items, _): for item in items { delete(item) }
    default: break
    }
  }

  private func raise(_ exception: Expression?, _ cause: Expression?) {
    guard let exception else {
      emit(.reraise, a: -1)
      return
    }
    let register = expression(exception)
    let causeRegister = cause.map { expression($0) } ?? -1
    emit(.raise, a: register, b: causeRegister)
  }

  private func assertion(_ test: Expression, _ message: Expression?) {
    let jumps = jump(unless: test, isTrue: true, region: [.expressions([test])])
    let register = message.map { expression($0) } ?? -1
    emit(.failAssertion, a: register)
    patch(jumps)
    setExit(jumps)
  }

  private func importModules(_ aliases: [Alias]) {
    for alias in aliases {
      let register = temporary()
      // `import a.b` binds `a`, `import a.b as c` binds the submodule.
      emit(.importName, extra: alias.asName == nil ? 0 : 1, a: register, b: name(alias.name), c: -1)
      store(register, to: alias.asName ?? String(alias.name.prefix { $0 != "." }))
    }
  }

  private func importFrom(_ module: String?, _ aliases: [Alias], level: Int) {
    let register = temporary()
    let names = constantIndex(.tuple(aliases.map { .text($0.name) }))
    emit(
      .importName, extra: 1, a: register, b: name(String(repeating: ".", count: level) + (module ?? "")), c: names)
    for alias in aliases {
      if alias.name == "*" {
        emit(.importStar, a: register)
      } else {
        let value = temporary()
        emit(.importFrom, a: value, b: register, c: name(alias.name))
        store(value, to: alias.asName ?? alias.name)
      }
    }
  }
}
