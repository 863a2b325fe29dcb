import BigInt
import Kernels

extension Builtins.IntClass {
  static let new = Constructor("int(cls, x=0, /, base=10)") { call in
    let value = call[1]
    if call.isGiven("base") {
      guard case .string(let text) = value else {
        throw Raised.typeError("int() can't convert non-string with explicit base")
      }
      return try IntegerText.parsed(text, base: call.int("base"))
    }
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number):
      if number.isNaN { throw Raised.valueError("cannot convert float NaN to integer") }
      if number.isInfinite { throw Raised.overflowError("cannot convert float infinity to integer") }
      return BigIntObject.value(BigInt(number.rounded(.towardZero)))
    case .string(let text): return try IntegerText.parsed(text, base: 10)
    case .object(let object):
      if let result = try object.int(in: call.context) { return result }
      if let index = try object.index(in: call.context) { return .int(index) }
    case .none: break
    }
    throw Raised.typeError(
      "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
  }

  static let bitLength = Method("bit_length(self)") { call in
    .int(call[0].bigInt.map { $0.magnitude.bitWidth } ?? 0)
  }

  static let isInteger = Method("is_integer(self)") { _ in true }
  static let conjugate = Method("conjugate(self)") { call in call[0] }
  static let real = Property("real") { call in call[0] }
  static let imag = Property("imag") { _ in 0 }
  static let numerator = Property("numerator") { call in call[0] }
  static let denominator = Property("denominator") { _ in 1 }
}

/// Integers from text.
enum IntegerText {
  /// `int(text, base)`.
  static func parsed(_ text: PythonString, base: Int) throws(Raised) -> Value {
    guard base == 0 || (2...36).contains(base) else {
      throw Raised.valueError("int() base must be >= 2 and <= 36, or 0")
    }
    if base == 10, case .value(let value) = text.withText(parsedInteger) { return .int(Int(value)) }
    if base & (base - 1) != 0, text.bytes.count > 4300 {
      throw .valueError(
        "Exceeds the limit (4300 digits) for integer string conversion: value has \(text.bytes.count) digits; "
          + "use sys.set_int_max_str_digits() to increase the limit")
    }
    let trimmed = text.through { text, _ in stripped(text) }
    guard
      let value = digits(trimmed.codePoints.map { CharacterClass.decimalValue($0).map { UInt32($0 + 48) } ?? $0 }, base)
    else { throw Raised.valueError("invalid literal for int() with base \(base): \(StringRepr.quoted(text))") }
    return BigIntObject.value(value)
  }

  private static func digits(_ points: [UInt32], _ base: Int) -> BigInt? {
    var text = String(String.UnicodeScalarView(points.compactMap(Unicode.Scalar.init))).lowercased()[...]
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text.removeFirst() }
    var radix = base
    for (prefix, own) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) && (base == own || base == 0) {
      text.removeFirst(2)
      radix = own
      if text.hasPrefix("_") { text.removeFirst() }
    }
    if radix == 0 { radix = 10 }
    guard let first = text.first, first != "_", text.last != "_", !text.contains("__"), first != "-", first != "+"
    else {
      return nil
    }
    return BigInt(text.filter { $0 != "_" }, radix: radix).map { isNegative ? -$0 : $0 }
  }
}

extension Builtins.BoolClass {
  static let new = Constructor("bool(cls, x=False, /)") { call in .bool(try call.context.truth(call[1])) }
}

extension Builtins.FloatClass {
  static let new = Constructor("float(cls, x=0.0, /)") { call in
    if case .string(let text) = call[1] {
      if let value = text.withText(parsedFloat) { return .float(value) }
      throw Raised.valueError("could not convert string to float: \(StringRepr.quoted(text))")
    }
    if let value = try call.context.double(call[1]) { return .float(value) }
    if let index = try call[1].object?.index(in: call.context) { return .float(Double(index)) }
    throw Raised.typeError("float() argument must be a string or a real number, not '\(call[1].typeName)'")
  }

  static let isInteger = Method("is_integer(self)") { call in
    let value = try call.context.double(call[0]) ?? .nan
    return .bool(value.isFinite && value == value.rounded(.towardZero))
  }

  static let asIntegerRatio = Method("as_integer_ratio(self)") { call in
    let value = try call.context.double(call[0]) ?? 0
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

  static let conjugate = Method("conjugate(self)") { call in call[0] }
  static let real = Property("real") { call in call[0] }
  static let imag = Property("imag") { _ in 0.0 }
}
