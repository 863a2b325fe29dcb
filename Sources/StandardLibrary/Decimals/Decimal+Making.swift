import BigInt
import Kernels
import PythonRuntime

extension Standard.DecimalClass {
  static let new = Constructor("Decimal(cls, value='0', context=None)") { call in
    let context = try decimalContext(call)
    return DecimalObject.value(try made(call[1], context, call))
  }

  static let fromFloat = ClassMethod("from_float(cls, f, /)") { call in
    let type = call.receivingClass ?? DecimalObject.type
    let decimal: Value
    if let integer = call[1].bigInt {
      decimal = DecimalObject.value(DecimalNumber(integer))
    } else {
      guard case .float(let number) = call[1] else { throw Raised.typeError("argument must be int or float") }
      decimal = DecimalObject.value(DecimalNumber(number))
    }
    return type === DecimalObject.type ? decimal : try call.context.call(.object(type), [decimal])
  }

  /// The exact number that a value says.
  static func made(_ value: Value, _ context: DecimalContextObject, _ call: Call) throws(Raised) -> DecimalNumber {
    if let known = DecimalObject.number(value) { return known }
    switch value {
    case .string(let text):
      if let number = DecimalText.parsed(text) { return number }
      try context.note(.conversionSyntax)
      return .nan
    case .float(let number):
      try context.note(.floatOperation)
      return DecimalNumber(number)
    default: break
    }
    if value.cast(to: TupleObject.self) != nil || value.cast(to: ListObject.self) != nil {
      return try fromParts(call.context.items(of: value), context, call)
    }
    throw .typeError("conversion from \(value.typeName) to Decimal is not supported")
  }

  /// `Decimal((sign, digits, exponent))`.
  private static func fromParts(
    _ parts: [Value], _ context: DecimalContextObject, _ call: Call
  ) throws(Raised) -> DecimalNumber {
    guard parts.count == 3 else { throw .valueError("argument must be a sequence of length 3") }
    guard let sign = parts[0].bigInt, sign == 0 || sign == 1 else {
      throw .valueError("sign must be an integer with the value 0 or 1")
    }
    guard parts[1].cast(to: TupleObject.self) != nil || parts[1].cast(to: ListObject.self) != nil else {
      throw .valueError("coefficient must be a tuple of digits")
    }
    var digits = ""
    for item in try call.context.items(of: parts[1]) {
      guard case .int(let digit) = item, (0...9).contains(digit) else {
        throw .valueError("coefficient must be a tuple of digits")
      }
      digits += String(digit)
    }
    let coefficient = BigUInt(digits.isEmpty ? "0" : digits) ?? 0
    switch parts[2] {
    case "F": return .infinity(isNegative: sign == 1)
    case "n": return .nan(.quiet, isNegative: sign == 1, payload: coefficient)
    case "N": return .nan(.signaling, isNegative: sign == 1, payload: coefficient)
    case .string: throw .valueError("string argument in the third position must be 'F', 'n' or 'N'")
    case .int(let exponent): return DecimalNumber(isNegative: sign == 1, coefficient, exponent: exponent)
    default: throw .valueError("exponent must be an integer")
    }
  }

  /// The `context` argument, or the current one.
  static func decimalContext(_ call: Call) throws(Raised) -> DecimalContextObject {
    if call.isNone("context") { return call.context.decimalContext }
    guard let context = call["context"].cast(to: DecimalContextObject.self) else {
      throw .typeError("optional argument must be a context")
    }
    return context
  }

  /// An operand: a decimal or an integer.
  static func operand(_ value: Value) throws(Raised) -> DecimalNumber {
    if let number = DecimalObject.number(value) { return number }
    throw .typeError("conversion from \(value.typeName) to Decimal is not supported")
  }

  /// `self`.
  static func own(_ call: Call) throws(Raised) -> DecimalNumber { try call.receiver(as: DecimalObject.self).number }
}

extension Value {
  fileprivate static func ~= (pattern: String, value: Value) -> Bool { value.stringValue == PythonString(pattern) }
}
