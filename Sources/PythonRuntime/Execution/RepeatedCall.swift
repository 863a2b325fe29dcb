import Kernels

/// A callee that is called again and again with one argument each time, as `map`, `filter` and the keys of sorting do:
/// its registers are made once.
final class RepeatedCall {
  private let registers: UnsafeMutablePointer<Value?>

  init(_ callee: Value) {
    registers = .allocate(capacity: 3)
    registers.initialize(repeating: nil, count: 3)
    registers[0] = callee
  }

  deinit {
    registers.deinitialize(count: 3)
    registers.deallocate()
  }

  var callee: Slot { Slot(registers) }
  /// Where the argument of the next call goes; it is given up by the call.
  var argument: Slot { Slot(registers + 1) }
  /// Where shortcuts put what they give.
  fileprivate var result: Slot { Slot(registers + 2) }
}

extension Context {
  func call(_ call: RepeatedCall, with argument: Value) throws(Raised) -> Value {
    call.argument.store(argument)
    return try self.call(call)
  }

  /// Calls with the argument in the registers.
  func call(_ call: RepeatedCall) throws(Raised) -> Value {
    defer { call.argument.clear() }
    if let callee = call.callee.soundObject {
      if callee.swiftClass == known.function {
        let function = Unmanaged<FunctionObject>.fromOpaque(callee.memory).takeUnretainedValue()
        if function.code.exactCount == 1 { return try run(function, takingArgument: call.argument) }
      } else if try callQuickly(call.callee, into: call.result) {
        defer { call.result.clear() }
        return call.result.value
      }
    }
    return try self.call(call.callee.value, [call.argument.value])
  }

  /// Runs a function of the notebook that takes one argument, which leaves its place.
  private func run(_ function: FunctionObject, takingArgument argument: Slot) throws(Raised) -> Value {
    let code = function.code
    let frame = code.takeFrame()
    frame._withUnsafeGuaranteedRef { frame in
      frame.function = Unmanaged.passRetained(function).toOpaque()
      frame.step = code.steps.unsafelyUnwrapped
      Slot(frame.registers).take(argument)
      if code.hasCells { prepare(frame, function) }
    }
    defer { release(frame) }
    return try execute(frame.takeUnretainedValue())
  }
}
