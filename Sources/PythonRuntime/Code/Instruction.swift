/// One step of a code object: registers and table positions in `a`, `b`, `c`.
///
/// Where an operand is only read it may be a constant, `~number` in place of a register.
struct Instruction {
  var opcode: Opcode
  /// An operator, a conversion or a flag.
  var extra: UInt8 = 0
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
}

/// What an instruction does. `r` are registers; those with a result write it to register `a`.
enum Opcode: UInt8 {
  // Values with a result in `a`.
  case loadConstant, loadGlobal, loadCell, loadName
  case add, subtract, multiply, modulo, floorDivide, divide, bitAnd, bitOr, bitXor, binary, inPlace, unary, not
  case compare, isSame, isIn
  case loadAttribute, loadItem, loadSlice
  case call, callMethod, callSpread
  case buildList, buildTuple, buildSet, buildDict, buildSlice, buildString, formatValue
  case makeFunction, makeClass, superObject
  case importName, importFrom
  case enterWith, awaitable, matchException, matchGroup, getIterator, yield, yieldFrom, listToTuple, annotate
  case matchSequence, matchMapping, matchClass, matchRest
  case escape

  /// The last opcode that writes register `a`.
  static let lastWithResult = Opcode.escape

  // Without a result.
  case move, storeGlobal, deleteGlobal, storeCell, deleteCell, makeCell, checkBound, unbind
  case storeName, deleteName
  case storeAttribute, deleteAttribute, storeItem, deleteItem
  case unpack, unpackStar
  case listAppend, setAdd, dictSet, listExtend, setUpdate, dictMerge
  case jump, jumpBack, jumpIfFalse, jumpIfTrue, forNext
  // Tests that jump: `extra` holds the operator, and in its highest bit whether the jump is taken if it is true.
  case compareJump, sameJump, inJump
  case returnValue, raise, raiseGroup, reraise, pushHandled, popHandled, exitWith, failAssertion
  case importStar, display, refuse, beginStatement
  // What some become as steps.
  case equalJump, lessJump, lessOrEqualJump, loopNext

  var hasResult: Bool { rawValue <= Opcode.lastWithResult.rawValue }
}
