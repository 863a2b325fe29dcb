import Kernels

extension Context {
  /// Raising and handling, `with`.
  func performException(_ step: Instruction, in frame: Frame) throws(Raised) {
    switch step.opcode {
    case .raise: throw try raised(frame[step.a], cause: step.b < 0 ? nil : frame[step.b])
    case .reraise:
      if step.a >= 0, let exception = frame[step.a].cast(to: ExceptionObject.self) { throw .exception(exception) }
      guard let exception = handled.last else { throw .runtimeError("No active exception to reraise") }
      throw .exception(exception)
    case .pushHandled:
      if let exception = frame[step.a].cast(to: ExceptionObject.self) { handled.append(exception) }
    case .popHandled: _ = handled.popLast()
    case .matchException:
      frame[step.a] = .bool(try matches(frame[step.b], frame[step.c]))
    case .enterWith: frame[step.a] = try entered(frame[step.b])
    case .exitWith:
      let exception = step.c < 0 ? nil : frame[step.c].cast(to: ExceptionObject.self)
      guard case .object(let manager) = frame[step.b], manager.poison == nil else {
        frame[step.a] = false
        return
      }
      frame[step.a] = .bool(try manager.exit(exception, in: self))
    default:
      var arguments: [Value] = []
      if step.a >= 0 { arguments.append(frame[step.a]) }
      throw .exception(ExceptionObject(Exceptions.assertionError, arguments))
    }
  }

  private func raised(_ value: Value, cause: Value?) throws(Raised) -> Raised {
    if let poison = value.poison { return .unsupported(poison) }
    let exception = try instance(value, "exceptions must derive from BaseException")
    if let cause {
      if let poison = cause.poison { return .unsupported(poison) }
      exception.cause =
        cause.isNone ? .none : .object(try instance(cause, "exception causes must derive from BaseException"))
      exception.suppressesContext = true
    }
    chain(exception)
    return .exception(exception)
  }

  /// The exception that `raise` names: an instance, or a class that is called.
  private func instance(_ value: Value, _ message: String) throws(Raised) -> ExceptionObject {
    if let exception = value.object as? ExceptionObject { return exception }
    guard let type = value.object as? TypeObject, type.isSubclass(of: Exceptions.baseException) else {
      throw .typeError(message)
    }
    let made = try call(value, [])
    if let exception = made.object as? ExceptionObject { return exception }
    throw .typeError(
      "calling \(try repr(value)) should have returned an instance of BaseException, not \(try repr(.object(made.type)))"
    )
  }

  /// `raise` of an instance, which needs no more than that.
  func raised(_ value: Slot) -> ExceptionObject? {
    guard let object = value.soundObject, object.swiftClass == known.exception else { return nil }
    let exception = Unmanaged<ExceptionObject>.fromOpaque(object.memory).takeUnretainedValue()
    chain(exception)
    return exception
  }

  /// Notes as `__context__` what is being handled.
  func chain(_ exception: ExceptionObject) {
    guard let current = handled.last, current !== exception else { return }
    // A chain that leads back to the exception itself is cut.
    var other: ExceptionObject = current
    while let next = other.context {
      if next === exception {
        other.context = nil
        break
      }
      other = next
    }
    exception.context = current
  }

  /// The same for one class, `nil` where it is something else.
  func quickMatch(_ exception: Slot, _ type: Slot) -> Bool? {
    guard exception.isObject, let object = type.soundObject, object.swiftClass == known.type else { return nil }
    return object.with(TypeObject.self) { type in
      type.isExceptionClass ? exception.object.type.isSubclass(of: type) : nil
    }
  }

  private func matches(_ exception: Value, _ type: Value) throws(Raised) -> Bool {
    // Which exceptions an unknown class covers is not known; that it covers none lets the error be seen.
    if type.poison != nil { return false }
    if let types = type.cast(to: TupleObject.self) {
      for type in types.items { if try matches(exception, type) { return true } }
      return false
    }
    guard let type = type.cast(to: TypeObject.self), type.isSubclass(of: Exceptions.baseException) else {
      throw .typeError("catching classes that do not inherit from BaseException is not allowed")
    }
    return exception.type.isSubclass(of: type)
  }

  private func entered(_ manager: Value) throws(Raised) -> Value {
    if let object = manager.object {
      if let cause = object.poison { return unsupported(from: object, cause) }
      if let value = try object.enter(in: self) { return value }
    }
    throw .typeError("'\(manager.typeName)' object does not support the context manager protocol")
  }
}
