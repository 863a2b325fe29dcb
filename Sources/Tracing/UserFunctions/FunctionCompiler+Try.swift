import Columns
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

extension FunctionCompiler {
  /// The exceptions that operations of rows raise.
  private static let raised = [
    "AttributeError", "IndexError", "KeyError", "OverflowError", "TypeError", "UnicodeDecodeError", "ValueError",
    "ZeroDivisionError",
  ]

  /// `try` with handlers: a row that raises in the body goes on in the first handler that catches it.
  mutating func attempt(
    _ body: [Statement], _ handlers: [ExceptHandler], then rest: Continuation
  ) throws(CompilationRefusal) {
    let (outer, before, raising) = (block, variables, raisingOperations)
    block = []
    try run(.statements(body[...], then: .behindTry(then: rest)))
    let attempted = block
    guard raisingOperations > raising else {
      // Nothing in it can raise.
      block = outer + attempted
      return
    }
    var caught: [Plan.Handler] = []
    for handler in handlers {
      let types = try exceptions(handler.type)
      if types?.isEmpty == true { continue }
      variables = before
      if let name = handler.name { variables[name] = .exception }
      block = []
      try run(.statements(handler.body[...], then: rest))
      caught.append(Plan.Handler(types: types ?? [], body: block))
    }
    block = outer + [.attempt(attempted, handlers: caught)]
  }

  /// The classes among those that rows raise that a handler catches; `nil` for all.
  private mutating func exceptions(_ type: Expression?) throws(CompilationRefusal) -> [String]? {
    guard let type else { return nil }
    guard case .known(let value) = try operand(type) else {
      throw CompilationRefusal(reason: "it catches what the row computes")
    }
    let classes = (value.cast(to: TupleObject.self)?.items ?? [value]).compactMap { $0.cast(to: TypeObject.self) }
    if classes.contains(where: { $0.name == "Exception" || $0.name == "BaseException" }) { return nil }
    return Self.raised.filter { name in
      guard case .object(let object)? = context.builtins[PythonString(name)], let raised = object as? TypeObject else {
        return false
      }
      return classes.contains { raised.isSubclass(of: $0) }
    }
  }
}
