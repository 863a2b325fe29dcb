import Kernels

extension Context {
  /// Makes an instance: `Class(…)`, as `type.__call__` does.
  package func construct(_ type: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    if type === TypeObject.metatype, arguments.positional.count == 1, arguments.keywords.isEmpty {
      let value = arguments.positional[0]
      if let cause = value.poison { return .unsupported(cause) }
      return .object(value.type)
    }
    guard type.isUserDefined || type.isSubclass(of: TypeObject.metatype) else {
      return try constructNative(type, arguments)
    }
    let instance: Value
    if let new = type.constructor {
      instance = try call(.object(new), arguments.prepending(.object(type)))
    } else {
      instance = try allocate(type, arguments)
    }
    guard instance.type.isSubclass(of: type) else { return instance }
    return try initialized(instance, arguments)
  }

  private func initialized(_ instance: Value, _ arguments: CallArguments) throws(Raised) -> Value {
    guard let initializer = instance.type.lookup("__init__"), let object = instance.object else { return instance }
    if let wrapper = initializer.object as? SlotWrapper, wrapper.owner === TypeObject.metatype { return instance }
    if arguments.positional.isEmpty, arguments.keywords.isEmpty, initializer.object is SlotWrapper { return instance }
    let result = try callSpecial(initializer, on: object, arguments)
    if result.poison == nil, !result.isNone {
      throw .typeError("__init__() should return None, not '\(result.typeName)'")
    }
    return instance
  }

  /// An instance without `__init__`: what `object.__new__` gives.
  func allocate(_ type: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    if let names = type.lookup("__abstractmethods__"), try truth(names) { throw try abstract(type, names) }
    if type.isSubclass(of: Exceptions.baseException) {
      return .object(ExceptionObject(type, arguments.positional))
    }
    if let allocate = type.layout.allocate {
      return .object(InstanceObject(of: type, native: .object(allocate(type.layout))))
    }
    return .object(InstanceObject(of: type))
  }

  private func abstract(_ type: TypeObject, _ names: Value) throws(Raised) -> Raised {
    var sorted: [PythonString] = []
    for name in try items(of: names) { sorted.append(try str(name)) }
    let list = sorted.sorted().map(\.description).joined(separator: ", ")
    let plural = sorted.count == 1 ? "" : "s"
    return .typeError("Can't instantiate abstract class \(type.name) with abstract method\(plural) \(list)")
  }

  private func constructNative(_ type: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    if type.isSubclass(of: Exceptions.baseException) { return try constructException(type, arguments) }
    if let new = type.constructor { return try new.call(arguments.prepending(.object(type)), in: self) }
    if type === Types.object {
      guard arguments.positional.isEmpty, arguments.keywords.isEmpty else {
        throw .typeError("object() takes no arguments")
      }
      let plain = InstanceObject(of: type)
      return .object(plain)
    }
    if let cause = arguments.poison { return .unsupported(cause) }
    if type.type !== TypeObject.metatype {
      if let names = type.lookup("__abstractmethods__"), try truth(names) { throw try abstract(type, names) }
      return .object(InstanceObject(of: type))
    }
    throw unsupportedNow("'\(type.name)'")
  }

  /// The class of an `OSError` by its number: `FileNotFoundError` for 2.
  private func osErrorClass(_ type: TypeObject, _ arguments: [Value]) -> TypeObject {
    guard type === Exceptions.osError, arguments.count >= 2, case .int(let number) = arguments[0] else { return type }
    switch number {
    case 1, 13: return Exceptions.permissionError
    case 2: return Exceptions.fileNotFoundError
    case 3: return Exceptions.processLookupError
    case 4: return Exceptions.interruptedError
    case 10: return Exceptions.childProcessError
    case 11, 114, 115: return Exceptions.blockingIOError
    case 17: return Exceptions.fileExistsError
    case 20: return Exceptions.notADirectoryError
    case 21: return Exceptions.isADirectoryError
    case 32, 108: return Exceptions.brokenPipeError
    case 103: return Exceptions.connectionAbortedError
    case 104: return Exceptions.connectionResetError
    case 110: return Exceptions.timeoutError
    case 111: return Exceptions.connectionRefusedError
    default: return type
    }
  }

  private func constructException(_ type: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    let exception = ExceptionObject(osErrorClass(type, arguments.positional), arguments.positional)
    guard let initializer = type.lookup("__init__") else { return .object(exception) }
    _ = try callSpecial(initializer, on: exception, arguments)
    return .object(exception)
  }
}
