package import Columns
package import Plans
package import PythonRuntime
import PythonSyntax

/// A function of the notebook as a typed function of one row, or why it is none.
package enum CompiledFunction {
  case compiled(Plan.Function)
  /// What stands in the way, for the reason of an opaque value.
  case refused(String)
}

/// Compiles a user function for arguments of these types.
///
/// Values that the body takes from around it are frozen as they are now. Whoever uses the result checks it against every
/// row that the replay computed.
///
/// - Parameter name: how the plan calls it.
package func compiledFunction(
  _ function: FunctionObject, arguments: [ValueType], name: String, in context: Context
) -> CompiledFunction {
  guard let tree = function.tree else { return .refused("'\(function.name)' was not written in the notebook") }
  let parameters: [String]
  switch tree {
  case .lambda(let list, _): parameters = (list.positionalOnly + list.positional).map(\.name)
  case .definition(let definition):
    parameters = (definition.arguments.positionalOnly + definition.arguments.positional).map(\.name)
  }
  guard parameters.count >= arguments.count, parameters.count - arguments.count <= function.defaults.count else {
    return .refused("'\(function.name)' takes \(parameters.count) arguments, not \(arguments.count)")
  }
  var compiler = FunctionCompiler(function: function, context: context)
  for (parameter, type) in zip(parameters, arguments) { compiler.addParameter(parameter, type) }
  for (parameter, value) in zip(parameters.suffix(function.defaults.count), function.defaults)
  where !parameters.prefix(arguments.count).contains(parameter) {
    compiler.bind(parameter, to: .known(value))
  }
  do throws(CompilationRefusal) {
    return .compiled(try compiler.compiled(tree, named: name))
  } catch {
    return .refused("'\(function.name)': \(error.reason)")
  }
}

/// What a user function does that has no row function.
struct CompilationRefusal: Error {
  let reason: String
}
