import Kernels
import PythonRuntime

extension Standard.Operator {
  static let add = Function("add(a, b, /)") { call in try call.context.binary(.add, call[0], call[1]) }
  static let sub = Function("sub(a, b, /)") { call in try call.context.binary(.subtract, call[0], call[1]) }
  static let mul = Function("mul(a, b, /)") { call in try call.context.binary(.multiply, call[0], call[1]) }
  static let matmul = Function("matmul(a, b, /)") { call in try call.context.binary(.matrixMultiply, call[0], call[1]) }
  static let truediv = Function("truediv(a, b, /)") { call in try call.context.binary(.divide, call[0], call[1]) }
  static let floordiv = Function("floordiv(a, b, /)") { call in
    try call.context.binary(.floorDivide, call[0], call[1])
  }
  static let mod = Function("mod(a, b, /)") { call in try call.context.binary(.modulo, call[0], call[1]) }
  static let pow = Function("pow(a, b, /)") { call in try call.context.binary(.power, call[0], call[1]) }
  static let lshift = Function("lshift(a, b, /)") { call in try call.context.binary(.leftShift, call[0], call[1]) }
  static let rshift = Function("rshift(a, b, /)") { call in try call.context.binary(.rightShift, call[0], call[1]) }
  static let and = Function("and_(a, b, /)") { call in try call.context.binary(.and, call[0], call[1]) }
  static let or = Function("or_(a, b, /)") { call in try call.context.binary(.or, call[0], call[1]) }
  static let xor = Function("xor(a, b, /)") { call in try call.context.binary(.xor, call[0], call[1]) }

  static let iadd = Function("iadd(a, b, /)") { call in try call.context.inPlace(.add, call[0], call[1]) }
  static let isub = Function("isub(a, b, /)") { call in try call.context.inPlace(.subtract, call[0], call[1]) }
  static let imul = Function("imul(a, b, /)") { call in try call.context.inPlace(.multiply, call[0], call[1]) }
  static let imatmul = Function("imatmul(a, b, /)") { call in
    try call.context.inPlace(.matrixMultiply, call[0], call[1])
  }
  static let itruediv = Function("itruediv(a, b, /)") { call in try call.context.inPlace(.divide, call[0], call[1]) }
  static let ifloordiv = Function("ifloordiv(a, b, /)") { call in
    try call.context.inPlace(.floorDivide, call[0], call[1])
  }
  static let imod = Function("imod(a, b, /)") { call in try call.context.inPlace(.modulo, call[0], call[1]) }
  static let ipow = Function("ipow(a, b, /)") { call in try call.context.inPlace(.power, call[0], call[1]) }
  static let ilshift = Function("ilshift(a, b, /)") { call in try call.context.inPlace(.leftShift, call[0], call[1]) }
  static let irshift = Function("irshift(a, b, /)") { call in try call.context.inPlace(.rightShift, call[0], call[1]) }
  static let iand = Function("iand(a, b, /)") { call in try call.context.inPlace(.and, call[0], call[1]) }
  static let ior = Function("ior(a, b, /)") { call in try call.context.inPlace(.or, call[0], call[1]) }
  static let ixor = Function("ixor(a, b, /)") { call in try call.context.inPlace(.xor, call[0], call[1]) }

  static let lt = Function("lt(a, b, /)") { call in try call.context.compare(.less, call[0], call[1]) }
  static let le = Function("le(a, b, /)") { call in try call.context.compare(.lessOrEqual, call[0], call[1]) }
  static let eq = Function("eq(a, b, /)") { call in try call.context.compare(.equal, call[0], call[1]) }
  static let ne = Function("ne(a, b, /)") { call in try call.context.compare(.notEqual, call[0], call[1]) }
  static let ge = Function("ge(a, b, /)") { call in try call.context.compare(.greaterOrEqual, call[0], call[1]) }
  static let gt = Function("gt(a, b, /)") { call in try call.context.compare(.greater, call[0], call[1]) }

  static let neg = Function("neg(a, /)") { call in try call.context.unary(.negative, call[0]) }
  static let pos = Function("pos(a, /)") { call in try call.context.unary(.positive, call[0]) }
  static let inv = Function("inv(a, /)") { call in try call.context.unary(.invert, call[0]) }
  static let invert = Function("invert(a, /)") { call in try call.context.unary(.invert, call[0]) }
  static let not = Function("not_(a, /)") { call in .bool(try !call.context.truth(call[0])) }
  static let truth = Function("truth(a, /)") { call in .bool(try call.context.truth(call[0])) }
  static let abs = Function("abs(a, /)") { call in try call.context.callBuiltin("abs", [call[0]]) }
  static let index = Function("index(a, /)") { call in
    call[0].object is BigIntObject ? call[0] : .int(try call.context.index(call[0]))
  }
  static let `is` = Function("is_(a, b, /)") { call in .bool(call[0].isIdentical(to: call[1])) }
  static let isNot = Function("is_not(a, b, /)") { call in .bool(!call[0].isIdentical(to: call[1])) }

  /// The names of the special methods stand for the same functions.
  static let aliases: [any Member] = members.compactMap { member in
    guard let function = member as? Function else { return nil }
    let plain =
      function.name.bytes.last == UInt8(ascii: "_") ? Array(function.name.bytes.dropLast()) : function.name.bytes
    let others: Set<PythonString> = ["truth", "is", "is_not", "countOf", "indexOf", "length_hint"]
    if others.contains(PythonString(bytes: plain)) { return nil }
    return FunctionAlias(PythonString(bytes: Array("__".utf8) + plain + Array("__".utf8)), function)
  }
}

/// A function under a second name.
struct FunctionAlias: Member {
  let name: PythonString
  private let function: Function

  init(_ name: PythonString, _ function: Function) {
    self.name = name
    self.function = function
  }

  func value(in type: TypeObject) -> Value { function.value(in: type) }
}

extension Context {
  /// Calls a function that needs no import, as Python has it before the notebook changes anything.
  func callBuiltin(_ name: PythonString, _ arguments: [Value]) throws(Raised) -> Value {
    guard let function = builtins[name] else { throw unsupportedNow("'\(name)'") }
    return try call(function, arguments)
  }
}

extension Context {
  /// `issubclass(type, other)`, abstract classes included.
  func isSubclass(_ type: TypeObject, of other: Value) throws(Raised) -> Bool {
    try isSubclass(.object(type), ofAny: other)
  }
}
