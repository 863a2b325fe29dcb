import Kernels

extension Context {
  /// Binds the names that need no import.
  func installBuiltins() {
    for member in Builtins.Functions.members { builtins[member.name] = member.value(in: Types.object) }
    let types = [
      Types.object, TypeObject.metatype, Types.int, Types.float, Types.bool, Types.str, BytesObject.type,
      ListObject.type, TupleObject.type, DictObject.type, SetObject.type, SetObject.frozenType, Types.property,
      Types.classMethod, Types.staticMethod, Types.slice, RangeObject.type,
    ]
    for type in types { builtins[PythonString(type.name)] = .object(type) }
    for type in Exceptions.all { builtins[PythonString(type.name)] = .object(type) }
    builtins["IOError"] = .object(Exceptions.osError)
    builtins["EnvironmentError"] = .object(Exceptions.osError)
    builtins["NotImplemented"] = .notImplemented
    builtins["Ellipsis"] = .ellipsis
    builtins["__debug__"] = true
    globals["__name__"] = "__main__"
    globals["__doc__"] = "Automatically created module for IPython interactive environment"
  }
}
