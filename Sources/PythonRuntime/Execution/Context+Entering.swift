import Kernels

/// Calls that the machine makes in its own loop: a frame is entered, and left again, without recursion in Swift. Each of
/// these gives `nil` where the general way must be taken; nothing has happened then.
extension Context {
  /// Calls a function of the notebook, or the initializer of a class of the notebook, that is in a register with its
  /// arguments behind it.
  @inline(__always)
  func enter(callee base: Slot, _ site: Unmanaged<Site>) throws(Raised) -> Unmanaged<Frame>? {
    guard base.isObject else { return nil }
    let callee = ObjectMemory(base.reference)
    if callee.swiftClass == known.function {
      let count = site._withUnsafeGuaranteedRef { $0.argumentCount }
      let frame = try enter(callee.memory, Slot(base.memory + Slot.stride), count, site, isCounted: true)
      // The frame has taken the reference over.
      if frame != nil { base.forget() }
      return frame
    }
    if callee.swiftClass == known.type, let frame = try enter(class: base, site) { return frame }
    return site._withUnsafeGuaranteedRef { $0.argumentCount == 1 } ? try enter(consumer: base, site) : nil
  }

  /// Makes an instance and enters its initializer, if nothing special is asked for.
  private func enter(class base: Slot, _ site: Unmanaged<Site>) throws(Raised) -> Unmanaged<Frame>? {
    let type = Unmanaged<TypeObject>.fromOpaque(base.reference)
    guard let function = type._withUnsafeGuaranteedRef({ initializer(of: $0, at: site) }) else { return nil }
    let instance = type._withUnsafeGuaranteedRef { Recycling.instance(of: $0) }
    base.store(reference: instance)
    let count = site._withUnsafeGuaranteedRef { $0.argumentCount } + 1
    guard let frame = try enter(function, base, count, site) else {
      // The general way starts from the class.
      base.store(.object(type.takeUnretainedValue()))
      return nil
    }
    frame._withUnsafeGuaranteedRef { frame in
      frame.purpose = .initializer
      // Its first register may be assigned.
      frame.subject = instance
      Counting.retain(instance)
    }
    return frame
  }

  /// `__init__` of a class whose instances are made without any hook.
  private func initializer(of type: TypeObject, at site: Unmanaged<Site>) -> UnsafeMutableRawPointer? {
    let address = UnsafeRawPointer(Unmanaged.passUnretained(type).toOpaque())
    return site._withUnsafeGuaranteedRef { site in
      if site.type != address || site.version != classVersion {
        site.type = address
        site.version = classVersion
        site.access = .unknown
        site.member = type.plainInitializer
        if site.member != nil {
          site.access = .function
        } else if type.makesPlainExceptions {
          site.access = .exception
        }
      }
      guard site.access == .function, case .object(let function)? = site.member else { return nil }
      return Unmanaged.passUnretained(function).toOpaque()
    }
  }

  /// Enters the function that the class of the receiver in a register has under the site's name.
  @inline(__always)
  func enter(method site: Unmanaged<Site>, of base: Slot) throws(Raised) -> Unmanaged<Frame>? {
    guard let object = base.soundObject else { return nil }
    if object.swiftClass == known.superObject { return try enter(inherited: site, of: base) }
    guard let function = function(at: site, of: object) else { return nil }
    return try enter(function, base, site._withUnsafeGuaranteedRef { $0.argumentCount } + 1, site)
  }

  /// The function that a site knows for an instance.
  @inline(__always)
  private func function(at site: Unmanaged<Site>, of object: ObjectMemory) -> UnsafeMutableRawPointer? {
    site._withUnsafeGuaranteedRef { site in
      // Only instances have functions of the notebook in their class, and a shape.
      if site.type != object.type || (site.access == .function && site.shape != object.shape) {
        guard recall(site, object) else { return nil }
      }
      guard site.access == .function, site.version == classVersion, site.position < 0,
        case .object(let function)? = site.member
      else { return nil }
      return Unmanaged.passUnretained(function).toOpaque()
    }
  }

  /// Enters the function that `super()` in a register finds.
  private func enter(inherited site: Unmanaged<Site>, of base: Slot) throws(Raised) -> Unmanaged<Frame>? {
    let memory = base.reference
    guard !memory.load(fromByteOffset: Layout.superFlag, as: Bool.self) else { return nil }
    let type = memory.load(fromByteOffset: Layout.superType, as: UnsafeRawPointer.self)
    let start = memory.load(fromByteOffset: Layout.superStart, as: UnsafeRawPointer.self)
    let function = site._withUnsafeGuaranteedRef { site -> UnsafeMutableRawPointer? in
      if site.type != type || site.version != classVersion || site.shape != start {
        learn(inherited: site, type, start)
      }
      guard site.access == .function, case .object(let member)? = site.member else { return nil }
      return Unmanaged.passUnretained(member).toOpaque()
    }
    guard let function else { return nil }
    Counting.retain(memory)
    defer { Counting.release(memory) }
    base.copy(Slot(memory + Layout.superReceiver))
    if let frame = try enter(function, base, site._withUnsafeGuaranteedRef { $0.argumentCount } + 1, site) {
      return frame
    }
    Counting.retain(memory)
    base.store(reference: memory)
    return nil
  }

  /// Remembers at a site what `super()` finds under its name.
  @inline(never)
  private func learn(inherited site: Site, _ type: UnsafeRawPointer, _ start: UnsafeRawPointer) {
    site.type = type
    site.version = classVersion
    // Shapes are no classes: no instance takes this for its own.
    site.shape = start
    site.member = Unmanaged<TypeObject>.fromOpaque(type).takeUnretainedValue()
      .lookup(site.name, after: Unmanaged<TypeObject>.fromOpaque(start).takeUnretainedValue())
    site.access = site.member?.object is FunctionObject ? .function : .unknown
  }

  /// Enters the getter of a property.
  func enter(getter site: Unmanaged<Site>, of receiver: Slot) throws(Raised) -> Unmanaged<Frame>? {
    guard
      let getter = site._withUnsafeGuaranteedRef({ site -> UnsafeMutableRawPointer? in
        guard case .object(let property as PropertyObject)? = site.member, case .object(let getter) = property.getter
        else { return nil }
        return Unmanaged.passUnretained(getter).toOpaque()
      })
    else { return nil }
    let code = Unmanaged<FunctionObject>.fromOpaque(getter)._withUnsafeGuaranteedRef {
      Unmanaged.passUnretained($0.code)
    }
    guard code._withUnsafeGuaranteedRef({ $0.exactCount == 1 }) else { return nil }
    let frame = try begin(getter, code)
    frame._withUnsafeGuaranteedRef { Slot($0.registers).copy(receiver) }
    finish(entering: frame, getter, code)
    return frame
  }

  /// Enters the special method that the class of the left operand has for an operator.
  func enter(operator extra: UInt8, _ x: Slot, _ y: Slot) throws(Raised) -> Unmanaged<Frame>? {
    guard let type = ObjectMemory(x.reference).type else { return nil }
    let version = classVersion
    let function = Unmanaged<TypeObject>.fromOpaque(type)._withUnsafeGuaranteedRef { type in
      guard type.isUserDefined, let operation = BinaryOperator(rawValue: extra & 0x1F) else {
        return nil as UnsafeMutableRawPointer?
      }
      return type.function(for: operation, inPlace: extra & 0x80 != 0, version: version)
    }
    guard let memory = function else { return nil }
    let code = Unmanaged<FunctionObject>.fromOpaque(memory)._withUnsafeGuaranteedRef {
      Unmanaged.passUnretained($0.code)
    }
    guard code._withUnsafeGuaranteedRef({ $0.exactCount }) == 2 else { return nil }
    let frame = try begin(memory, code)
    frame._withUnsafeGuaranteedRef { frame in
      Slot(frame.registers).copy(x)
      Slot(frame.registers + 1).copy(y)
    }
    finish(entering: frame, memory, code)
    frame._withUnsafeGuaranteedRef { $0.purpose = .operation }
    return frame
  }

  /// Enters `__enter__` or, where nothing was raised, `__exit__` of the object in a register.
  func enter(manager: Slot, isExit: Bool) throws(Raised) -> Unmanaged<Frame>? {
    guard let type = manager.soundObject?.type else { return nil }
    let version = classVersion
    let function = Unmanaged<TypeObject>.fromOpaque(type)._withUnsafeGuaranteedRef { type in
      guard type.isUserDefined, isExit || type.contextFunction(isExit: true, version: version) != nil else {
        return nil as UnsafeMutableRawPointer?
      }
      return type.contextFunction(isExit: isExit, version: version)
    }
    guard let memory = function else { return nil }
    let count = isExit ? 4 : 1
    let code = Unmanaged<FunctionObject>.fromOpaque(memory)._withUnsafeGuaranteedRef {
      Unmanaged.passUnretained($0.code)
    }
    guard code._withUnsafeGuaranteedRef({ $0.exactCount }) == count else { return nil }
    let frame = try begin(memory, code)
    frame._withUnsafeGuaranteedRef { frame in
      Slot(frame.registers).copy(manager)
      for i in 1..<max(count, 1) { Slot(frame.registers + i).setNone() }
    }
    finish(entering: frame, memory, code)
    return frame
  }

  /// Enters a function, moving its arguments to the registers of a new frame.
  @inline(__always)
  private func enter(
    _ function: UnsafeMutableRawPointer, _ first: Slot, _ count: Int, _ site: Unmanaged<Site>, isCounted: Bool = false
  ) throws(Raised) -> Unmanaged<Frame>? {
    let code = Unmanaged<FunctionObject>.fromOpaque(function)._withUnsafeGuaranteedRef {
      Unmanaged.passUnretained($0.code)
    }
    guard code._withUnsafeGuaranteedRef({ $0.exactCount }) == count, !site._withUnsafeGuaranteedRef({ $0.hasKeywords })
    else {
      return try bind(function, code, first, count, site, isCounted: isCounted)
    }
    let frame = try begin(function, code)
    var (from, to) = (first.memory, UnsafeMutableRawPointer(frame._withUnsafeGuaranteedRef { $0.registers }))
    for _ in 0..<count {
      Slot(to).begin(taking: Slot(from))
      from += Slot.stride
      to += Slot.stride
    }
    finish(entering: frame, function, code, isCounted: isCounted)
    return frame
  }

  /// The same with keywords and defaults.
  private func bind(
    _ function: UnsafeMutableRawPointer, _ code: Unmanaged<CodeObject>, _ first: Slot, _ count: Int,
    _ site: Unmanaged<Site>, isCounted: Bool
  ) throws(Raised) -> Unmanaged<Frame>? {
    let object = Unmanaged<FunctionObject>.fromOpaque(function)
    let isPossible = code._withUnsafeGuaranteedRef { code in
      guard code.isSimple, count <= code.positionalTotal else { return false }
      return object._withUnsafeGuaranteedRef { function in
        site._withUnsafeGuaranteedRef { site in
          let address = UnsafeRawPointer(Unmanaged.passUnretained(code).toOpaque())
          return site.code == address && site.boundCount == count && !function.hasOtherDefaults
            || canBind(site, function, code, count)
        }
      }
    }
    guard isPossible else { return nil }
    let frame = try begin(function, code)
    let registers = frame._withUnsafeGuaranteedRef { UnsafeMutableRawPointer($0.registers) }
    for i in 0..<count { Slot(registers + i &* Slot.stride).begin(taking: Slot(first.memory + i &* Slot.stride)) }
    site._withUnsafeGuaranteedRef { site in
      site.keywordRegisters.withUnsafeBufferPointer { places in
        for i in 0..<places.count {
          Slot(registers + places[i] &* Slot.stride).take(Slot(first.memory + (count &+ i) &* Slot.stride))
        }
      }
      site.fills.withUnsafeBufferPointer { fills in
        for fill in fills {
          let target = Slot(registers + Int(fill.register) &* Slot.stride)
          let standard = Int(fill.standard)
          object._withUnsafeGuaranteedRef { function in
            if standard >= 0 {
              target.copy(function.standard(standard))
            } else {
              target.store(function.keywordDefaults[~standard].value)
            }
          }
        }
      }
    }
    finish(entering: frame, function, code, isCounted: isCounted)
    return frame
  }

  /// Whether each parameter gets one value; finds where keywords and defaults go, which is the same for every function of
  /// a code whose defaults are as they were written.
  private func canBind(_ site: Site, _ function: FunctionObject, _ code: CodeObject, _ count: Int) -> Bool {
    let address = UnsafeRawPointer(Unmanaged.passUnretained(code).toOpaque())
    site.code = nil
    site.keywordRegisters = []
    site.fills = []
    for name in site.keywordNames {
      if let i = code.parameterNames.firstIndex(of: name), i >= code.positionalOnlyCount {
        site.keywordRegisters.append(i)
      } else if let i = code.keywordOnlyNames.firstIndex(of: name) {
        site.keywordRegisters.append(code.positionalTotal + i)
      } else {
        return false
      }
    }
    if Set(site.keywordRegisters).count < site.keywordRegisters.count { return false }
    if site.keywordRegisters.contains(where: { $0 < count }) { return false }
    let required = code.positionalTotal - function.defaults.count
    for register in count..<code.parameterTotal where !site.keywordRegisters.contains(register) {
      let standard: Int
      if register < code.positionalTotal {
        guard register >= required else { return false }
        standard = register - required
      } else {
        let name = code.keywordOnlyNames[register - code.positionalTotal]
        guard let i = function.keywordDefaults.firstIndex(where: { $0.name == name }) else { return false }
        standard = ~i
      }
      site.fills.append(
        (register: Int32(truncatingIfNeeded: register), standard: Int32(truncatingIfNeeded: standard)))
    }
    if !function.hasOtherDefaults {
      site.code = address
      site.boundCount = count
    }
    site.keepCode = code
    return true
  }

  /// A frame for a function, to be filled with arguments.
  @inline(__always)
  private func begin(
    _ function: UnsafeMutableRawPointer, _ code: Unmanaged<CodeObject>
  ) throws(Raised) -> Unmanaged<Frame> {
    if stopFlag.isUp { throw stopped(stopFlag.reason) }
    if depth >= recursionLimit {
      throw Raised(Exceptions.recursionError, "maximum recursion depth exceeded")
    }
    depth &+= 1
    return code._withUnsafeGuaranteedRef { $0.takeFrame() }
  }

  /// Makes a frame with its arguments in place the one that runs.
  @inline(__always)
  private func finish(
    entering frame: Unmanaged<Frame>, _ function: UnsafeMutableRawPointer, _ code: Unmanaged<CodeObject>,
    isCounted: Bool = false
  ) {
    if !isCounted { Counting.retain(function) }
    frame._withUnsafeGuaranteedRef { frame in
      frame.function = function
      frame.caller = currentFrame
      frame.handledBase = handled.count
      frame.step = code._withUnsafeGuaranteedRef { $0.steps.unsafelyUnwrapped }
      frame.isSuspended = false
      frame.purpose = .call
      currentFrame = frame
    }
    if code._withUnsafeGuaranteedRef({ $0.hasCells }) {
      frame._withUnsafeGuaranteedRef { frame in
        Unmanaged<FunctionObject>.fromOpaque(function)._withUnsafeGuaranteedRef { prepare(frame, $0) }
      }
    }
  }

  /// Enters the frame of a generator that a `for` loop asks for its next value.
  func enter(generator object: ObjectMemory) throws(Raised) -> Unmanaged<Frame>? {
    guard object.isSound else { return nil }
    guard object.with(GeneratorObject.self, { $0.isPlain && !$0.isFinished && !$0.isRunning }) else { return nil }
    if depth >= recursionLimit {
      throw Raised(Exceptions.recursionError, "maximum recursion depth exceeded")
    }
    return object.with(GeneratorObject.self) { generator in
      generator.begin()
      depth &+= 1
      let frame = Unmanaged.passUnretained(generator.frame)
      frame._withUnsafeGuaranteedRef { frame in
        frame.caller = currentFrame
        takeUp(frame)
        frame.purpose = .iteration
        frame.subject = object.memory
        Counting.retain(object.memory)
        currentFrame = frame
      }
      return frame
    }
  }

  // MARK: Leaving

  /// Ends a frame that was entered for the value of a call or operator, with that in a register or constant of it; gives
  /// the frame that goes on behind its step, `nil` if there is more to do.
  @inline(__always)
  func leave(call ended: Activation, with result: Int32) -> Activation? {
    let purpose = ended.frame._withUnsafeGuaranteedRef { $0.purpose }
    guard !purpose.isOfGenerator else { return nil }
    let caller = callerFrame(of: ended.frame)
    let (now, value) = (Activation(caller), ended.register(result))
    let target = now.register(now.step.a)
    switch purpose {
    case .initializer:
      guard value.isNone, let subject = ended.frame._withUnsafeGuaranteedRef({ $0.subject }) else { return nil }
      ended.frame._withUnsafeGuaranteedRef { $0.subject = nil }
      target.store(reference: subject)
    case .operation where value.isObject && value.reference == known.notImplemented: return nil
    // Constants stay where they are.
    default: if result >= 0 { target.take(value) } else { target.copy(value) }
    }
    depth &-= 1
    caller._withUnsafeGuaranteedRef { currentFrame = $0 }
    release(ended.frame)
    return now
  }

  /// Ends a frame that was entered, with the value in a register or constant of it; gives the frame that goes on.
  func leave(_ ended: Activation, with result: Int32) throws(Raised) -> Unmanaged<Frame> {
    try leave(ended, with: ended.register(result), ended.frame._withUnsafeGuaranteedRef { $0.purpose })
  }

  private func leave(
    _ ended: Activation, with result: Slot, _ purpose: Frame.Purpose
  ) throws(Raised) -> Unmanaged<Frame> {
    let caller = callerFrame(of: ended.frame)
    let now = Activation(caller)
    let step = now.step
    switch purpose {
    case .call: now.register(step.a).copy(result)
    case .initializer:
      let value = result.value
      guard value.isNone || value.poison != nil else {
        discard(ended.frame, caller)
        throw .typeError("__init__() should return None, not '\(value.typeName)'")
      }
      ended.frame._withUnsafeGuaranteedRef { frame in
        if let subject = frame.subject { now.register(step.a).store(reference: subject) }
        frame.subject = nil
      }
    case .operation:
      let value = result.value
      guard value.object === NotImplementedObject.shared else {
        now.register(step.a).store(value)
        break
      }
      discard(ended.frame, caller)
      let (x, y) = (now.register(step.b).value, now.register(step.c).value)
      let isInPlace = step.extra & 0x80 != 0
      now.register(step.a).store(
        try binary(BinaryOperator(rawValue: step.extra & 0x1F) ?? .add, refusedBy: x, y, inPlace: isInPlace))
      now.step = step + 1
      return caller
    case .iteration, .consumption:
      let value = result.value
      if let subject = ended.frame._withUnsafeGuaranteedRef({ $0.subject }) {
        ObjectMemory(subject).with(GeneratorObject.self) {
          $0.isFinished = true
          $0.result = value
        }
      }
      discard(ended.frame, caller)
      if purpose == .consumption { return try finish(ended.frame._withUnsafeGuaranteedRef { $0.consumer }, caller) }
      now.register(step.b).clear()
      if step.opcode == .yieldFrom {
        now.register(step.a).store(value)
        now.step = step + 1
      } else {
        now.step = step.target
      }
      return caller
    }
    now.step = step + 1
    discard(ended.frame, caller)
    return caller
  }

  /// Hands what a generator yields to the loop or function that asks for it, through the generators that delegate to it;
  /// gives the frame that goes on, `nil` if `entry` itself yields it in the end.
  @inline(__always)
  func pass(_ value: Slot, of yielding: Activation, until entry: Unmanaged<Frame>) throws(Raised) -> Unmanaged<Frame>? {
    var (now, value) = (yielding, value)
    while true {
      let purpose = now.frame._withUnsafeGuaranteedRef { frame in
        frame.isSuspended = true
        return frame.purpose
      }
      if now.frame.toOpaque() == entry.toOpaque() { return nil }
      if purpose == .consumption { return try consume(value, of: now) }
      let next = suspend(now.frame, with: value)
      if !next.isDelegating { return next.caller }
      now = Activation(next.caller)
      value = now.register(now.step.a)
    }
  }

  /// Suspends the frame of a generator, giving the loop that called it a value; gives the frame of the loop, and whether
  /// it is not a loop but a `yield from`, which stays where it is.
  func suspend(_ ended: Unmanaged<Frame>, with value: Slot) -> (caller: Unmanaged<Frame>, isDelegating: Bool) {
    ended._withUnsafeGuaranteedRef { if handled.count > $0.handledBase { lay($0) } }
    let caller = callerFrame(of: ended)
    let now = Activation(caller)
    let step = now.step
    now.register(step.a).copy(value)
    let isDelegating = step.opcode == .yieldFrom
    if !isDelegating { now.step = step + 1 }
    discard(ended, caller)
    return (caller, isDelegating)
  }

  /// Suspends the frame of a generator whose value its caller is to look at.
  func suspend(consumed ended: Unmanaged<Frame>, _ caller: Unmanaged<Frame>) {
    ended._withUnsafeGuaranteedRef { if handled.count > $0.handledBase { lay($0) } }
    discard(ended, caller)
  }

  /// Ends a frame in which an exception was raised that it does not handle.
  func abandon(_ frame: Unmanaged<Frame>) {
    if frame._withUnsafeGuaranteedRef({ $0.purpose.isOfGenerator }),
      let subject = frame._withUnsafeGuaranteedRef({ $0.subject })
    {
      ObjectMemory(subject).with(GeneratorObject.self) { $0.isFinished = true }
    }
    discard(frame, callerFrame(of: frame))
  }

  @inline(__always)
  func callerFrame(of frame: Unmanaged<Frame>) -> Unmanaged<Frame> {
    frame._withUnsafeGuaranteedRef { frame in
      // A frame that was entered in the loop has been called by one.
      Unmanaged.passUnretained(frame.caller.unsafelyUnwrapped)
    }
  }

  /// Gives a frame back to its code, or a generator its frame.
  @inline(__always)
  private func discard(_ frame: Unmanaged<Frame>, _ caller: Unmanaged<Frame>) {
    depth &-= 1
    caller._withUnsafeGuaranteedRef { currentFrame = $0 }
    if frame._withUnsafeGuaranteedRef({ $0.purpose.isOfGenerator }) {
      frame._withUnsafeGuaranteedRef { frame in
        if let subject = frame.subject {
          ObjectMemory(subject).with(GeneratorObject.self) { $0.isRunning = false }
          frame.subject = nil
          Counting.release(subject)
        }
      }
    } else {
      release(frame)
    }
  }

  /// Empties the frame of a function and gives it back to its code.
  @inline(__always)
  func release(_ frame: Unmanaged<Frame>) {
    frame._withUnsafeGuaranteedRef { frame in
      frame.clear()
      if let subject = frame.subject {
        frame.subject = nil
        Counting.release(subject)
      }
    }
    guard let function = frame._withUnsafeGuaranteedRef({ $0.function }) else { return }
    frame._withUnsafeGuaranteedRef { frame in
      frame.function = nil
      Unmanaged.passUnretained(frame.code)._withUnsafeGuaranteedRef { $0.keep(Unmanaged.passUnretained(frame)) }
    }
    // Last, since the function may be what keeps the code.
    Counting.release(function)
  }
}
