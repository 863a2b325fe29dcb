import BigInt
import Kernels
import PythonRuntime

extension Standard.DecimalClass {
  static let adjusted = Method("adjusted(self)") { call in .int(try own(call).adjusted) }
  static let canonical = Method("canonical(self)") { call in call.receiver }
  static let conjugate = Method("conjugate(self)") { call in call.receiver }
  static let real = Property("real") { call in call.receiver }
  static let imag = Property("imag") { _ in DecimalObject.value(DecimalNumber(0)) }
  static let radix = Method("radix(self)") { _ in DecimalObject.value(DecimalNumber(10)) }
  static let copyAbs = Method("copy_abs(self)") { call in DecimalObject.value(try own(call).magnitude) }
  static let copyNegate = Method("copy_negate(self)") { call in DecimalObject.value(try own(call).negated) }

  static let isCanonical = Method("is_canonical(self)") { _ in true }
  static let isFinite = Method("is_finite(self)") { call in .bool(try own(call).isFinite) }
  static let isInfinite = Method("is_infinite(self)") { call in .bool(try own(call).isInfinite) }
  static let isNan = Method("is_nan(self)") { call in .bool(try own(call).isNaN) }
  static let isQnan = Method("is_qnan(self)") { call in .bool(try own(call).kind == .quiet) }
  static let isSnan = Method("is_snan(self)") { call in .bool(try own(call).kind == .signaling) }
  static let isSigned = Method("is_signed(self)") { call in .bool(try own(call).isNegative) }
  static let isZero = Method("is_zero(self)") { call in .bool(try own(call).isZero) }
  static let isNormal = Method("is_normal(self, context=None)") { call in
    .bool(isNormal(try own(call), try decimalContext(call).settings))
  }
  static let isSubnormal = Method("is_subnormal(self, context=None)") { call in
    .bool(isSubnormal(try own(call), try decimalContext(call).settings))
  }
  static let numberClass = Method("number_class(self, context=None)") { call in
    .text(numberClass(try own(call), try decimalContext(call).settings))
  }

  static func isNormal(_ number: DecimalNumber, _ settings: DecimalSettings) -> Bool {
    number.isFinite && !number.isZero && number.adjusted >= settings.minimum
  }

  static func isSubnormal(_ number: DecimalNumber, _ settings: DecimalSettings) -> Bool {
    number.isFinite && !number.isZero && number.adjusted < settings.minimum
  }

  static func numberClass(_ number: DecimalNumber, _ settings: DecimalSettings) -> String {
    let sign = number.isNegative ? "-" : "+"
    switch number.kind {
    case .quiet: return "NaN"
    case .signaling: return "sNaN"
    case .infinite: return sign + "Infinity"
    case .finite: break
    }
    if number.isZero { return sign + "Zero" }
    return sign + (isSubnormal(number, settings) ? "Subnormal" : "Normal")
  }

  static let asTuple = Method("as_tuple(self)") { call in
    let number = try own(call)
    let digits = number.digits.utf8.map { Value.int(Int($0) - 48) }
    let parts: (digits: [Value], exponent: Value) =
      switch number.kind {
      case .finite: (digits, .int(number.exponent))
      case .infinite: ([0], "F")
      case .quiet: (number.coefficient == 0 ? [] : digits, "n")
      case .signaling: (number.coefficient == 0 ? [] : digits, "N")
      }
    let type = try Standard.DecimalModule.decimalTuple(in: call.context)
    return .object(TupleObject([number.isNegative ? 1 : 0, .tuple(parts.digits), parts.exponent], type: type))
  }

  static let asIntegerRatio = Method("as_integer_ratio(self)") { call in
    let ratio = try own(call).ratio()
    return .tuple([BigIntObject.value(ratio.numerator), BigIntObject.value(ratio.denominator)])
  }

  static let toEngString = Method("to_eng_string(self, context=None)") { call in
    let settings = try decimalContext(call).settings
    return .text(DecimalText.text(of: try own(call), capitals: settings.usesCapitals, isEngineering: true))
  }

  static let round = Method("__round__(self, ndigits=None)") { call in
    if !call.isGiven("ndigits") { return try whole(call, .halfEven) }
    guard let digits = call[1].bigInt else {
      throw Raised.typeError("optional arg must be an integer")
    }
    let number = try own(call)
    let exponent = Int(Swift.max(Swift.min(-digits, 1 << 60), -(1 << 60)))
    return DecimalObject.value(
      try call.context.decimalContext.run { $0.quantize(number, like: DecimalNumber(1, exponent: exponent)) })
  }
  static let floor = Method("__floor__(self)") { call in try whole(call, .floor) }
  static let ceil = Method("__ceil__(self)") { call in try whole(call, .ceiling) }
  static let trunc = Method("__trunc__(self)") { call in try whole(call, .down) }

  private static func whole(_ call: Call, _ rounding: DecimalRounding) throws -> Value {
    let number = try own(call)
    if number.isNaN { throw Raised.valueError("cannot convert NaN to integer") }
    if number.isInfinite { throw Raised.overflowError("cannot convert Infinity to integer") }
    var arithmetic = DecimalArithmetic(DecimalSettings())
    arithmetic.settings.rounding = rounding
    return BigIntObject.value(arithmetic.integral(number, notes: false).truncated)
  }
}
