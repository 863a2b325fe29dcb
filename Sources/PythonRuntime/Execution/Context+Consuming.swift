import Kernels

/// Built-in functions that go through a generator without leaving the machine's own loop: what they take is folded where
/// it is yielded, and the generator goes on at once.
///
/// While it runs, the register of what was called holds what has come of the items so far, and the one behind it the
/// generator. What is folded by more than arithmetic on plain numbers is folded as the caller's work, with the generator
/// suspended, so that an exception is raised where the call stands.
extension Context {
  /// What goes through a generator that it is called with.
  enum Consumer: UInt8 { case none, sum, any, all, min, max, list, tuple }

  /// Enters the generator that a built-in function in a register is called with; `nil` where the ordinary way must be
  /// taken, and nothing has happened then.
  func enter(consumer base: Slot, _ site: Unmanaged<Site>) throws(Raised) -> Unmanaged<Frame>? {
    let argument = Slot(base.memory + Slot.stride)
    guard argument.isObject, ObjectMemory(argument.reference).swiftClass == known.generator, !hasDrawnUnseeded,
      site._withUnsafeGuaranteedRef({ $0.argumentCount == 1 && !$0.hasKeywords })
    else { return nil }
    let consumer = self.consumer(ObjectMemory(base.reference))
    guard consumer != .none, let frame = try enter(generator: ObjectMemory(argument.reference)) else { return nil }
    switch consumer {
    case .sum: base.set(0)
    case .list, .tuple: base.store(.list([]))
    default: base.clear()
    }
    frame._withUnsafeGuaranteedRef { frame in
      frame.purpose = .consumption
      frame.consumer = consumer
    }
    return frame
  }

  /// What an object does with a generator that it is called with.
  @inline(__always)
  private func consumer(_ callee: ObjectMemory) -> Consumer {
    if callee.swiftClass == known.native { return callee.with(NativeFunction.self) { $0.shortcut.consumer } }
    let address = UnsafeRawPointer(callee.memory)
    return address == known.list ? .list : address == known.tuple ? .tuple : .none
  }

  // MARK: Items

  /// Takes what a generator yields; gives the frame that goes on: mostly that of the generator.
  func consume(_ value: Slot, of yielding: Activation) throws(Raised) -> Unmanaged<Frame> {
    let frame = yielding.frame
    if fold(value, of: frame) {
      try checkStop()
      frame._withUnsafeGuaranteedRef { frame in
        frame.isSuspended = false
        frame.receiveNone()
      }
      return frame
    }
    let caller = callerFrame(of: frame)
    return try fold(value.value, of: frame, caller, into: Activation(caller).calledRegister)
  }

  /// Folds what a generator yields, if that can neither fail nor end the iteration.
  func fold(_ value: Slot, of frame: Unmanaged<Frame>) -> Bool {
    fold(
      value, into: Activation(callerFrame(of: frame)).calledRegister, by: frame._withUnsafeGuaranteedRef { $0.consumer }
    )
  }

  @inline(__always)
  private func fold(_ value: Slot, into total: Slot, by consumer: Consumer) -> Bool {
    switch consumer {
    case .none: return false
    case .sum:
      if value.isInt, total.isInt {
        let (sum, overflow) = total.int.addingReportingOverflow(value.int)
        if !overflow { total.set(sum) }
        return !overflow
      }
      guard value.isFloat, total.isFloat else { return false }
      total.set(total.float + value.float)
      return true
    case .any: return value.isBool && !value.bool
    case .all: return value.isBool && value.bool
    case .min, .max:
      let isBetter: Bool
      if total.isUnbound {
        isBetter = true
      } else if value.isInt, total.isInt {
        isBetter = consumer == .min ? value.int < total.int : value.int > total.int
      } else if value.isFloat, total.isFloat {
        isBetter = consumer == .min ? value.float < total.float : value.float > total.float
      } else {
        return false
      }
      if isBetter { total.copy(value) }
      return true
    case .list, .tuple:
      ObjectMemory(total.reference).append(value)
      return true
    }
  }

  /// Folds an item as the caller's work; gives the frame that goes on.
  private func fold(
    _ value: Value, of generator: Unmanaged<Frame>, _ caller: Unmanaged<Frame>, into total: Slot
  ) throws(Raised) -> Unmanaged<Frame> {
    let consumer = generator._withUnsafeGuaranteedRef { $0.consumer }
    suspend(consumed: generator, caller)
    switch consumer {
    case .sum:
      let sum = total.value
      if value.poison == nil, case .float(let a) = sum, case .int(let b) = value, b.magnitude <= 1 << 53 {
        total.set(a + Double(b))
      } else {
        total.store(try binary(.add, sum, value))
      }
    case .any, .all:
      if try truth(value) == (consumer == .any) { return finish(caller) { $0.set(consumer == .any) } }
    case .min, .max:
      if try truth(compare(consumer == .min ? .less : .greater, value, total.value)) { total.store(value) }
    case .none, .list, .tuple: break
    }
    return try resume(consumed: Slot(total.memory + Slot.stride), by: consumer, caller)
  }

  /// Lets the generator in a register go on; gives the frame that goes on.
  private func resume(
    consumed register: Slot, by consumer: Consumer, _ caller: Unmanaged<Frame>
  ) throws(Raised) -> Unmanaged<Frame> {
    let generator = ObjectMemory(register.reference)
    if let frame = try enter(generator: generator) {
      frame._withUnsafeGuaranteedRef { frame in
        frame.purpose = .consumption
        frame.consumer = consumer
      }
      return frame
    }
    // What folded the item has poisoned or exhausted it.
    if let cause = register.value.poison { throw .unsupported(cause) }
    if generator.with(GeneratorObject.self, { $0.isRunning }) { throw .valueError("generator already executing") }
    return try finish(consumer, caller)
  }

  // MARK: The end

  /// Gives the call its value, now that the generator has ended; gives the frame that goes on.
  func finish(_ consumer: Consumer, _ caller: Unmanaged<Frame>) throws(Raised) -> Unmanaged<Frame> {
    let total = Activation(caller).calledRegister
    switch consumer {
    case .any, .all: return finish(caller) { $0.set(consumer == .all) }
    case .min, .max:
      guard !total.isUnbound else {
        throw .valueError("\(consumer == .min ? "min" : "max")() arg is an empty sequence")
      }
      return finish(caller) { $0.copy(total) }
    case .tuple:
      let items = ObjectMemory(total.reference).with(ListObject.self) { $0.items }
      return finish(caller) { $0.store(.tuple(items)) }
    case .none, .sum, .list: return finish(caller) { $0.copy(total) }
    }
  }

  /// Puts the value of a call into its register and goes on behind it.
  private func finish(_ caller: Unmanaged<Frame>, _ put: (Slot) -> Void) -> Unmanaged<Frame> {
    let now = Activation(caller)
    let (step, base) = (now.step, now.calledRegister)
    put(now.register(step.a))
    for register in [base, Slot(base.memory + Slot.stride)] where register.memory != now.register(step.a).memory {
      register.clear()
    }
    now.step = step + 1
    return caller
  }
}

extension Activation {
  /// The register of what the running call calls.
  @inline(__always)
  var calledRegister: Slot { register(step.b) }
}

extension Shortcut {
  /// What the function does with a generator.
  @inline(__always)
  var consumer: Context.Consumer {
    switch self {
    case .sum: .sum
    case .any: .any
    case .all: .all
    case .min: .min
    case .max: .max
    default: .none
    }
  }
}
