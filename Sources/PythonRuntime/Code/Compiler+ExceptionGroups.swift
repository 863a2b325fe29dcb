import Kernels
import PythonSyntax

extension Compiler {
  func tryStar(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orElse: [Statement], _ finally: [Statement]
  ) {
    guard !finally.isEmpty else { return exceptStar(body, handlers, orElse) }
    cleaning(by: finally) { $0.exceptStar(body, handlers, orElse) }
  }

  /// Each handler takes its part of the group; what nobody takes, and what handlers raise, goes on together.
  private func exceptStar(_ body: [Statement], _ handlers: [ExceptHandler], _ orElse: [Statement]) {
    let exception = temporary()
    let before = unit.assigned
    let covered = protected { statements(body) }
    statements(orElse)
    let done = emit(.jump)
    unit.assigned = before
    handle(covered, in: exception)
    emit(.pushHandled, a: exception)
    unit.handledDepth += 1
    enter(.handler)
    let rest = temporary()
    emit(.move, a: rest, b: exception)
    let raised = temporary()
    emit(.buildList, a: raised, b: raised, c: 0)
    for handler in handlers {
      unit.assigned = before
      at(handler.span)
      exceptStar(handler, rest: rest, raised: raised)
    }
    unit.blocks.removeLast()
    unit.handledDepth -= 1
    emit(.popHandled)
    emit(.raiseGroup, a: raised, b: rest, c: exception)
    patch(done)
    unit.assigned = before
  }

  private func exceptStar(_ handler: ExceptHandler, rest: Int, raised: Int) {
    guard let type = handler.type else { return }
    let part = temporary()
    scratch { _ = emit(.matchGroup, a: part, b: rest, c: expression(type)) }
    let next = emit(.jumpIfFalse, a: part)
    let inner = temporary()
    let covered = protected {
      emit(.pushHandled, a: part)
      unit.handledDepth += 1
      enter(.handler)
      binding(handler.name, to: part) { statements(handler.body) }
      unit.blocks.removeLast()
      unit.handledDepth -= 1
      emit(.popHandled)
    }
    let done = emit(.jump)
    // What the handler raises waits until all have run.
    handle(covered, in: inner)
    emit(.listAppend, a: raised, b: inner)
    patch(done)
    patch(next)
  }
}
