import Kernels

extension Builtins {
  /// Names that Python has and we do not: using them is unsupported, not an error.
  static let withoutImplementation: Set<PythonString> = [
    "input", "breakpoint", "copyright", "credits", "license",
  ]
}

extension Context {
  /// Binds the names that need no import.
  func installBuiltins() {
    _ = Slots.areInstalled
    for member in Builtins.Functions.members {
      let shortcut = Shortcut.ofFunction(member.name.description)
      if shortcut != .none, let function = member as? Function {
        builtins[member.name] = .object(NativeFunction(function.code, owner: nil, binding: .none, shortcut: shortcut))
      } else {
        builtins[member.name] = member.value(in: Types.object)
      }
      (builtins[member.name]?.object as? NativeFunction)?.isBuiltin = true
    }
    let types = [
      Types.object, TypeObject.metatype, Types.int, Types.float, Types.bool, Types.str, BytesObject.type,
      ListObject.type, TupleObject.type, DictObject.type, SetObject.type, SetObject.frozenType, Types.property,
      Types.classMethod, Types.staticMethod, Types.superType, Types.slice, RangeObject.type, ComplexObject.type,
      ByteArrayObject.type, MemoryViewObject.type,
    ]
    for type in types + NamedIterators.callables { builtins[PythonString(type.name)] = .object(type) }
    for type in Exceptions.all { builtins[PythonString(type.name)] = .object(type) }
    builtins["IOError"] = .object(Exceptions.osError)
    builtins["EnvironmentError"] = .object(Exceptions.osError)
    for name in ["get_ipython", "exit", "quit", "help"] as [PythonString] {
      builtins[name] = .object(SinkObject(name.description))
    }
    builtins["NotImplemented"] = .notImplemented
    builtins["Ellipsis"] = .ellipsis
    builtins["__debug__"] = true
    history.install(in: globals)
    builtins["__name__"] = "builtins"
    moduleTable["builtins"] = .object(ModuleObject("builtins", names: builtins))
    moduleTable["__main__"] = .object(ModuleObject("__main__", names: globals))
    globals["__builtins__"] = moduleTable["builtins"]
    globals["__doc__"] = "Automatically created module for IPython interactive environment"
  }
}
