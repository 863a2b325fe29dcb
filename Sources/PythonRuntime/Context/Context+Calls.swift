import Kernels

extension Context {
  /// `callee(…)`: a function of the notebook or a library, a class, anything callable.
  package func call(_ callee: Value, _ arguments: CallArguments) throws(Raised) -> Value {
    guard case .object(let object) = callee else { throw .typeError("'\(callee.typeName)' object is not callable") }
    if let cause = object.poison { return callUnknown(object, cause, arguments) }
    return try object.call(arguments, in: self)
  }

  /// `callee(a, b, …)`.
  package func call(_ callee: Value, _ arguments: [Value]) throws(Raised) -> Value {
    try call(callee, CallArguments(arguments))
  }

  /// Makes an instance: `Class(…)`.
  package func construct(_ type: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    if !type.isUserDefined { return try constructNative(type, arguments) }
    if type.isSubclass(of: TypeObject.metatype) { throw unsupportedNow("metaclass '\(type.name)'") }
    let instance: Value
    if case .object(let new)? = type.lookup("__new__") {
      instance = try call(.object(new), arguments.prepending(.object(type)))
      guard instance.type.isSubclass(of: type) else { return instance }
    } else if let allocate = type.layout.allocate {
      instance = .object(allocate(type))
    } else {
      instance = .object(InstanceObject(of: type))
    }
    return try initialized(instance, of: type, arguments)
  }

  private func initialized(
    _ instance: Value, of type: TypeObject, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    if let initializer = type.lookup("__init__") {
      let result = try call(initializer, arguments.prepending(instance))
      if result.poison == nil, !result.isNone {
        throw .typeError("__init__() should return None, not '\(result.typeName)'")
      }
    } else if type.lookup("__new__") == nil, instance.object is InstanceObject,
      !(arguments.positional.isEmpty && arguments.keywords.isEmpty)
    {
      throw .typeError("\(type.name)() takes no arguments")
    }
    if let exception = instance.cast(to: ExceptionObject.self), exception.arguments.isEmpty {
      exception.arguments = arguments.positional
    }
    return instance
  }

  private func constructNative(_ type: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    if let new = type.constructor { return try new.call(arguments.prepending(.object(type)), in: self) }
    if type === TypeObject.metatype { return try makeType(arguments) }
    if type.isSubclass(of: Exceptions.baseException) {
      guard arguments.keywords.isEmpty else { throw .typeError("\(type.name)() takes no keyword arguments") }
      return .object(ExceptionObject(type, arguments.positional))
    }
    if type === Types.object { return .object(InstanceObject(of: type)) }
    if let cause = arguments.poison { return .unsupported(cause) }
    throw unsupportedNow("'\(type.name)'")
  }

  /// `type(value)`, `type(name, bases, dictionary)`.
  private func makeType(_ arguments: CallArguments) throws(Raised) -> Value {
    if arguments.positional.count == 1 {
      let value = arguments.positional[0]
      if let cause = value.poison { return .unsupported(cause) }
      return .object(value.type)
    }
    guard arguments.positional.count == 3, case .string(let name) = arguments.positional[0],
      let bases = arguments.positional[1].cast(to: TupleObject.self),
      let body = arguments.positional[2].cast(to: DictObject.self)
    else { throw .typeError("type() takes 1 or 3 arguments") }
    let type = try makeClass(name.description, bases: bases.items)
    for (key, value) in body.items { if case .string(let name) = key { type.define(name, value) } }
    return .object(type)
  }

  /// A class of the notebook with these bases.
  package func makeClass(_ name: String, module: String? = nil, bases: [Value]) throws(Raised) -> TypeObject {
    var types: [TypeObject] = []
    for base in bases {
      guard let type = try base.supported().cast(to: TypeObject.self) else {
        throw .typeError("bases must be types")
      }
      types.append(type)
    }
    let type = try TypeObject(
      named: name, module: module ?? "__main__", bases: types.isEmpty ? [Types.object] : types)
    keep(type)
    return type
  }
}
