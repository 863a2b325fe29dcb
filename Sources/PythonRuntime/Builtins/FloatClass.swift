import BigInt
import Kernels

extension Builtins.FloatClass {
  static let new = Constructor("float(cls, x=0.0, /)") { call in
    let value = call[1]
    if case .string(let text) = value {
      if let number = text.withText(parsedFloat) { return .float(number) }
      throw Raised.valueError("could not convert string to float: \(StringRepr.quoted(text))")
    }
    if let number = try call.context.double(value) { return .float(number) }
    if let index = try value.object?.index(in: call.context) { return .float(Double(index)) }
    if let bytes = try call.context.byteBuffer(value) {
      if let number = PythonString(bytes: bytes).withText(parsedFloat) { return .float(number) }
      let shown = try call.context.repr(value)
      throw Raised.valueError("could not convert string to float: \(shown)")
    }
    throw Raised.typeError("float() argument must be a string or a real number, not '\(value.typeName)'")
  }

  /// `self` as a float.
  private static func number(_ call: Call) throws(Raised) -> Double {
    if let number = try call.context.double(call[0]) { return number }
    throw .typeError(
      "descriptor '\(call.signature.name)' requires a 'float' object but received a '\(call[0].typeName)'")
  }

  static let isInteger = Method("is_integer(self)") { call in
    let value = try number(call)
    return .bool(value.isFinite && value == value.rounded(.towardZero))
  }

  static let asIntegerRatio = Method("as_integer_ratio(self)") { call in
    let value = try number(call)
    guard value.isFinite else {
      throw value.isNaN
        ? Raised.valueError("cannot convert NaN to integer ratio")
        : Raised.overflowError("cannot convert Infinity to integer ratio")
    }
    var (numerator, shift) = (value, 0)
    while numerator != numerator.rounded(.towardZero) {
      numerator *= 2
      shift += 1
    }
    return .tuple([BigIntObject.value(BigInt(numerator)), BigIntObject.value(BigInt(1) << shift)])
  }

  static let hex = Method("hex(self)") { call in .text(HexadecimalFloat.text(try number(call))) }

  static let fromhex = ClassMethod("fromhex(cls, string, /)") { call in
    guard case .string(let text) = call[1] else {
      throw Raised.typeError("bad argument type for built-in operation")
    }
    let value = Value.float(try HexadecimalFloat.parsed(text))
    guard let type = call.receivingClass, type !== Types.float else { return value }
    return try call.context.call(.object(type), [value])
  }

  static let conjugate = Method("conjugate(self)") { call in .float(try number(call)) }
  static let floor = Method("__floor__(self)") { call in try Builtins.IntClass.whole(number(call), .down) }
  static let ceil = Method("__ceil__(self)") { call in try Builtins.IntClass.whole(number(call), .up) }
  static let real = Property("real") { call in .float(try number(call)) }
  static let imag = Property("imag") { _ in 0.0 }
}
