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
    unit.blocks.append(.finally(finally))
    let start = here
    body(self)
    let end = here
    unit.blocks.removeLast()
    statements(finally)
    let done = emit(.jump)
    // The same once more for an exception, which goes on afterwards.
    unit.assigned = before
    addHandler(from: start, to: end, register: exception)
    emit(.pushHandled, a: exception)
    unit.handledDepth += 1
    unit.blocks.append(.handler)
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
    let start = here
    statements(body)
    let end = here
    statements(orElse)
    var afterAll = unit.assigned
    var done = [emit(.jump)]
    unit.assigned = before
    addHandler(from: start, to: end, register: exception)
    emit(.pushHandled, a: exception)
    unit.handledDepth += 1
    unit.blocks.append(.handler)
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
      if let name = handler.name { store(exception, to: name) }
      statements(handler.body)
      if let name = handler.name { forget(name) }
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

  /// Unbinds the name of a handled exception, bound or not.
  func forget(_ name: String) {
    store(constant(.none), to: name)
    delete(name)
  }

  /// Lets exceptions of a range continue here. Inner ranges are added first and found first.
  func addHandler(from start: Int, to end: Int, register: Int) {
    unit.code.handlers.append(
      Handler(start: start, end: end, target: here, register: register, handledDepth: unit.handledDepth))
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
    let start = here
    unit.blocks.append(.with(manager))
    if let target = item.target { assign(entered, to: target) }
    with(items.dropFirst(), body)
    unit.blocks.removeLast()
    let end = here
    let swallowed = temporary()
    emit(.exitWith, a: swallowed, b: manager, c: -1)
    let done = emit(.jump)
    let after = unit.assigned
    unit.assigned = before
    addHandler(from: start, to: end, register: exception)
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
