import Kernels

extension Context {
  /// Runs a frame to its end, or a generator to its next `yield`.
  func execute(_ frame: Frame) throws(Raised) -> Value {
    frame.caller = currentFrame
    currentFrame = frame
    depth += 1
    defer {
      currentFrame = frame.caller
      depth -= 1
    }
    try checkStop()
    if depth > recursionLimit {
      throw Raised(Exceptions.recursionError, "maximum recursion depth exceeded")
    }
    takeUp(frame)
    frame.purpose = .call
    return try goOn(frame)
  }

  private func goOn(_ frame: Frame) throws(Raised) -> Value {
    while true {
      do throws(Raised) {
        return try steps(frame)
      } catch {
        if let value = try unwind(to: frame, after: error) { return value }
      }
    }
  }

  /// Puts the exceptions that a suspended generator handles above those of its caller.
  @inline(__always)
  func takeUp(_ frame: Frame) {
    frame.handledBase = handled.count
    frame.isSuspended = false
    if !frame.suspendedHandled.isEmpty {
      handled += frame.suspendedHandled
      frame.suspendedHandled = []
    }
  }

  /// Takes the exceptions that a generator handles off, while it is suspended.
  func lay(_ frame: Frame) {
    guard handled.count > frame.handledBase else { return }
    frame.suspendedHandled = Array(handled[frame.handledBase...])
    handled.removeLast(handled.count - frame.handledBase)
  }

  /// Finds the frame that goes on after something was raised, among those that were entered since `entry` began; gives
  /// the value of `entry` if it ends there.
  private func unwind(to entry: Frame, after raised: Raised) throws(Raised) -> Value? {
    var raised = raised
    while let frame = currentFrame {
      do throws(Raised) {
        guard let value = try resume(frame, after: raised) else { return nil }
        if frame === entry { return value }
        // The frame ends with an unsupported value, which its first register can hold.
        frame.registers[0] = value
        _ = try leave(Activation(Unmanaged.passUnretained(frame)), with: 0)
        return nil
      } catch {
        raised = error
        // What `leave` raises is raised in the caller already.
        guard currentFrame === frame else { continue }
      }
      if frame === entry { throw raised }
      if frame.purpose.isOfGenerator { raised = frame.code.kind.leaving(raised) }
      abandon(Unmanaged.passUnretained(frame))
    }
    throw raised
  }

  /// Lets a frame go on after something was raised in it, or raises it to the caller; gives the frame's value if it ends
  /// there.
  private func resume(_ frame: Frame, after raised: Raised) throws(Raised) -> Value? {
    switch raised {
    case .exception(let exception):
      let position = frame.position
      if !exception.isRaised {
        exception.note(raisedAt: frame)
        if exception.context == nil { chain(exception) }
      }
      if frame.step.opcode != .reraise { exception.note(passed: frame) }
      let handler = frame.code.handlers.withUnsafeBufferPointer { handlers in
        handlers.first { $0.start <= position && position < $0.end }
      }
      if let handler {
        forgetHandled(above: frame.handledBase + handler.handledDepth)
        frame.registers[handler.register] = .object(exception)
        frame.position = handler.target
        return nil
      }
      forgetHandled(above: frame.handledBase)
      throw raised
    case .unsupported(let raised):
      let cause = raised.origin.line == 0 ? firstCause(id: raised.id, what: raised.what, help: raised.help) : raised
      metCause = cause
      if let region = frame.code.regions[frame.position] { return try leave(region, of: frame, cause) }
      let instruction = frame.code.instructions[frame.position]
      if instruction.opcode.hasResult { frame[instruction.a] = .unsupported(cause) }
      frame.position += 1
      return nil
    case .stopped: throw raised
    }
  }

  /// Ends the handling of the innermost exceptions.
  @inline(__always)
  private func forgetHandled(above count: Int) {
    if handled.count > count { handled.removeLast(handled.count - count) }
  }

  /// Raises from a frame that was told so from outside: `generator.throw`.
  func raise(_ raised: Raised, in frame: Frame) throws(Raised) -> Value {
    frame.caller = currentFrame
    currentFrame = frame
    depth += 1
    defer {
      currentFrame = frame.caller
      depth -= 1
    }
    takeUp(frame)
    frame.purpose = .call
    if let value = try resume(frame, after: raised) { return value }
    return try goOn(frame)
  }

  /// Counts a step; stops the run at its limit or when it is told to.
  @inline(__always)
  package func checkStop() throws(Raised) {
    if stopFlag.isUp { throw stopped(stopFlag.reason) }
    guard let limit = stepLimit else { return }
    if limit <= 0 { throw stopped(nil) }
    stepLimit = limit - 1
  }
}
