import PythonRuntime

extension Display.IPython {
  /// `IPython.display.display`: shows values as outputs of the cell.
  static let display = Function("display(*objs, **kwargs)", acceptsUnsupported: true) { call in
    for value in call.variadic { try call.context.show(value) }
    return .none
  }

  /// What was shown before stays in the record.
  static let clearOutput = Function("clear_output(wait=False)") { _ in .none }
}
