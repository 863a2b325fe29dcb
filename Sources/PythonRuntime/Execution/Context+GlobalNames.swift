import Kernels

extension Context {
  /// A built-in, for a name that the module does not bind.
  func builtin(slot: Int, of globals: Namespace) throws(Raised) -> Value {
    if !globals.unseeded.isEmpty, let value = globals.unseeded[slot] {
      hasDrawnUnseeded = true
      return value
    }
    if let value = globals[builtin: slot] { return value }
    let name = globals.names[slot]
    if let own = globals.ownBuiltins {
      if let value = own[name] { return value }
      throw undefined(name)
    }
    if let value = builtins[name] {
      globals[builtin: slot] = value
      builtins.note(reader: globals)
      return value
    }
    if Builtins.withoutImplementation.contains(name) { throw unsupportedNow("'\(name)'") }
    throw undefined(name)
  }

  /// NameError for a global name.
  func undefined(_ name: PythonString) -> Raised {
    let exception = ExceptionObject(Exceptions.nameError, [.text("name '\(name)' is not defined")])
    exception.fields["name"] = .string(name)
    return .exception(exception)
  }
}
