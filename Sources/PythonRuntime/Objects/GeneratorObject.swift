package import Kernels

/// A generator: a frame that is suspended between its values.
package final class GeneratorObject: IteratorObject {
  let frame: Frame
  var hasStarted = false
  var isRunning = false
  var isFinished = false
  /// What the generator returned.
  package internal(set) var result: Value = .none

  init(_ frame: Frame) {
    self.frame = frame
    super.init(type: Types.generator)
  }

  /// Whether a loop may resume it as any generator.
  var isPlain: Bool { type === Types.generator }

  override package func next(in context: Context) throws(Raised) -> Value? { try send(.none, in: context) }

  /// Resumes it with the value of its `yield`; `nil` at its end.
  package func send(_ value: Value, in context: Context) throws(Raised) -> Value? {
    if isFinished { return nil }
    if isRunning { throw .valueError("generator already executing") }
    if !hasStarted, !value.isNone { throw .typeError("can't send non-None value to a just-started generator") }
    if hasStarted { receive(value) }
    hasStarted = true
    return try advance(in: context) { context throws(Raised) in try context.execute(self.frame) }
  }

  /// Raises in it, at its `yield`.
  package func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value? {
    if isFinished || !hasStarted {
      isFinished = true
      throw raised
    }
    frame.position -= isDelegating ? 0 : 1
    return try advance(in: context) { context throws(Raised) in try context.raise(raised, in: self.frame) }
  }

  private var isDelegating: Bool { frame.code.instructions[frame.position].opcode == .yieldFrom }

  /// Writes the value to the register of the `yield` that it stands behind.
  func receive(_ value: Value) {
    guard frame.position > 0, !isDelegating else { return }
    let step = frame.code.instructions[frame.position - 1]
    if step.opcode == .yield { frame[step.a] = value }
  }

  private func advance(
    in context: Context, _ body: (Context) throws(Raised) -> Value
  ) throws(Raised) -> Value? {
    isRunning = true
    defer { isRunning = false }
    do throws(Raised) {
      let value = try body(context)
      if frame.isSuspended { return value }
      isFinished = true
      result = value
      return nil
    } catch {
      isFinished = true
      if error.isException(of: Exceptions.stopIteration) { throw .runtimeError("generator raised StopIteration") }
      throw error
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<generator object \(frame.code.qualifiedName) at \(address)>")
  }
}
