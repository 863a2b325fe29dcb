import Kernels

extension Builtins.GeneratorClass {
  static let send = Method("send(self, value, /)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    guard let value = try generator.send(call[1], in: call.context) else {
      throw Raised.stopIteration(generator.takeResult())
    }
    return value
  }

  static let close = Method("close(self)") { call in
    try call.receiver(as: GeneratorObject.self).close(in: call.context)
    return .none
  }

  static let throw_ = Method("throw(self, type, value=None, traceback=None, /)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    let context = call.context
    // What is no generator gets what was thrown as it is.
    if generator.delegatesToObject {
      context.thrownArguments = Array(call.values.dropFirst().prefix(call.isGiven("value") ? 3 : 1))
    }
    defer { context.thrownArguments = nil }
    var raised: Raised
    do throws(Raised) {
      raised = .exception(try context.exception(call[1], call[2]))
    } catch {
      guard generator.delegatesToObject else { throw error }
      raised = error
    }
    guard let result = try generator.raise(raised, in: context) else {
      throw Raised.stopIteration(generator.takeResult())
    }
    return result
  }

  static let next = Method("__next__(self)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    guard let value = try generator.next(in: call.context) else { throw Raised.stopIteration(generator.takeResult()) }
    return value
  }
}

extension Builtins.CoroutineClass {
  static let awaiting = Method("__await__(self)") { call in call.receiver }
}

extension Context {
  /// The exception that `throw(type, value)` names.
  package func exception(_ type: Value, _ value: Value) throws(Raised) -> ExceptionObject {
    if let exception = type.object as? ExceptionObject {
      if !value.isNone { throw .typeError("instance exception may not have a separate value") }
      return exception
    }
    guard let type = type.object as? TypeObject, type.isSubclass(of: Exceptions.baseException) else {
      throw .typeError(
        "exceptions must be classes or instances deriving from BaseException, not \(type.typeName)")
    }
    if let exception = value.object as? ExceptionObject, exception.type.isSubclass(of: type) { return exception }
    let arguments = (value.object as? TupleObject)?.items ?? (value.isNone ? [] : [value])
    let made = try call(.object(type), arguments)
    guard let exception = made.object as? ExceptionObject else {
      throw .typeError(
        "calling \(try repr(.object(type))) should have returned an instance of BaseException, not \(made.typeName)")
    }
    return exception
  }
}
