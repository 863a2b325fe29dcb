import PythonSyntax

extension Compiler {
  func whileLoop(_ statement: Statement, _ test: Expression, _ body: [Statement], _ orElse: [Statement]) {
    let loop = Loop(statement)
    let (region, returns) = extent(of: statement)
    let outer = pendingRegions
    pendingRegions = []
    let start = here
    let jumps: [Int]
    if case .constant(.true, _) = test.kind {
      jumps = []
    } else {
      jumps = jump(unless: test, isTrue: false, region: region, returns: returns)
    }
    let tests = jumps + pendingRegions
    pendingRegions = outer
    finish(loop, from: start, body, orElse, ends: jumps, before: unit.assigned)
    close(loop, tests)
  }

  func forLoop(
    _ statement: Statement, _ target: Expression, _ iterable: Expression, _ body: [Statement], _ orElse: [Statement]
  ) {
    let loop = Loop(statement)
    let (region, returns) = extent(of: statement)
    let iterator = temporary()
    let source = scratch { expression(iterable) }
    at(iterable.span)
    let opening = emit(.getIterator, a: iterator, b: source)
    let start = here
    let item = loopVariable(target) ?? temporary()
    let next = emit(.forNext, a: item, b: iterator)
    for position in [opening, next] {
      unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
    }
    let before = unit.assigned
    if loopVariable(target) == nil { assign(item, to: target) } else { unit.assigned.insert(item) }
    finish(loop, from: start, body, orElse, ends: [next], before: before)
    close(loop, [opening, next])
  }

  /// The register that the loop can write its items to.
  private func loopVariable(_ target: Expression) -> Int? {
    guard case .name(let name, _) = target.kind else { return nil }
    return register(of: name)
  }

  /// The body of a loop, the jump back to its start, and what runs when it ends by itself.
  ///
  /// - Parameters:
  ///   - ends: the jumps that are taken when there is nothing more to do.
  ///   - before: the registers that are bound before the first round.
  func finish(
    _ loop: Loop, from start: Int, _ body: [Statement], _ orElse: [Statement], ends: [Int], before: Set<Int>
  ) {
    enter(.loop(loop))
    statements(body)
    unit.blocks.removeLast()
    for jump in loop.continues { unit.code.instructions[jump].c = Int32(truncatingIfNeeded: start) }
    emit(.jumpBack, c: start)
    patch(ends)
    unit.assigned = before
    statements(orElse)
    patch(loop.breaks)
    unit.assigned = before
  }

  /// Ends the regions of a loop, and of the tests in it that may leave it.
  func close(_ loop: Loop, _ tests: [Int]) {
    for position in tests + (loopRegions.removeValue(forKey: ObjectIdentifier(loop)) ?? []) {
      unit.code.regions[position]?.exit = here
    }
  }
}
