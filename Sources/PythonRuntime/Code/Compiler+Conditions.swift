import PythonSyntax

extension Compiler {
  /// Jumps that are taken when the test is `isTrue`; otherwise the next instruction runs.
  ///
  /// - Parameter region: what becomes uncertain if the test is unsupported.
  func jump(unless test: Expression, isTrue: Bool, region: [Region.Body], returns: Bool = false) -> [Int] {
    switch test.kind {
    case .unaryOp(.not, let operand): return jump(unless: operand, isTrue: !isTrue, region: region, returns: returns)
    case .boolOp(let operation, let values):
      // `a and b` is false as soon as one is false; `a or b` is true as soon as one is true.
      let shortcut = operation == .or
      // What later operands bind is not certain.
      let before = unit.assigned
      defer { unit.assigned = before }
      if shortcut == isTrue {
        return values.flatMap { jump(unless: $0, isTrue: isTrue, region: region, returns: returns) }
      }
      var shortcuts: [Int] = []
      for value in values.dropLast() {
        shortcuts += jump(unless: value, isTrue: shortcut, region: region, returns: returns)
      }
      let jumps = values.last.map { jump(unless: $0, isTrue: isTrue, region: region, returns: returns) } ?? []
      patch(shortcuts)
      pendingRegions += shortcuts
      return jumps
    case .compare(let left, let operators, let comparators) where comparators.count == 1:
      return scratch {
        let a = operand(left, before: comparators[0])
        let b = readable(comparators[0])
        at(test.span)
        let (opcode, extra) = comparison(operators[0])
        let position = emit(opcode, extra: extra | (isTrue ? 0x80 : 0), a: a, b: b)
        unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
        return [position]
      }
    case .compare(let left, let operators, let comparators):
      return chain(test, left, operators, comparators, isTrue: isTrue, region: region, returns: returns)
    default:
      return scratch {
        let register = expression(test)
        at(test.span)
        let position = emit(isTrue ? .jumpIfTrue : .jumpIfFalse, a: register)
        unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
        return [position]
      }
    }
  }

  /// `a < b < c`: each link may end it.
  private func chain(
    _ test: Expression, _ left: Expression, _ operators: [CompareOperator], _ comparators: [Expression], isTrue: Bool,
    region: [Region.Body], returns: Bool
  ) -> [Int] {
    // What later links bind is not certain.
    var before = unit.assigned
    defer { unit.assigned = before }
    return scratch {
      var shortcuts: [Int] = []
      var jumps: [Int] = []
      var a = operand(left, before: comparators[0])
      for (i, operation) in operators.enumerated() {
        let isLast = i == operators.count - 1
        let b = isLast ? readable(comparators[i]) : operand(comparators[i], before: comparators[i + 1])
        at(test.span)
        let (opcode, extra) = comparison(operation)
        let position = emit(opcode, extra: extra | (isLast && isTrue ? 0x80 : 0), a: a, b: b)
        unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
        if isLast || !isTrue { jumps.append(position) } else { shortcuts.append(position) }
        if i == 0 { before = unit.assigned }
        a = b
      }
      patch(shortcuts)
      pendingRegions += shortcuts
      return jumps
    }
  }

  /// The instruction that jumps by a comparison.
  private func comparison(_ operation: CompareOperator) -> (Opcode, UInt8) {
    switch operation {
    case .isSame: (.sameJump, 0)
    case .isNot: (.sameJump, 1)
    case .isIn: (.inJump, 0)
    case .notIn: (.inJump, 1)
    case .eq: (.compareJump, ComparisonOperator.equal.rawValue)
    case .notEq: (.compareJump, ComparisonOperator.notEqual.rawValue)
    case .lt: (.compareJump, ComparisonOperator.less.rawValue)
    case .ltE: (.compareJump, ComparisonOperator.lessOrEqual.rawValue)
    case .gt: (.compareJump, ComparisonOperator.greater.rawValue)
    case .gtE: (.compareJump, ComparisonOperator.greaterOrEqual.rawValue)
    }
  }

  /// Lets the regions of these tests, and of the tests inside them, end here.
  func setExit(_ jumps: [Int]) {
    for position in jumps + pendingRegions { unit.code.regions[position]?.exit = here }
    pendingRegions = []
  }

  func conditional(_ statement: Statement, _ test: Expression, _ body: [Statement], _ orElse: [Statement]) {
    let outer = pendingRegions
    pendingRegions = []
    let (region, returns) = extent(of: statement)
    let jumps = jump(unless: test, isTrue: false, region: region, returns: returns)
    let tests = jumps + pendingRegions
    pendingRegions = outer
    let before = unit.assigned
    statements(body)
    let afterBody = unit.assigned
    if orElse.isEmpty {
      patch(jumps)
      unit.assigned = before.intersection(afterBody)
    } else {
      let end = emit(.jump)
      patch(jumps)
      unit.assigned = before
      statements(orElse)
      patch(end)
      unit.assigned = unit.assigned.intersection(afterBody)
    }
    finish(regions: tests, escaping: statement)
  }

  /// Sets where the regions of a statement end: after it, or after the loop that it may leave.
  func finish(regions: [Int], escaping statement: Statement) {
    let exits = Escapes(in: [statement])
    if exits.leavesLoop, !exits.returns,
      let loop = unit.blocks.lazy.reversed().compactMap({ if case .loop(let loop) = $0.kind { loop } else { nil } })
        .first
    {
      for position in regions { loopRegions[ObjectIdentifier(loop), default: []].append(position) }
    } else {
      for position in regions { unit.code.regions[position]?.exit = here }
    }
  }

  /// What is uncertain if the test of a statement is unsupported: the statement, or, where it may leave them, the loop
  /// or the function around it.
  func extent(of statement: Statement) -> (body: [Region.Body], returns: Bool) {
    let exits = Escapes(in: [statement])
    if exits.returns, unit.scope.kind == .function { return ([.statements(unit.body)], true) }
    if exits.leavesLoop {
      for case .loop(let loop) in unit.blocks.reversed().map(\.kind) { return ([.statements([loop.statement])], false) }
    }
    return ([.statements([statement])], false)
  }
}

/// Whether statements may leave what surrounds them.
struct Escapes {
  private(set) var returns = false
  /// `break` or `continue` of a loop around them.
  private(set) var leavesLoop = false

  init(in statements: [Statement]) { visit(statements, inLoop: false) }

  private mutating func visit(_ statements: [Statement], inLoop: Bool) {
    for statement in statements {
      switch statement.kind {
      case .return: returns = true
      case .break, .continue: if !inLoop { leavesLoop = true }
      case .if(_, let body, let orElse):
        visit(body, inLoop: inLoop)
        visit(orElse, inLoop: inLoop)
      case .while(_, let body, let orElse), .for(_, _, let body, let orElse):
        visit(body, inLoop: true)
        visit(orElse, inLoop: inLoop)
      case .with(_, let body): visit(body, inLoop: inLoop)
      case .try(let body, let handlers, let orElse, let finally):
        visit(body + orElse + finally, inLoop: inLoop)
        for handler in handlers { visit(handler.body, inLoop: inLoop) }
      case .match(_, let cases): for matchCase in cases { visit(matchCase.body, inLoop: inLoop) }
      default: break
      }
    }
  }
}
