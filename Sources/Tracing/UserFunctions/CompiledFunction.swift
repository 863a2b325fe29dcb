package import Kernels
package import Plans
package import PythonRuntime
package import PythonSyntax

/// User code as a typed function of one row, or why it is none.
package enum CompiledFunction {
  /// The function, and the columns that it takes, in the order of its parameters; what its results are if they are times.
  case compiled(Plan.Function, of: [TracedColumn], times: UserTime?)
  /// What stands in the way, for the reason of an opaque value.
  case refused(String)
}

/// Compiles a user function for what it is called with, row by row.
///
/// Values that the body takes from around it are frozen as they are now. Whoever uses the result checks it against every
/// row that the replay computed.
///
/// - Parameters:
///   - arguments: for the first positional parameters, in order.
///   - extra: for those behind them, the same in every row.
///   - keywords: for parameters by name, the same in every row.
///   - name: how the plan calls it.
package func compiledFunction(
  _ function: FunctionObject, arguments: [UserArgument], extra: [Value] = [],
  keywords: [(name: PythonString, value: Value)] = [], name: String, in context: Context
) -> CompiledFunction {
  compiled(named: function.name, in: context, scope: { function.value(ofFree: $0, in: context) }) {
    (compiler) throws(CompilationRefusal) in
    compiler.callers = [function]
    for (parameter, value) in try function.bindings(arguments, extra, keywords) {
      try compiler.bind(parameter, to: value)
    }
    return try compiler.compiled(function.tree, named: name)
  }
}

/// Compiles an expression of a comprehension for what its target stands for, row by row.
///
/// - Parameter scope: what the names have around it.
package func compiledExpression(
  _ expression: Expression, target: Expression, over argument: UserArgument, name: String, in context: Context,
  scope: @escaping (String) -> Value?
) -> CompiledFunction {
  compiled(named: name, in: context, scope: scope) { (compiler) throws(CompilationRefusal) in
    try compiler.bind(target, to: argument)
    return try compiler.compiled(.result(expression), named: name)
  }
}

/// Compiles the body of a loop that appends one item for each row to a list.
///
/// - Parameter list: the list's name; what the body does else for its effect is left out.
package func compiledLoop(
  _ body: [Statement], appendingTo list: String, target: Expression, over argument: UserArgument, in context: Context,
  scope: @escaping (String) -> Value?
) -> CompiledFunction {
  compiled(named: list, in: context, scope: scope) { (compiler) throws(CompilationRefusal) in
    try compiler.bind(target, to: argument)
    return try compiler.compiled(.loop(body, list: list), named: list)
  }
}

private func compiled(
  named name: String, in context: Context, scope: @escaping (String) -> Value?,
  _ compile: (inout FunctionCompiler) throws(CompilationRefusal) -> Plan.Function
) -> CompiledFunction {
  var compiler = FunctionCompiler(scope: scope, context: context)
  do throws(CompilationRefusal) {
    let plan = try compile(&compiler)
    guard !plan.parameters.isEmpty else { return .refused("'\(name)' takes nothing of the row") }
    return .compiled(plan, of: compiler.inputs, times: compiler.resultTime)
  } catch {
    return .refused("'\(name)': \(error.reason)")
  }
}

/// What user code does that has no row function.
struct CompilationRefusal: Error {
  let reason: String
}
