import BigInt
import Kernels
import PythonRuntime

extension Standard.DecimalClass {
  static let exp = Method("exp(self, context=None)") { call in try unary(call) { $0.exponential($1) } }
  static let ln = Method("ln(self, context=None)") { call in try unary(call) { $0.logarithm($1) } }
  static let log10 = Method("log10(self, context=None)") { call in try unary(call) { $0.decimalLogarithm($1) } }
  static let sqrt = Method("sqrt(self, context=None)") { call in try unary(call) { $0.squareRoot($1) } }
  static let normalize = Method("normalize(self, context=None)") { call in try unary(call) { $0.normalize($1) } }
  static let nextMinus = Method("next_minus(self, context=None)") { call in
    try unary(call) { $0.next($1, isUp: false) }
  }
  static let nextPlus = Method("next_plus(self, context=None)") { call in try unary(call) { $0.next($1, isUp: true) } }
  static let logb = Method("logb(self, context=None)") { call in try unary(call) { $0.exponentOf($1) } }
  static let logicalInvert = Method("logical_invert(self, context=None)") { call in
    try unary(call) { $0.logical($1, DecimalNumber(0)) { a, _ in !a } }
  }
  static let absolute = Method("__abs__(self)") { call in
    let number = try own(call)
    return DecimalObject.value(try call.context.decimalContext.run { $0.absolute(number) })
  }

  static let compare = Method("compare(self, other, context=None)") { call in try binary(call) { $0.compare($1, $2) } }
  static let compareSignal = Method("compare_signal(self, other, context=None)") { call in
    try binary(call) { $0.compareSignal($1, $2) }
  }
  static let compareTotal = Method("compare_total(self, other, context=None)") { call in
    try binary(call) { DecimalNumber(BigInt(DecimalOrder.total($1, $2))) }
  }
  static let compareTotalMag = Method("compare_total_mag(self, other, context=None)") { call in
    try binary(call) { DecimalNumber(BigInt(DecimalOrder.totalMagnitudes($1, $2))) }
  }
  static let max = Method("max(self, other, context=None)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: true, byMagnitude: false) }
  }
  static let min = Method("min(self, other, context=None)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: false, byMagnitude: false) }
  }
  static let maxMag = Method("max_mag(self, other, context=None)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: true, byMagnitude: true) }
  }
  static let minMag = Method("min_mag(self, other, context=None)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: false, byMagnitude: true) }
  }
  static let remainderNear = Method("remainder_near(self, other, context=None)") { call in
    try binary(call) { $0.remainderNear($1, $2) }
  }
  static let nextToward = Method("next_toward(self, other, context=None)") { call in
    try binary(call) { $0.next($1, toward: $2) }
  }
  static let scaleb = Method("scaleb(self, other, context=None)") { call in try binary(call) { $0.scale($1, by: $2) } }
  static let shift = Method("shift(self, other, context=None)") { call in try binary(call) { $0.shift($1, by: $2) } }
  static let rotate = Method("rotate(self, other, context=None)") { call in try binary(call) { $0.rotate($1, by: $2) } }
  static let logicalAnd = Method("logical_and(self, other, context=None)") { call in
    try binary(call) { $0.logical($1, $2) { $0 && $1 } }
  }
  static let logicalOr = Method("logical_or(self, other, context=None)") { call in
    try binary(call) { $0.logical($1, $2) { $0 || $1 } }
  }
  static let logicalXor = Method("logical_xor(self, other, context=None)") { call in
    try binary(call) { $0.logical($1, $2) { $0 != $1 } }
  }
  static let copySign = Method("copy_sign(self, other, context=None)") { call in
    try binary(call) { $1.with(isNegative: $2.isNegative) }
  }

  static let fma = Method("fma(self, other, third, context=None)") { call in
    let (a, b, c) = (try own(call), try operand(call[1]), try operand(call[2]))
    return DecimalObject.value(try decimalContext(call).run { $0.fusedMultiplyAdd(a, b, c) })
  }

  static let quantize = Method("quantize(self, exp, rounding=None, context=None)") { call in
    let (a, b) = (try own(call), try operand(call[1]))
    let rounding = try DecimalRounding(call["rounding"])
    return DecimalObject.value(
      try decimalContext(call).run { arithmetic in
        if let rounding { arithmetic.settings.rounding = rounding }
        return arithmetic.quantize(a, like: b)
      })
  }

  static let toIntegralValue = Method("to_integral_value(self, rounding=None, context=None)") { call in
    try integral(call, notes: false)
  }
  static let toIntegral = Method("to_integral(self, rounding=None, context=None)") { call in
    try integral(call, notes: false)
  }
  static let toIntegralExact = Method("to_integral_exact(self, rounding=None, context=None)") { call in
    try integral(call, notes: true)
  }

  private static func integral(_ call: Call, notes: Bool) throws(Raised) -> Value {
    let number = try own(call)
    let rounding = try DecimalRounding(call["rounding"])
    return DecimalObject.value(
      try decimalContext(call).run { arithmetic in
        if let rounding { arithmetic.settings.rounding = rounding }
        return arithmetic.integral(number, notes: notes)
      })
  }

  static let sameQuantum = Method("same_quantum(self, other, context=None)") { call in
    .bool(hasSameQuantum(try own(call), try operand(call[1])))
  }

  static func hasSameQuantum(_ a: DecimalNumber, _ b: DecimalNumber) -> Bool {
    a.isNaN && b.isNaN || a.isInfinite && b.isInfinite || a.isFinite && b.isFinite && a.exponent == b.exponent
  }

  static let divmod = Method("__divmod__(self, value, /)") { call in
    try divided(call, by: DecimalObject.number(call[1]), isReflected: false)
  }
  static let reflectedDivmod = Method("__rdivmod__(self, value, /)") { call in
    try divided(call, by: DecimalObject.number(call[1]), isReflected: true)
  }

  private static func divided(_ call: Call, by other: DecimalNumber?, isReflected: Bool) throws(Raised) -> Value {
    guard let other else { return .notImplemented }
    let number = try own(call)
    let (a, b) = isReflected ? (other, number) : (number, other)
    let (quotient, rest) = try call.context.decimalContext.run { $0.divideWithRemainder(a, b) }
    return .tuple([DecimalObject.value(quotient), DecimalObject.value(rest)])
  }

  static let power = Method("__pow__(self, value, mod=None, /)") { call in
    guard let other = DecimalObject.number(call[1]) else { return .notImplemented }
    let number = try own(call)
    if call.isNone("mod") {
      return DecimalObject.value(try call.context.decimalContext.run { $0.power(number, other) })
    }
    guard let modulus = DecimalObject.number(call[2]) else { return .notImplemented }
    return DecimalObject.value(try call.context.decimalContext.run { $0.power(number, other, modulo: modulus) })
  }

  private static func unary(
    _ call: Call, _ operation: (inout DecimalArithmetic, DecimalNumber) -> DecimalNumber
  ) throws(Raised) -> Value {
    let number = try own(call)
    return DecimalObject.value(try decimalContext(call).run { operation(&$0, number) })
  }

  private static func binary(
    _ call: Call, _ operation: (inout DecimalArithmetic, DecimalNumber, DecimalNumber) -> DecimalNumber
  ) throws(Raised) -> Value {
    let (a, b) = (try own(call), try operand(call[1]))
    return DecimalObject.value(try decimalContext(call).run { operation(&$0, a, b) })
  }
}

extension DecimalRounding {
  /// A rounding by its name, `nil` for None.
  init?(_ value: Value) throws(Raised) {
    if value.isNone { return nil }
    guard let name = value.stringValue, let rounding = DecimalRounding(rawValue: name.description) else {
      throw .typeError(
        "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
          + "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    }
    self = rounding
  }
}
