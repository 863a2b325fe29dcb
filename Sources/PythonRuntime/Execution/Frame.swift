import Kernels

/// One activation of a code object.
final class Frame {
  let code: CodeObject
  /// `nil` is an unbound variable.
  let registers: UnsafeMutablePointer<Value?>
  /// The instruction that runs.
  var position = 0
  /// The frame that called this one.
  unowned(unsafe) var caller: Frame?
  /// The names of a class body.
  var classNames: DictObject?
  /// What `__prepare__` gave instead of a dictionary.
  var classMapping: Value?
  /// How many exceptions were being handled when it began.
  var handledBase = 0
  /// Whether a generator has come to a `yield` rather than to its end.
  var isSuspended = false

  init(_ code: CodeObject) {
    self.code = code
    let count = max(code.registerCount, 1)
    registers = UnsafeMutablePointer<Value?>.allocate(capacity: count)
    registers.initialize(repeating: nil, count: count)
  }

  deinit {
    let count = max(code.registerCount, 1)
    registers.deinitialize(count: count)
    registers.deallocate()
  }

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
}
