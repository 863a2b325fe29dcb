import BigInt
import Kernels
import PythonRuntime

extension Standard.DecimalContextClass {
  static let abs = Method("abs(self, a, /)") { call in try unary(call) { $0.absolute($1) } }
  static let exp = Method("exp(self, a, /)") { call in try unary(call) { $0.exponential($1) } }
  static let ln = Method("ln(self, a, /)") { call in try unary(call) { $0.logarithm($1) } }
  static let log10 = Method("log10(self, a, /)") { call in try unary(call) { $0.decimalLogarithm($1) } }
  static let sqrt = Method("sqrt(self, a, /)") { call in try unary(call) { $0.squareRoot($1) } }
  static let normalize = Method("normalize(self, a, /)") { call in try unary(call) { $0.normalize($1) } }
  static let minus = Method("minus(self, a, /)") { call in try unary(call) { $0.minus($1) } }
  static let plus = Method("plus(self, a, /)") { call in try unary(call) { $0.plus($1) } }
  static let logb = Method("logb(self, a, /)") { call in try unary(call) { $0.exponentOf($1) } }
  static let nextMinus = Method("next_minus(self, a, /)") { call in try unary(call) { $0.next($1, isUp: false) } }
  static let nextPlus = Method("next_plus(self, a, /)") { call in try unary(call) { $0.next($1, isUp: true) } }
  static let logicalInvert = Method("logical_invert(self, a, /)") { call in
    try unary(call) { $0.logical($1, DecimalNumber(0)) { a, _ in !a } }
  }
  static let toIntegralValue = Method("to_integral_value(self, a, /)") { call in
    try unary(call) { $0.integral($1, notes: false) }
  }
  static let toIntegralExact = Method("to_integral_exact(self, a, /)") { call in
    try unary(call) { $0.integral($1, notes: true) }
  }
  static let copyAbs = Method("copy_abs(self, a, /)") { call in try unary(call) { $1.magnitude } }
  static let copyNegate = Method("copy_negate(self, a, /)") { call in try unary(call) { $1.negated } }
  static let copyDecimal = Method("copy_decimal(self, a, /)") { call in try unary(call) { $1 } }

  static let add = Method("add(self, a, b, /)") { call in
    try binary(call) { $0.add($1, $2) }
  }
  static let subtract = Method("subtract(self, a, b, /)") { call in
    try binary(call) { $0.subtract($1, $2) }
  }
  static let multiply = Method("multiply(self, a, b, /)") { call in
    try binary(call) { $0.multiply($1, $2) }
  }
  static let divide = Method("divide(self, a, b, /)") { call in
    try binary(call) { $0.divide($1, $2) }
  }
  static let divideInt = Method("divide_int(self, a, b, /)") { call in
    try binary(call) { $0.divideInteger($1, $2) }
  }
  static let remainder = Method("remainder(self, a, b, /)") { call in
    try binary(call) { $0.remainder($1, $2) }
  }
  static let remainderNear = Method("remainder_near(self, a, b, /)") { call in
    try binary(call) { $0.remainderNear($1, $2) }
  }
  static let compare = Method("compare(self, a, b, /)") { call in
    try binary(call) { $0.compare($1, $2) }
  }
  static let compareSignal = Method("compare_signal(self, a, b, /)") { call in
    try binary(call) { $0.compareSignal($1, $2) }
  }
  static let compareTotal = Method("compare_total(self, a, b, /)") { call in
    try binary(call) { DecimalNumber(BigInt(DecimalOrder.total($1, $2))) }
  }
  static let compareTotalMag = Method("compare_total_mag(self, a, b, /)") { call in
    try binary(call) { DecimalNumber(BigInt(DecimalOrder.totalMagnitudes($1, $2))) }
  }
  static let max = Method("max(self, a, b, /)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: true, byMagnitude: false) }
  }
  static let min = Method("min(self, a, b, /)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: false, byMagnitude: false) }
  }
  static let maxMag = Method("max_mag(self, a, b, /)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: true, byMagnitude: true) }
  }
  static let minMag = Method("min_mag(self, a, b, /)") { call in
    try binary(call) { $0.extreme($1, $2, wantsLarger: false, byMagnitude: true) }
  }
  static let nextToward = Method("next_toward(self, a, b, /)") { call in
    try binary(call) { $0.next($1, toward: $2) }
  }
  static let quantize = Method("quantize(self, a, b, /)") { call in
    try binary(call) { $0.quantize($1, like: $2) }
  }
  static let scaleb = Method("scaleb(self, a, b, /)") { call in
    try binary(call) { $0.scale($1, by: $2) }
  }
  static let shift = Method("shift(self, a, b, /)") { call in
    try binary(call) { $0.shift($1, by: $2) }
  }
  static let rotate = Method("rotate(self, a, b, /)") { call in
    try binary(call) { $0.rotate($1, by: $2) }
  }
  static let logicalAnd = Method("logical_and(self, a, b, /)") { call in
    try binary(call) { $0.logical($1, $2) { $0 && $1 } }
  }
  static let logicalOr = Method("logical_or(self, a, b, /)") { call in
    try binary(call) { $0.logical($1, $2) { $0 || $1 } }
  }
  static let logicalXor = Method("logical_xor(self, a, b, /)") { call in
    try binary(call) { $0.logical($1, $2) { $0 != $1 } }
  }
  static let copySign = Method("copy_sign(self, a, b, /)") { call in
    try binary(call) { $1.with(isNegative: $2.isNegative) }
  }

  private static func unary(
    _ call: Call, _ operation: (inout DecimalArithmetic, DecimalNumber) -> DecimalNumber
  ) throws(Raised) -> Value {
    let number = try Standard.DecimalClass.operand(call[1])
    return DecimalObject.value(try call.receiver(as: DecimalContextObject.self).run { operation(&$0, number) })
  }

  private static func binary(
    _ call: Call, _ operation: (inout DecimalArithmetic, DecimalNumber, DecimalNumber) -> DecimalNumber
  ) throws(Raised) -> Value {
    let (a, b) = (try Standard.DecimalClass.operand(call[1]), try Standard.DecimalClass.operand(call[2]))
    return DecimalObject.value(try call.receiver(as: DecimalContextObject.self).run { operation(&$0, a, b) })
  }
}
