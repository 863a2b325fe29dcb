import Columns
import Kernels
import PythonRuntime
import PythonSyntax

extension FunctionObject {
  /// What each parameter stands for: an argument, a keyword's value, else its default.
  func bindings(
    _ arguments: [UserArgument], _ extra: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(CompilationRefusal) -> [(String, FunctionCompiler.Binding)] {
    guard let tree else { throw CompilationRefusal(reason: "it was not written in the notebook") }
    let list =
      switch tree {
      case .lambda(let list, _): list
      case .definition(let definition): definition.arguments
      }
    let names = (list.positionalOnly + list.positional).map(\.name)
    let count = arguments.count + extra.count
    guard names.count >= count else {
      throw CompilationRefusal(reason: "it takes \(names.count) arguments, not \(count)")
    }
    var known: [String: Value] = [:]
    for (name, value) in zip(names.suffix(defaults.count), defaults) { known[name] = value }
    for (name, value) in keywords { known[name.description] = value }
    var bindings = zip(names, arguments).map { ($0, FunctionCompiler.Binding.argument($1)) }
    bindings += zip(names.dropFirst(arguments.count), extra).map { ($0, .operand(.known($1))) }
    for name in names.dropFirst(count) {
      guard let value = known[name] else { throw CompilationRefusal(reason: "its argument '\(name)' is not given") }
      bindings.append((name, .operand(.known(value))))
    }
    return bindings
  }
}
