import Kernels
import PythonSyntax

extension Compiler {
  /// Waits for what an instruction gives as awaitable.
  ///
  /// - Parameter kind: what is asked for it: 0 the value itself, 2 `__anext__`, 3 `__aenter__`, 4 `__aexit__`.
  private func wait(_ kind: UInt8, for register: Int, exception: Int = 0, into result: Int) {
    scratch {
      let awaitable = temporary()
      emit(.awaitable, extra: kind, a: awaitable, b: register, c: exception)
      emit(.yieldFrom, a: result, b: awaitable)
    }
  }

  func awaited(_ value: Expression, into target: Int?) -> Int {
    scratched(into: target) { result in
      let register = self.expression(value)
      self.wait(0, for: register, into: result)
    }
  }

  func asyncFor(
    _ statement: Statement, _ target: Expression, _ iterable: Expression, _ body: [Statement], _ orElse: [Statement]
  ) {
    let loop = Loop(statement)
    let (region, returns) = extent(of: statement)
    let iterator = temporary()
    let source = scratch { expression(iterable) }
    at(iterable.span)
    let opening = emit(.awaitable, extra: 1, a: iterator, b: source)
    let start = here
    let item = temporary()
    let (ended, waits) = asyncNext(iterator, into: item)
    for position in [opening] + waits {
      unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
    }
    let before = unit.assigned
    assign(item, to: target)
    finish(loop, from: start, body, orElse, ends: [ended], before: before)
    close(loop, [opening] + waits)
  }

  /// Waits for the next item; gives the jump that is taken when there is none, and the instructions that wait.
  func asyncNext(_ iterator: Int, into item: Int) -> (ended: Int, waits: [Int]) {
    let exception = temporary()
    let start = here
    let covered = protected { wait(2, for: iterator, into: item) }
    let goesOn = emit(.jump)
    handle(covered, in: exception)
    emit(.pushHandled, a: exception)
    let isEnd = temporary()
    emit(
      .matchException, a: isEnd, b: exception, c: constant(.object(Exceptions.stopAsyncIteration)))
    emit(.popHandled)
    let ends = emit(.jumpIfTrue, a: isEnd)
    emit(.reraise, a: exception)
    patch(goesOn)
    return (ends, [start, start + 1])
  }

  func awaitExit(_ manager: Int, exception: Int, into result: Int) {
    wait(4, for: manager, exception: exception, into: result)
  }

  func asyncWith(_ items: ArraySlice<WithItem>, _ body: [Statement]) {
    guard let item = items.first else { return statements(body) }
    at(item.context.span)
    let manager = temporary()
    _ = expression(item.context, into: manager)
    let entered = temporary()
    wait(3, for: manager, into: entered)
    let exception = temporary()
    let before = unit.assigned
    enter(.asyncWith(manager))
    let covered = protected {
      if let target = item.target { assign(entered, to: target) }
      asyncWith(items.dropFirst(), body)
    }
    unit.blocks.removeLast()
    let swallowed = temporary()
    awaitExit(manager, exception: -1, into: swallowed)
    let done = emit(.jump)
    let after = unit.assigned
    unit.assigned = before
    handle(covered, in: exception)
    emit(.pushHandled, a: exception)
    awaitExit(manager, exception: exception, into: swallowed)
    emit(.popHandled)
    let goesOn = emit(.jumpIfTrue, a: swallowed)
    emit(.reraise, a: exception)
    patch(goesOn)
    patch(done)
    unit.assigned = before.intersection(after)
  }
}
