import BigInt
import Kernels

extension Builtins.Functions {
  static let abs = Function("abs(x, /)") { call in
    switch call[0] {
    case .int(let value): return value >= 0 ? .int(value) : try call.context.unary(.negative, call[0])
    case .float(let value): return .float(value.magnitude)
    case .bool(let value): return .int(value ? 1 : 0)
    case .object(let object):
      if let big = object as? BigIntObject { return BigIntObject.value(BigInt(big.value.magnitude)) }
      if let method = object.type.special("__abs__") { return try call.context.callSpecial(method, on: object, []) }
      if let native = (object as? DispatchingObject)?.native {
        return try call.context.call(call.context.builtins["abs"] ?? .none, [native])
      }
    default: break
    }
    throw Raised.typeError("bad operand type for abs(): '\(call[0].typeName)'")
  }

  static let round = Function("round(number, ndigits=None)") { call in
    if let object = call[0].object, let method = object.type.special("__round__") {
      return try call.context.callSpecial(method, on: object, call.isGiven("ndigits") ? [call[1]] : [])
    }
    let digits = try call.isNone("ndigits") ? nil : call.clampedInt("ndigits")
    switch (call[0].object as? DispatchingObject)?.native ?? call[0] {
    case .int, .bool: return try Rounding.integer(call[0], digits)
    case .float(let value): return try Rounding.float(value, digits)
    case .object(let object):
      if object is BigIntObject { return try Rounding.integer(call[0], digits) }
      if let clock = object as? ClockNumber {
        return .object(ClockNumber(try call.context.double(Rounding.float(clock.value, digits ?? 0)) ?? .nan))
      }
    default: break
    }
    throw Raised.typeError("type \(call[0].typeName) doesn't define __round__ method")
  }

  static let divmod = Function("divmod(a, b, /)") { call in
    if let object = call[0].object, let method = object.type.special("__divmod__") {
      let result = try call.context.callSpecial(method, on: object, [call[1]])
      if result.object !== NotImplementedObject.shared { return result }
    }
    if let object = call[1].object, let method = object.type.special("__rdivmod__") {
      let result = try call.context.callSpecial(method, on: object, [call[0]])
      if result.object !== NotImplementedObject.shared { return result }
    }
    do throws(Raised) {
      let quotient = try call.context.binary(.floorDivide, call[0], call[1])
      return .tuple([quotient, try call.context.binary(.modulo, call[0], call[1])])
    } catch {
      throw divisionFailure(error, call[0], call[1])
    }
  }

  /// What `divmod` says where `//` and `%` would speak of themselves.
  private static func divisionFailure(_ error: Raised, _ a: Value, _ b: Value) -> Raised {
    func isFloat(_ value: Value) -> Bool { if case .float = value { true } else { false } }
    if error.isException(of: Exceptions.zeroDivisionError), isFloat(a) || isFloat(b) {
      return .zeroDivision("float divmod()")
    }
    if error.isException(of: Exceptions.typeError), !(a.object is InstanceObject), !(b.object is InstanceObject) {
      return .typeError("unsupported operand type(s) for divmod(): '\(a.typeName)' and '\(b.typeName)'")
    }
    return error
  }

  static let pow = Function("pow(base, exp, mod=None)") { call in
    guard !call.isNone("mod") else { return try call.context.binary(.power, call[0], call[1]) }
    if let object = call[0].object, let method = object.type.special("__pow__") {
      let result = try call.context.callSpecial(method, on: object, [call[1], call[2]])
      if result.object !== NotImplementedObject.shared { return result }
    }
    guard let base = call[0].bigInt, let exponent = call[1].bigInt, let modulus = call[2].bigInt else {
      throw powerWithModulus(call)
    }
    return try BigIntArithmetic.power(base, exponent, modulus: modulus)
  }

  private static func powerWithModulus(_ call: Call) -> Raised {
    let parts = [call[0], call[1], call[2]]
    if parts.contains(where: { $0.object is ComplexObject }) { return .valueError("complex modulo") }
    let areNumbers = parts.allSatisfy {
      if case .float = $0 { return true }
      return $0.bigInt != nil
    }
    if areNumbers { return .typeError("pow() 3rd argument not allowed unless all arguments are integers") }
    let names = parts.map { "'\($0.typeName)'" }.joined(separator: ", ")
    return .typeError("unsupported operand type(s) for ** or pow(): \(names)")
  }

  static let hex = Function("hex(number, /)") { call in try based(call, 16, "0x") }
  static let oct = Function("oct(number, /)") { call in try based(call, 8, "0o") }
  static let bin = Function("bin(number, /)") { call in try based(call, 2, "0b") }

  private static func based(_ call: Call, _ radix: Int, _ prefix: String) throws(Raised) -> Value {
    let number: BigInt
    if let known = call[0].bigInt { number = known } else { number = BigInt(try call.context.index(call[0])) }
    let digits = try DecimalText.digits(number.magnitude, radix: radix)
    return .string(PythonString(bytes: Array(((number < 0 ? "-" : "") + prefix).utf8) + digits))
  }

  static let chr = Function("chr(i, /)") { call in
    if call[0].object is BigIntObject { throw Raised.overflowError("Python int too large to convert to C int") }
    let point = try call.int("i")
    if Int32(exactly: point) == nil {
      throw Raised.overflowError("Python int too large to convert to C int")
    }
    guard point >= 0, point < 0x110000 else { throw Raised.valueError("chr() arg not in range(0x110000)") }
    return .string(PythonString(codePoints: [UInt32(point)]))
  }

  static let ord = Function("ord(c, /)") { call in
    if let bytes = call[0].byteSequence?.bytes {
      guard bytes.count == 1 else {
        throw Raised.typeError("ord() expected a character, but string of length \(bytes.count) found")
      }
      return .int(Int(bytes[0]))
    }
    guard let text = call[0].stringValue else {
      throw Raised.typeError("ord() expected string of length 1, but \(call[0].typeName) found")
    }
    let count = text.codePointCount
    guard count == 1 else { throw Raised.typeError("ord() expected a character, but string of length \(count) found") }
    return .int(Int(text.codePoint(at: 0).point))
  }
}

/// Python's `round`.
package enum Rounding {
  /// Rounds a float half to even in its exact decimal value; without digits the result is an integer.
  package static func float(_ value: Double, _ digits: Int?) throws(Raised) -> Value {
    guard let digits else {
      if value.isNaN { throw Raised.valueError("cannot convert float NaN to integer") }
      if value.isInfinite { throw Raised.overflowError("cannot convert float infinity to integer") }
      return BigIntObject.value(BigInt(value.rounded(.toNearestOrEven)))
    }
    guard value.isFinite, value != 0 else { return .float(value) }
    if digits > 323 { return .float(value) }
    if digits < -308 { return .float(0 * value) }
    if digits >= 0 {
      var text: [UInt8] = []
      appendFixed(value, precision: digits, to: &text)
      return .float(Double(String(decoding: text, as: UTF8.self)) ?? value)
    }
    // CPython formats with that many digits too; the exact value decides, half to even.
    let scale = BigInt(10).power(-digits)
    let whole = BigInt(value.rounded(.towardZero))
    let hasFraction = value != value.rounded(.towardZero)
    let result = Double(nearestTo: rounded(whole, to: scale, sticky: hasFraction))
    if result.isInfinite { throw Raised.overflowError("rounded value too large to represent") }
    return .float(value.sign == .minus ? -result.magnitude : result)
  }

  /// Rounds an integer to a power of ten, half to even.
  package static func integer(_ value: Value, _ digits: Int?) throws(Raised) -> Value {
    guard let number = value.bigInt else { return value }
    guard let digits, digits < 0 else { return BigIntObject.value(number) }
    // Beyond the number's own size everything is zero.
    if -Double(digits) > Double(number.magnitude.bitWidth) * 0.302 + 2 { return 0 }
    return BigIntObject.value(rounded(number, to: BigInt(10).power(-digits), sticky: false))
  }

  private static func rounded(_ number: BigInt, to scale: BigInt, sticky: Bool) -> BigInt {
    let (quotient, rest) = BigInt(number.magnitude).quotientAndRemainder(dividingBy: scale)
    let twice = rest * 2
    let isUp = twice > scale || twice == scale && (sticky || quotient % 2 != 0)
    let result = (isUp ? quotient + 1 : quotient) * scale
    return number < 0 ? -result : result
  }
}
