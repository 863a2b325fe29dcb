package import Kernels

/// A generator, or a coroutine: a frame that is suspended between its values.
package final class GeneratorObject: IteratorObject {
  let frame: Frame
  var hasStarted = false
  var isRunning = false
  var isFinished = false
  private let function: FunctionObject?
  private var name: Value?
  private var qualifiedName: Value?

  init(_ frame: Frame, of function: FunctionObject? = nil) {
    self.frame = frame
    self.function = function
    isPlain = frame.code.kind == .function || frame.code.kind == .generator
    super.init(type: frame.code.kind.type)
  }

  deinit { frame.giveBack() }

  /// What `inspect` calls its state.
  package var state: String {
    if isRunning { return "RUNNING" }
    if isFinished { return "CLOSED" }
    return hasStarted ? "SUSPENDED" : "CREATED"
  }

  /// Whether a loop may resume it as any generator.
  let isPlain: Bool

  /// Whether it is a coroutine, which `await` runs.
  package var isCoroutine: Bool { frame.code.kind == .coroutine }

  /// Whether it waits inside of an `await` or `yield from`, rather than at a `yield` of its own.
  var isDelegating: Bool {
    hasStarted && !isFinished && frame.step.opcode == .yieldFrom
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    guard isPlain, !isFinished, !isRunning else { return try send(.none, in: context) }
    begin()
    do throws(Raised) {
      let value = try context.execute(frame)
      isRunning = false
      return outcome(value, in: context)
    } catch {
      (isRunning, isFinished) = (false, true)
      throw frame.code.kind.leaving(error)
    }
  }

  /// Marks it as running, for its next value.
  @inline(__always)
  func begin() {
    if hasStarted { frame.receiveNone() }
    hasStarted = true
    isRunning = true
  }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    if frame.code.kind != .generator { throw .typeError("'\(type.name)' object is not iterable") }
    return self
  }

  /// Resumes it with the value of its `yield`; `nil` at its end, where `result` is what it returned.
  package func send(_ value: Value, in context: Context) throws(Raised) -> Value? {
    if isFinished {
      if frame.code.kind == .coroutine { throw .runtimeError("cannot reuse already awaited coroutine") }
      result = .none
      return nil
    }
    if isRunning { throw .valueError("\(frame.code.kind.noun) already executing") }
    if !hasStarted, !value.isNone {
      throw .typeError(
        "can't send non-None value to a just-started \(frame.code.kind == .asyncGenerator ? "async generator" : frame.code.kind.noun)"
      )
    }
    if hasStarted { receive(value) }
    hasStarted = true
    isRunning = true
    defer { isRunning = false }
    do throws(Raised) { return try outcome(context.execute(frame), in: context) } catch {
      isFinished = true
      throw frame.code.kind.leaving(error)
    }
  }

  /// The value that it yielded; `nil` if it returned one, which is its result.
  private func outcome(_ value: Value, in context: Context) -> Value? {
    if frame.isSuspended {
      context.lay(frame)
      return value
    }
    isFinished = true
    result = value
    return nil
  }

  /// Raises in it, at its `yield`; in what it delegates to first.
  package func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value? {
    if isRunning { throw .valueError("\(frame.code.kind.noun) already executing") }
    if isFinished || !hasStarted {
      isFinished = true
      throw raised
    }
    guard isDelegating, let inner = delegate else { return try raiseHere(raised, in: context) }
    return try raise(raised, within: inner, in: context)
  }

  private func raise(_ raised: Raised, within inner: IteratorObject, in context: Context) throws(Raised) -> Value? {
    var outcome: Result<Value?, Raised>
    isRunning = true
    do throws(Raised) {
      if raised.isException(of: Exceptions.generatorExit) {
        try context.close(inner)
        outcome = .failure(raised)
      } else {
        outcome = .success(try context.raise(raised, in: inner))
      }
    } catch { outcome = .failure(error) }
    isRunning = false
    switch outcome {
    case .success(let value?): return value
    case .success(nil):
      // The inner one has ended: its result is the value of the expression.
      let step = frame.code.instructions[frame.position]
      frame[step.a] = inner.result
      frame.position += 1
      return try advance(in: context) { context throws(Raised) in try context.execute(self.frame) }
    case .failure(let raised): return try raiseHere(raised, in: context)
    }
  }

  private func raiseHere(_ raised: Raised, in context: Context) throws(Raised) -> Value? {
    frame.position -= isDelegating ? 0 : 1
    return try advance(in: context) { context throws(Raised) in try context.raise(raised, in: self.frame) }
  }

  /// Ends it with `GeneratorExit` at its `yield`.
  package func close(in context: Context) throws(Raised) {
    if isFinished || !hasStarted {
      isFinished = true
      return
    }
    do throws(Raised) {
      if try raise(.exception(ExceptionObject(Exceptions.generatorExit)), in: context) == nil { return }
    } catch {
      guard error.isException(of: Exceptions.generatorExit) || error.isException(of: Exceptions.stopIteration) else {
        throw error
      }
      return
    }
    throw .runtimeError("\(frame.code.kind.noun) ignored GeneratorExit")
  }

  /// Whether what it delegates to at last is no generator and has `throw`.
  var delegatesToObject: Bool {
    guard isDelegating else { return false }
    if let inner = delegate as? GeneratorObject { return inner.delegatesToObject }
    return (delegate as? InstanceIterator)?.instance.type.lookup("throw") != nil
  }

  /// What it delegates to.
  private var delegate: IteratorObject? {
    frame[frame.code.instructions[frame.position].b].object as? IteratorObject
  }

  /// Writes the value to the register of the `yield` that it stands behind, or keeps it for the delegate.
  func receive(_ value: Value) {
    if isDelegating {
      frame.received = value
    } else if frame.position > 0 {
      let step = frame.code.instructions[frame.position - 1]
      if step.opcode == .yield { frame[step.a] = value }
    }
  }

  private func advance(
    in context: Context, _ body: (Context) throws(Raised) -> Value
  ) throws(Raised) -> Value? {
    isRunning = true
    defer { isRunning = false }
    do throws(Raised) {
      return try outcome(body(context), in: context)
    } catch {
      isFinished = true
      throw frame.code.kind.leaving(error)
    }
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return self.name ?? .text(function?.name ?? frame.code.name)
    case "__qualname__": return qualifiedName ?? .text(function?.qualifiedName ?? frame.code.qualifiedName)
    case "gi_running", "cr_running", "ag_running": return .bool(isRunning)
    case "gi_code", "cr_code", "ag_code": return .object(CodeValue(frame.code))
    case "gi_frame", "cr_frame", "ag_frame":
      return isFinished
        ? Value.none : .object(FrameObject(frame.code, line: frame.code.origin(at: frame.position).line))
    case "gi_suspended": return .bool(hasStarted && !isRunning && !isFinished)
    case "gi_yieldfrom", "cr_await", "ag_await":
      guard isDelegating, let delegate else { return Value.none }
      return .object((delegate as? InstanceIterator)?.instance ?? delegate)
    default: return try super.attribute(name, in: context)
    }
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    switch name {
    case "__name__", "__qualname__":
      guard value.stringValue != nil else { throw .typeError("\(name) must be set to a string object") }
      if name == "__name__" { self.name = value } else { qualifiedName = value }
    default: try super.setAttribute(name, to: value, in: context)
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let name = try context.str(qualifiedName ?? .text(function?.qualifiedName ?? frame.code.qualifiedName))
    return PythonString("<\(frame.code.kind.noun) object \(name) at \(address)>")
  }
}

extension Frame {
  /// Writes None to the register of the `yield` that it stands behind, for a loop that asks for the next value.
  @inline(__always)
  func receiveNone() {
    if step.opcode == .yieldFrom {
      received = .none
    } else {
      // It has started: it stands behind an instruction.
      let step = step - 1
      if step.opcode == .yield { Slot(UnsafeMutableRawPointer(registers) + Int(step.a)).setNone() }
    }
  }
}

extension CodeObject {
  /// What calling the function gives.
  package enum Kind: Sendable {
    case function, generator, coroutine, asyncGenerator

    /// As messages call it.
    var noun: String {
      switch self {
      case .function, .generator: "generator"
      case .coroutine: "coroutine"
      case .asyncGenerator: "async_generator"
      }
    }

    /// What is raised where an exception leaves it: `StopIteration` would be taken for its end.
    func leaving(_ raised: Raised) -> Raised {
      guard case .exception(let cause) = raised else { return raised }
      let isAsyncEnd = self == .asyncGenerator && cause.type.isSubclass(of: Exceptions.stopAsyncIteration)
      guard cause.type.isSubclass(of: Exceptions.stopIteration) || isAsyncEnd else { return raised }
      let wrapped = ExceptionObject(
        Exceptions.runtimeError, [.text("\(noun) raised \(isAsyncEnd ? "StopAsyncIteration" : "StopIteration")")])
      wrapped.cause = .object(cause)
      wrapped.context = cause
      wrapped.suppressesContext = true
      return .exception(wrapped)
    }

    /// The class of what calling the function gives.
    var type: TypeObject {
      switch self {
      case .function, .generator: Types.generator
      case .coroutine: Types.coroutine
      case .asyncGenerator: Types.asyncGenerator
      }
    }
  }
}

extension Context {
  /// Sends a value to an iterator: `send`, or `next` for None.
  func send(_ value: Value, to iterator: IteratorObject) throws(Raised) -> Value? {
    if let generator = iterator as? GeneratorObject { return try generator.send(value, in: self) }
    if let step = iterator as? any Resumable { return try step.send(value, in: self) }
    if value.isNone { return try iterator.next(in: self) }
    let target = (iterator as? InstanceIterator)?.instance ?? iterator
    return try ending(iterator) { context throws(Raised) in
      try context.callMethod(.object(target), "send", CallArguments([value]))
    }
  }

  /// Raises in an iterator that has `throw`; what has none lets it pass.
  func raise(_ raised: Raised, in iterator: IteratorObject) throws(Raised) -> Value? {
    if let generator = iterator as? GeneratorObject { return try generator.raise(raised, in: self) }
    if let step = iterator as? any Resumable { return try step.raise(raised, in: self) }
    guard case .exception(let exception) = raised, let instance = (iterator as? InstanceIterator)?.instance,
      let method = try attributeIfAny(of: .object(instance), named: "throw")
    else { throw raised }
    let arguments = thrownArguments ?? [.object(exception)]
    thrownArguments = nil
    return try ending(iterator) { context throws(Raised) in try context.call(method, arguments) }
  }

  /// Closes an iterator that can be closed.
  func close(_ iterator: IteratorObject) throws(Raised) {
    if let generator = iterator as? GeneratorObject { return try generator.close(in: self) }
    guard let instance = (iterator as? InstanceIterator)?.instance,
      let method = try attributeIfAny(of: .object(instance), named: "close")
    else { return }
    _ = try call(method, [])
  }

  /// Notes what the `StopIteration` of a call carries.
  private func ending(
    _ iterator: IteratorObject, _ body: (Context) throws(Raised) -> Value
  ) throws(Raised) -> Value? {
    do throws(Raised) {
      return try body(self)
    } catch {
      guard case .exception(let exception) = error, exception.type.isSubclass(of: Exceptions.stopIteration) else {
        throw error
      }
      iterator.result = exception.field("value")
      return nil
    }
  }
}

/// An iterator that takes values and exceptions: what awaits something in the event loop.
package protocol Resumable: IteratorObject {
  func send(_ value: Value, in context: Context) throws(Raised) -> Value?
  func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value?
}
