/// An instruction as the machine reads it, at the position of the instruction that it is made of.
///
/// Registers and constants are bytes from the frame's first register on (constants lie before it), jumps are bytes from
/// this step on. What only `perform` does is left as it is: that reads the instruction.
struct Step {
  let opcode: Opcode
  let extra: UInt8
  let a: Int32
  let b: Int32
  let c: Int32

  /// How many bytes apart steps are.
  static let stride = 16

  init(_ instruction: Instruction, at position: Int, of instructions: [Instruction]) {
    let kinds = instruction.opcode.operandKinds
    func seen(_ operand: Int32, _ kind: OperandKind) -> Int32 {
      switch kind {
      case .number: operand
      case .register: operand * Int32(Slot.stride)
      case .constant: ~operand * Int32(Slot.stride)
      case .target: (operand - Int32(position)) * Int32(Step.stride)
      }
    }
    (opcode, extra) = Step.specialised(instruction, in: instructions)
    let (a, b) = (seen(instruction.a, kinds.a), seen(instruction.b, kinds.b))
    (self.a, self.b) = opcode != .equalJump && Step.isSwapped(instruction) ? (b, a) : (a, b)
    c = seen(instruction.c, kinds.c)
  }

  /// Comparisons that decide about a jump have an opcode for each pair of operators that are each other's reflection; the
  /// end of a `for` loop goes straight to the next item.
  private static func specialised(_ instruction: Instruction, in instructions: [Instruction]) -> (Opcode, UInt8) {
    if instruction.opcode == .jumpBack, instructions.indices.contains(Int(instruction.c)),
      instructions[Int(instruction.c)].opcode == .forNext
    {
      return (.loopNext, instruction.extra)
    }
    // Like comparisons, it says in its highest bit when it jumps.
    if instruction.opcode == .jumpIfTrue { return (.jumpIfTrue, instruction.extra | 0x80) }
    guard instruction.opcode == .compareJump else { return (instruction.opcode, instruction.extra) }
    switch ComparisonOperator(rawValue: instruction.extra & 7) {
    case .equal: return (.equalJump, instruction.extra)
    // Jumps where it is not equal.
    case .notEqual: return (.equalJump, instruction.extra ^ 0x80)
    case .less, .greater: return (.lessJump, instruction.extra)
    case .lessOrEqual, .greaterOrEqual: return (.lessOrEqualJump, instruction.extra)
    case nil: return (instruction.opcode, instruction.extra)
    }
  }

  /// Whether the operands stand the other way round: of `>` and `>=`, which are made of `<` and `<=`.
  private static func isSwapped(_ instruction: Instruction) -> Bool {
    instruction.opcode == .compareJump && isSwapped(instruction.extra)
  }

  /// The same, by the operator.
  @inline(__always)
  static func isSwapped(_ extra: UInt8) -> Bool { extra & 7 >= ComparisonOperator.greater.rawValue }
}

/// What an operand of an instruction is.
enum OperandKind {
  /// Anything that is not in memory.
  case number
  /// A register, or a constant as `~number`; -1 where there is none.
  case register
  /// The number of a constant.
  case constant
  /// The position to which it jumps.
  case target
}

extension Opcode {
  /// What the operands of the instructions are that the machine's loop reads itself.
  var operandKinds: (a: OperandKind, b: OperandKind, c: OperandKind) {
    switch self {
    case .loadConstant: (.register, .constant, .number)
    case .move, .storeAttribute, .yield, .yieldFrom, .loadCell, .storeCell, .listAppend, .call, .callMethod,
      .loadAttribute, .buildTuple, .buildList, .buildString, .unpack, .formatValue, .enterWith, .exitWith, .not, .unary,
      .getIterator:
      (.register, .register, .number)
    case .loadGlobal, .checkBound, .unbind, .returnValue, .raise, .pushHandled: (.register, .number, .number)
    case .storeGlobal: (.number, .register, .number)
    case .add, .subtract, .multiply, .modulo, .floorDivide, .divide, .bitAnd, .bitOr, .bitXor, .binary, .inPlace,
      .compare, .isIn, .loadItem, .loadSlice, .storeItem, .dictSet, .setAdd, .matchException,
      .superObject:
      (.register, .register, .register)
    case .jump, .jumpBack: (.number, .number, .target)
    case .jumpIfFalse, .jumpIfTrue: (.register, .number, .target)
    case .forNext, .compareJump, .sameJump, .inJump: (.register, .register, .target)
    default: (.number, .number, .number)
    }
  }
}

extension UnsafePointer<Step> {
  @inline(__always)
  var opcode: Opcode { pointee.opcode }
  @inline(__always)
  var extra: UInt8 { pointee.extra }
  @inline(__always)
  var a: Int32 { pointee.a }
  @inline(__always)
  var b: Int32 { pointee.b }
  @inline(__always)
  var c: Int32 { pointee.c }

  /// Where it jumps.
  @inline(__always)
  var target: UnsafePointer<Step> {
    (UnsafeRawPointer(self) + Int(pointee.c)).assumingMemoryBound(to: Step.self)
  }
}
