import Columns
import Diagnostics
import Plans
import PythonRuntime
import PythonSyntax

extension FunctionCompiler {
  /// What is still to be done on a path.
  indirect enum Continuation {
    case end
    case statements(ArraySlice<Statement>, then: Continuation)
    /// The iterations of a loop over known items that are left.
    /// What follows a `try`: it must not raise, since what it raised would be caught.
    case behindTry(then: Continuation)
    case iterations(ArraySlice<Operand>, target: Expression, body: [Statement], orElse: [Statement], then: Continuation)
  }

  /// Compiles to the end of the path.
  mutating func run(_ path: Continuation) throws(CompilationRefusal) {
    switch path {
    case .end: throw CompilationRefusal(reason: list == nil ? "a path ends without 'return'" : "a path appends nothing")
    case .behindTry(let next):
      let raising = raisingOperations
      try run(next)
      guard raisingOperations == raising else { throw CompilationRefusal(reason: "what follows 'try' could raise") }
    case .iterations(let items, let target, let body, let orElse, let next):
      guard let item = items.first else { return try run(.statements(orElse[...], then: next)) }
      try assign(item, to: target)
      try run(
        .statements(
          body[...],
          then: .iterations(items.dropFirst(), target: target, body: body, orElse: orElse, then: next)))
    case .statements(let statements, let next):
      guard let first = statements.first else { return try run(next) }
      try run(first, then: .statements(statements.dropFirst(), then: next))
    }
  }

  private mutating func run(_ statement: Statement, then rest: Continuation) throws(CompilationRefusal) {
    switch statement.kind {
    case .return(let value?) where list == nil: try returnValue(of: value)
    case .if(let test, let body, let orElse): try branch(test, body, orElse, then: rest)
    case .for(let target, let iterator, let body, let orElse):
      let items = try unpacked(operand(iterator))
      guard items.count <= 256 else { throw CompilationRefusal(reason: "it loops over too many items") }
      try run(.iterations(items[...], target: target, body: body, orElse: orElse, then: rest))
    case .try(let body, let handlers, let orElse, let finally) where orElse.isEmpty && finally.isEmpty:
      try attempt(body, handlers, then: rest)
    case .break: try run(rest.afterLoop(skippingIterations: true))
    case .continue: try run(rest.afterLoop(skippingIterations: false))
    case .expr(let expression):
      if let item = try appended(by: expression) { return try returnValue(of: item) }
      try run(rest)
    default:
      try compute(statement)
      try run(rest)
    }
  }

  /// What a statement appends to the loop's list; in a function, a call for its effect is refused.
  private func appended(by expression: Expression) throws(CompilationRefusal) -> Expression? {
    // A documentation string.
    if case .constant = expression.kind { return nil }
    guard let list else { throw CompilationRefusal(reason: "it calls something for its effect") }
    guard case .call(let callee, let arguments, _) = expression.kind, arguments.count == 1,
      case .attribute(let object, "append", _) = callee.kind, case .name(list, _) = object.kind
    else { return nil }
    return arguments[0]
  }

  /// A statement that only computes: it has no path of its own.
  private mutating func compute(_ statement: Statement) throws(CompilationRefusal) {
    switch statement.kind {
    case .assign(let targets, let value):
      let operand = try self.operand(value)
      for target in targets { try assign(operand, to: target) }
    case .annAssign(let target, _, let value?, _): try assign(operand(value), to: target)
    case .augAssign(let target, let operation, let value):
      guard case .name(let name, _) = target.kind, let old = variables[name] else {
        throw CompilationRefusal(reason: "it assigns to something that is no name")
      }
      variables[name] = try arithmetic(old, operation, operand(value))
    case .pass, .global: break
    default:
      throw CompilationRefusal(reason: "line \(statement.span.start.line) is a statement that rows cannot have")
    }
  }

  // MARK: Branches

  private mutating func branch(
    _ test: Expression, _ body: [Statement], _ orElse: [Statement], then rest: Continuation
  ) throws(CompilationRefusal) {
    let condition = try truth(operand(test))
    if case .computed(let id, _) = condition, body.onlyCompute, orElse.onlyCompute {
      let before = self
      do throws(CompilationRefusal) {
        try join(id, body, orElse)
        return try run(rest)
      } catch {
        // What the arms make does not join: they go their own ways.
        self = before
      }
    }
    try branch(on: condition) { (compiler) throws(CompilationRefusal) in
      try compiler.run(.statements(body[...], then: rest))
    } otherwise: { (compiler) throws(CompilationRefusal) in
      try compiler.run(.statements(orElse[...], then: rest))
    }
  }

  /// Computes both arms and chooses what each name has after them.
  private mutating func join(
    _ condition: Plan.NodeID, _ body: [Statement], _ orElse: [Statement]
  ) throws(CompilationRefusal) {
    let raising = raisingOperations
    let before = variables
    try computeArm(body)
    let first = variables
    variables = before
    try computeArm(orElse)
    guard raisingOperations == raising else { throw CompilationRefusal(reason: "an arm could raise") }
    for name in Set(first.keys).union(variables.keys).sorted() {
      guard let a = first[name], let b = variables[name] else {
        throw CompilationRefusal(reason: "'\(name)' is defined on one path only")
      }
      if a.isSame(as: b) { continue }
      variables[name] = try emit(Choose(), [(condition, .bool), computed(a), computed(b)])
    }
  }

  private mutating func computeArm(_ statements: [Statement]) throws(CompilationRefusal) {
    for statement in statements {
      if case .if(let test, let body, let orElse) = statement.kind {
        switch try truth(operand(test)) {
        case .computed(let id, _): try join(id, body, orElse)
        case let known: try computeArm(isTrue(known) ? body : orElse)
        }
      } else {
        try compute(statement)
      }
    }
  }

  /// A branch whose arms both end the function.
  mutating func branch(
    on condition: Operand, _ then: (inout FunctionCompiler) throws(CompilationRefusal) -> Void,
    otherwise: (inout FunctionCompiler) throws(CompilationRefusal) -> Void
  ) throws(CompilationRefusal) {
    guard case .computed(let id, _) = condition else {
      return try isTrue(condition) ? then(&self) : otherwise(&self)
    }
    let outer = block
    let before = variables
    block = []
    try then(&self)
    let first = block
    block = []
    variables = before
    try otherwise(&self)
    block = outer + [.branch(id, then: first, otherwise: block)]
  }

  private func isTrue(_ operand: Operand) -> Bool {
    guard case .known(let value) = operand else { return false }
    return (try? context.truth(value)) ?? false
  }
}

extension FunctionCompiler.Continuation {
  /// Where `break` and `continue` go on: behind the innermost loop, or at its next iteration.
  fileprivate func afterLoop(skippingIterations: Bool) -> Self {
    var path = self
    while true {
      switch path {
      case .end: return .end
      case .statements(_, let next), .behindTry(let next): path = next
      case .iterations(_, _, _, _, let next): return skippingIterations ? next : path
      }
    }
  }
}

extension FunctionCompiler.Operand {
  /// Whether nothing tells the two apart: the same node, or the same known value.
  fileprivate func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.computed(let a, _), .computed(let b, _)): return a == b
    case (.row(let a), .row(let b)): return a == b
    case (.place, .place): return true
    case (.known(let a), .known(let b)):
      if let x = a.object, let y = b.object { return x === y }
      let (x, y) = (Scalar(a), Scalar(b))
      if case .object = x { return false }
      return x == y
    case (.tuple(let a), .tuple(let b)): return a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    default: return false
    }
  }
}

extension [Statement] {
  /// Whether all only assign, so that both arms of a branch can be computed and joined.
  fileprivate var onlyCompute: Bool {
    allSatisfy { statement in
      switch statement.kind {
      case .assign, .augAssign, .annAssign, .pass: true
      case .if(_, let body, let orElse): body.onlyCompute && orElse.onlyCompute
      default: false
      }
    }
  }
}
