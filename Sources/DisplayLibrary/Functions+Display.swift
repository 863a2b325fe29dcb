import PythonRuntime

extension Display.Functions {
  /// `IPython.display.display(*objs)`: shows each value.
  static let display = Function("display(*objs, **kwargs)", acceptsUnsupported: true) { call in
    for value in call.variadic { try call.context.show(value) }
    return .none
  }

  /// `IPython.display.clear_output`: nothing to clear in a record.
  static let clearOutput = Function("clear_output(wait=False)") { _ in .none }
}
