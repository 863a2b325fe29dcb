import Kernels

/// One activation of a code object.
///
/// Frames of functions are kept by their code when they end, registers and all, and taken again by the next call.
final class Frame {
  /// Unowned, since code keeps frames: `keeper` or the running function keeps the code.
  unowned(unsafe) let code: CodeObject
  private let keeper: CodeObject?
  /// `nil` is an unbound variable. Room for one more than there are, for code without any; the constants lie before them,
  /// the first one last.
  let registers: UnsafeMutablePointer<Value?>
  private let registerCount: Int
  private let constantCount: Int
  /// The instruction that runs, as the machine reads it.
  var step: UnsafePointer<Step>
  let sites: UnsafeMutablePointer<Unmanaged<Site>>
  let globals: Unmanaged<Namespace>
  /// The frame that called this one.
  unowned(unsafe) var caller: Frame?
  /// The names of a class body.
  var classNames: DictObject?
  /// What `__prepare__` gave instead of a dictionary.
  var classMapping: Value?
  /// How many exceptions were being handled when it began.
  var handledBase = 0
  /// What was sent to a generator that delegates.
  var received: Value = .none
  /// The exceptions that a suspended generator handles.
  var suspendedHandled: [ExceptionObject] = []
  /// Whether a generator has come to a `yield` rather than to its end.
  var isSuspended = false
  /// What becomes of the value that it returns.
  var purpose = Purpose.call
  /// The function that goes through the values of a generator.
  var consumer = Context.Consumer.none
  /// The function that runs, with a reference of its own; `nil` in frames that are not taken from code.
  var function: UnsafeMutableRawPointer?
  /// The instance that an initializer fills, or the generator that runs, with a reference of its own.
  var subject: UnsafeMutableRawPointer?
  /// The next of the frames that code keeps.
  var next: Unmanaged<Frame>?

  enum Purpose: UInt8 {
    /// The value is that of the call.
    case call
    /// The value must be None; the call gives the instance.
    case initializer
    /// The value is that of an operator of the calling frame, unless it is NotImplemented.
    case operation
    /// The value is the next of a `for` loop in the calling frame.
    case iteration
    /// The value is the next for the built-in function that the calling frame calls.
    case consumption

    /// Whether the frame is that of a generator.
    @inline(__always)
    var isOfGenerator: Bool { rawValue >= Purpose.iteration.rawValue }
  }

  /// A frame for one activation.
  ///
  /// - Parameter isKept: whether the code will keep it, and must not be kept by it.
  init(_ code: CodeObject, isKept: Bool = false) {
    self.code = code
    keeper = isKept ? nil : code
    let (steps, sites) = code.settle()
    step = steps
    self.sites = sites
    globals = Unmanaged.passUnretained(code.globals)
    registerCount = max(code.registerCount, 1)
    constantCount = code.constants.count
    let memory = UnsafeMutablePointer<Value?>.allocate(capacity: constantCount + registerCount)
    for (i, constant) in code.constants.enumerated() {
      (memory + (constantCount - 1 - i)).initialize(to: constant)
    }
    registers = memory + constantCount
    registers.initialize(repeating: nil, count: registerCount)
  }

  deinit {
    let memory = registers - constantCount
    memory.deinitialize(count: constantCount + registerCount)
    memory.deallocate()
  }

  /// The position of the instruction that runs.
  var position: Int {
    get { step - code.steps.unsafelyUnwrapped }
    set { step = code.steps.unsafelyUnwrapped + newValue }
  }

  /// A register, or a constant of the code, which has a negative number.
  @inline(__always)
  subscript(register: Int32) -> Value {
    get { registers[Int(register)] ?? .none }
    set { registers[Int(register)] = newValue }
  }

  /// The cell in a register.
  @inline(__always)
  func cell(_ register: Int32) -> CellObject {
    if case .object(let object)? = registers[Int(register)], let cell = object as? CellObject { return cell }
    let cell = CellObject(registers[Int(register)])
    registers[Int(register)] = .object(cell)
    return cell
  }

  /// Empties the frame of a generator that is gone, and gives it back to its code if it was taken from there.
  func giveBack() {
    guard let function else { return }
    clear()
    isSuspended = false
    received = .none
    suspendedHandled = []
    self.function = nil
    code.keep(Unmanaged.passRetained(self))
    // Last, since the function may be what keeps the code.
    Unmanaged<FunctionObject>.fromOpaque(function).release()
  }

  /// Unbinds all registers.
  @inline(__always)
  func clear() {
    var memory = UnsafeMutableRawPointer(registers)
    for _ in 0..<registerCount {
      Slot(memory).clear()
      memory += Slot.stride
    }
  }
}

extension CodeObject {
  /// Puts instructions and sites where the machine finds them, once the code is complete.
  @discardableResult
  func settle() -> (UnsafePointer<Step>, UnsafeMutablePointer<Unmanaged<Site>>) {
    if let steps, let siteMemory { return (steps, siteMemory) }
    positionalTotal = parameterNames.count
    parameterTotal = positionalTotal + keywordOnlyNames.count
    hasCells = !cellRegisters.isEmpty || !freeRegisters.isEmpty
    if isSimple, parameterTotal == positionalTotal { exactCount = positionalTotal }
    if kind == .generator, !hasVariadic, !hasKeywordVariadic, parameterTotal == positionalTotal {
      exactCountOfGenerator = generatorArgument == nil ? positionalTotal : 1
    }
    let steps = UnsafeMutablePointer<Step>.allocate(capacity: max(instructions.count, 1))
    for (i, instruction) in instructions.enumerated() {
      (steps + i).initialize(to: Step(instruction, at: i, of: instructions))
    }
    self.steps = UnsafePointer(steps)
    let siteMemory = UnsafeMutablePointer<Unmanaged<Site>>.allocate(capacity: max(sites.count, 1))
    siteMemory.initialize(from: sites.map { Unmanaged.passUnretained($0) }, count: sites.count)
    self.siteMemory = siteMemory
    return (UnsafePointer(steps), siteMemory)
  }

  /// Frees what `settle` made, and the frames that are kept.
  func dissolve() {
    // Frames know the constants and steps.
    while let frame = spare {
      spare = frame._withUnsafeGuaranteedRef { $0.next }
      frame.release()
    }
    steps?.deallocate()
    siteMemory?.deallocate()
  }

  /// A frame that was kept, or a new one; with a reference that belongs to the caller.
  @inline(__always)
  func takeFrame() -> Unmanaged<Frame> {
    if let frame = spare {
      spare = frame._withUnsafeGuaranteedRef { $0.next }
      return frame
    }
    return Unmanaged.passRetained(Frame(self, isKept: true))
  }

  /// Keeps a frame that has ended, with the reference that belonged to the caller.
  @inline(__always)
  func keep(_ frame: Unmanaged<Frame>) {
    frame._withUnsafeGuaranteedRef { $0.next = spare }
    spare = frame
  }
}
