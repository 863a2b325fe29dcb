import Kernels
import PythonSyntax

extension Compiler {
  func tryStatement(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orElse: [Statement], _ finally: [Statement]
  ) {
    guard !finally.isEmpty else { return tryExcept(body, handlers, orElse) }
    cleaning(by: finally) { compiler in
      if handlers.isEmpty { compiler.statements(body) } else { compiler.tryExcept(body, handlers, orElse) }
    }
  }

  /// `try: body finally: finally`.
  func cleaning(by finally: [Statement], _ body: (Compiler) -> Void) {
    let exception = temporary()
    let before = unit.assigned
    enter(.finally(finally))
    let covered = protected { body(self) }
    unit.blocks.removeLast()
    statements(finally)
    let done = emit(.jump)
    // The same once more for an exception, which goes on afterwards.
    unit.assigned = before
    handle(covered, in: exception)
    emit(.pushHandled, a: exception)
    unit.handledDepth += 1
    enter(.handler)
    statements(finally)
    unit.blocks.removeLast()
    unit.handledDepth -= 1
    emit(.popHandled)
    emit(.reraise, a: exception)
    patch(done)
    unit.assigned = before
  }

  private func tryExcept(_ body: [Statement], _ handlers: [ExceptHandler], _ orElse: [Statement]) {
    let exception = temporary()
    let before = unit.assigned
    let covered = protected { statements(body) }
    statements(orElse)
    var afterAll = unit.assigned
    var done = [emit(.jump)]
    unit.assigned = before
    handle(covered, in: exception)
    emit(.pushHandled, a: exception)
    unit.handledDepth += 1
    enter(.handler)
    for handler in handlers {
      unit.assigned = before
      at(handler.span)
      var next: Int?
      if let type = handler.type {
        scratch {
          let matches = temporary()
          emit(.matchException, a: matches, b: exception, c: expression(type))
          next = emit(.jumpIfFalse, a: matches)
        }
      }
      binding(handler.name, to: exception) { statements(handler.body) }
      emit(.popHandled)
      done.append(emit(.jump))
      afterAll.formIntersection(unit.assigned)
      if let next { patch(next) }
    }
    unit.blocks.removeLast()
    unit.handledDepth -= 1
    emit(.popHandled)
    emit(.reraise, a: exception)
    patch(done)
    unit.assigned = afterAll
  }

  /// Runs the body of a handler with the exception bound to a name, which is unbound however the body is left.
  func binding(_ name: String?, to exception: Int, _ body: () -> Void) {
    guard let name else { return body() }
    store(exception, to: name)
    let raised = temporary()
    enter(.binding(name))
    let covered = protected(body)
    unit.blocks.removeLast()
    forget(name)
    let done = emit(.jump)
    let after = unit.assigned
    handle(covered, in: raised)
    forget(name)
    emit(.reraise, a: raised)
    patch(done)
    unit.assigned = after
  }

  /// Unbinds the name of a handled exception, bound or not.
  func forget(_ name: String) {
    store(constant(.none), to: name)
    delete(name)
  }

  func with(_ items: ArraySlice<WithItem>, _ body: [Statement]) {
    guard let item = items.first else { return statements(body) }
    at(item.context.span)
    let manager = temporary()
    _ = expression(item.context, into: manager)
    let entered = temporary()
    emit(.enterWith, a: entered, b: manager)
    let exception = temporary()
    let before = unit.assigned
    enter(.with(manager))
    let covered = protected {
      if let target = item.target { assign(entered, to: target) }
      with(items.dropFirst(), body)
    }
    unit.blocks.removeLast()
    let swallowed = temporary()
    emit(.exitWith, a: swallowed, b: manager, c: -1)
    let done = emit(.jump)
    let after = unit.assigned
    unit.assigned = before
    handle(covered, in: exception)
    emit(.pushHandled, a: exception)
    emit(.exitWith, a: swallowed, b: manager, c: exception)
    emit(.popHandled)
    let goesOn = emit(.jumpIfTrue, a: swallowed)
    emit(.reraise, a: exception)
    patch(goesOn)
    patch(done)
    unit.assigned = before.intersection(after)
  }
}
