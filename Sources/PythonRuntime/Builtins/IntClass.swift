import BigInt
import Kernels

extension Builtins.IntClass {
  static let new = Constructor("int(cls, x=0, /, base=10)") { call in
    let value = call[1]
    if call.isGiven("base") {
      guard call.isGiven("x") else { throw Raised.typeError("int() missing string argument") }
      let base = try call.clampedInt("base")
      if case .string(let text) = value { return try IntegerText.parsed(text, base: base) }
      if let bytes = value.byteSequence?.bytes { return try IntegerText.parsed(bytes: bytes, base: base) }
      throw Raised.typeError("int() can't convert non-string with explicit base")
    }
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number): return try whole(number)
    case .string(let text): return try IntegerText.parsed(text, base: 10)
    case .object(let object):
      if let result = try object.int(in: call.context) { return result }
      if let index = try object.index(in: call.context) { return .int(index) }
      if let method = object.type.special("__trunc__") {
        return try call.context.call(.object(Types.int), [call.context.callSpecial(method, on: object, [])])
      }
      if let bytes = try call.context.byteBuffer(value) { return try IntegerText.parsed(bytes: bytes, base: 10) }
    case .none: break
    }
    throw Raised.typeError(
      "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
  }

  /// The integer part of a float.
  static func whole(_ number: Double, _ rule: FloatingPointRoundingRule = .towardZero) throws(Raised) -> Value {
    if number.isNaN { throw Raised.valueError("cannot convert float NaN to integer") }
    if number.isInfinite { throw Raised.overflowError("cannot convert float infinity to integer") }
    let whole = number.rounded(rule)
    return Int(exactly: whole).map { .int($0) } ?? BigIntObject.value(BigInt(whole))
  }

  /// `self` as an integer.
  private static func number(_ call: Call) throws(Raised) -> BigInt {
    if let number = call[0].bigInt { return number }
    throw .typeError("descriptor '\(call.signature.name)' requires a 'int' object but received a '\(call[0].typeName)'")
  }

  static let bitLength = Method("bit_length(self)") { call in .int(try number(call).magnitude.bitWidth) }

  static let bitCount = Method("bit_count(self)") { call in
    .int(try number(call).magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
  }

  static let asIntegerRatio = Method("as_integer_ratio(self)") { call in
    .tuple([BigIntObject.value(try number(call)), 1])
  }

  static let toBytes = Method("to_bytes(self, length=1, byteorder='big', *, signed=False)") { call in
    let number = try number(call)
    let length = try call.int("length")
    if length < 0 { throw Raised.valueError("length argument must be non-negative") }
    let isBig = try isBigEndian(call)
    let isSigned = try call.bool("signed")
    if number < 0, !isSigned { throw Raised.overflowError("can't convert negative int to unsigned") }
    if length > 1 << 31 { throw Raised(Exceptions.memoryError, "") }
    let size = max(length, 1)
    guard let bytes = PackedNumber.bytes(of: number, size: size, isSigned: isSigned), length > 0 || number == 0 else {
      throw Raised.overflowError("int too big to convert")
    }
    let kept = Array(bytes.prefix(length))
    return .object(BytesObject(isBig ? kept.reversed() : kept))
  }

  static let fromBytes = ClassMethod("from_bytes(cls, bytes, byteorder='big', *, signed=False)") { call in
    let isBig = try isBigEndian(call)
    let source = call["bytes"]
    let bytes: [UInt8]
    if let known = try call.context.byteBuffer(source) {
      bytes = known
    } else {
      if source.stringValue != nil || source.bigInt != nil {
        throw Raised.typeError("cannot convert '\(source.typeName)' object to bytes")
      }
      bytes = try ByteText.bytes(ofItems: source, message: "bytes must be in range(0, 256)", in: call.context)
    }
    let value = PackedNumber.integer(isBig ? bytes.reversed() : bytes, isSigned: try call.bool("signed"))
    guard let type = call.receivingClass, type !== Types.int else { return value }
    return try call.context.call(.object(type), [value])
  }

  private static func isBigEndian(_ call: Call) throws(Raised) -> Bool {
    guard case .string(let order) = call["byteorder"] else {
      throw .typeError(
        "\(call.signature.name)() argument 'byteorder' must be str, not \(call["byteorder"].typeName)")
    }
    if order != "big", order != "little" { throw .valueError("byteorder must be either 'little' or 'big'") }
    return order == "big"
  }

  static let conjugate = Method("conjugate(self)") { call in BigIntObject.value(try number(call)) }
  static let floor = Method("__floor__(self)") { call in BigIntObject.value(try number(call)) }
  static let ceil = Method("__ceil__(self)") { call in BigIntObject.value(try number(call)) }
  static let real = Property("real") { call in BigIntObject.value(try number(call)) }
  static let imag = Property("imag") { _ in 0 }
  static let numerator = Property("numerator") { call in BigIntObject.value(try number(call)) }
  static let denominator = Property("denominator") { _ in 1 }
}

extension Builtins.BoolClass {
  static let new = Constructor("bool(cls, x=False, /)") { call in .bool(try call.context.truth(call[1])) }
}
