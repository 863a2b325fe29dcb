import Columns
import DataFrames
import Foundation
import Kernels
import PythonRuntime
import Tracing

// Functions of two numbers, element by element; those that reduce have the methods of ufuncs.
extension NumPy.Functions {
  static let add = Constant("add") { _ in
    .object(
      UFunc(Function("add(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.add) }, identity: .int(0)))
  }
  static let subtract = Constant("subtract") { _ in
    .object(UFunc(Function("subtract(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.subtract) }))
  }
  static let multiply = Constant("multiply") { _ in
    .object(
      UFunc(
        Function("multiply(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.multiply) },
        identity: .int(1)))
  }
  static let divide = Constant("divide") { _ in
    .object(UFunc(Function("divide(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.divided() }))
  }
  static let trueDivide = Constant("true_divide") { _ in
    .object(UFunc(Function("true_divide(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.divided() }))
  }
  static let floorDivide = Constant("floor_divide") { _ in
    .object(
      UFunc(Function("floor_divide(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.floorDivide) }))
  }
  static let power = Constant("power") { _ in
    .object(UFunc(Function("power(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.power) }))
  }
  static let floatPower = Constant("float_power") { _ in
    .object(
      UFunc(
        Function("float_power(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { Kernels.power($0, $1) }
        }))
  }
  static let mod = Constant("mod") { _ in
    .object(UFunc(Function("mod(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.modulo) }))
  }
  static let remainder = Constant("remainder") { _ in
    .object(UFunc(Function("remainder(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.modulo) }))
  }
  static let bitwiseAnd = Constant("bitwise_and") { _ in
    .object(
      UFunc(
        Function("bitwise_and(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.and) },
        identity: .int(-1)))
  }
  static let bitwiseOr = Constant("bitwise_or") { _ in
    .object(
      UFunc(
        Function("bitwise_or(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.or) }, identity: .int(0)
      ))
  }
  static let bitwiseXor = Constant("bitwise_xor") { _ in
    .object(
      UFunc(
        Function("bitwise_xor(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.xor) },
        identity: .int(0)))
  }
  static let leftShift = Constant("left_shift") { _ in
    .object(UFunc(Function("left_shift(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.leftShift) }))
  }
  static let rightShift = Constant("right_shift") { _ in
    .object(
      UFunc(Function("right_shift(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.binary(.rightShift) }))
  }
  static let logicalAnd = Constant("logical_and") { _ in
    .object(
      UFunc(
        Function("logical_and(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.logical(.and) }, identity: true
      ))
  }
  static let logicalOr = Constant("logical_or") { _ in
    .object(
      UFunc(
        Function("logical_or(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.logical(.or) }, identity: false)
    )
  }
  static let logicalXor = Constant("logical_xor") { _ in
    .object(
      UFunc(
        Function("logical_xor(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.logical(.xor) },
        identity: false))
  }
  static let maximum = Constant("maximum") { _ in
    .object(
      UFunc(
        Function("maximum(x1, x2, /, out=None, *, where=True, dtype=None)") { call in
          try call.stored(call.context.pairwise(.maximum, call[0], call[1]))
        }))
  }
  static let minimum = Constant("minimum") { _ in
    .object(
      UFunc(
        Function("minimum(x1, x2, /, out=None, *, where=True, dtype=None)") { call in
          try call.stored(call.context.pairwise(.minimum, call[0], call[1]))
        }))
  }
  static let fmax = Constant("fmax") { _ in
    .object(
      UFunc(
        Function("fmax(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise({ $0.isNaN ? $1 : $1.isNaN ? $0 : Swift.max($0, $1) }, integers: { Swift.max($0, $1) })
        }))
  }
  static let fmin = Constant("fmin") { _ in
    .object(
      UFunc(
        Function("fmin(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise({ $0.isNaN ? $1 : $1.isNaN ? $0 : Swift.min($0, $1) }, integers: { Swift.min($0, $1) })
        }))
  }
  static let greater = Constant("greater") { _ in
    .object(UFunc(Function("greater(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.comparison(.greater) }))
  }
  static let greaterEqual = Constant("greater_equal") { _ in
    .object(
      UFunc(
        Function("greater_equal(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.comparison(.greaterOrEqual) }
      ))
  }
  static let less = Constant("less") { _ in
    .object(UFunc(Function("less(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.comparison(.less) }))
  }
  static let lessEqual = Constant("less_equal") { _ in
    .object(
      UFunc(Function("less_equal(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.comparison(.lessOrEqual) }))
  }
  static let equal = Constant("equal") { _ in
    .object(UFunc(Function("equal(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.comparison(.equal) }))
  }
  static let notEqual = Constant("not_equal") { _ in
    .object(
      UFunc(Function("not_equal(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.comparison(.notEqual) }))
  }
  static let arctan2 = Constant("arctan2") { _ in
    .object(
      UFunc(
        Function("arctan2(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { Foundation.atan2($0, $1) }
        }))
  }
  static let hypot = Constant("hypot") { _ in
    .object(
      UFunc(
        Function("hypot(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { Foundation.hypot($0, $1) }
        }))
  }
  static let copysign = Constant("copysign") { _ in
    .object(
      UFunc(
        Function("copysign(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { Foundation.copysign($0, $1) }
        }))
  }
  static let nextafter = Constant("nextafter") { _ in
    .object(
      UFunc(
        Function("nextafter(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { Foundation.nextafter($0, $1) }
        }))
  }
  static let fmod = Constant("fmod") { _ in
    .object(
      UFunc(
        Function("fmod(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise({ Foundation.fmod($0, $1) }, integers: { $1 == 0 || $1 == -1 ? 0 : $0 % $1 })
        }))
  }
  static let heaviside = Constant("heaviside") { _ in
    .object(
      UFunc(
        Function("heaviside(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { $0.isNaN ? .nan : $0 < 0 ? 0 : $0 > 0 ? 1 : $1 }
        }))
  }
  static let logaddexp = Constant("logaddexp") { _ in
    .object(
      UFunc(
        Function("logaddexp(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.pairwise { x, y in
            if x == y { return x + 0.6931471805599453 }
            let gap = x - y
            if gap > 0 { return x + logarithmOfOnePlus(exponential(-gap)) }
            return gap <= 0 ? y + logarithmOfOnePlus(exponential(gap)) : gap
          }
        }))
  }
  static let gcd = Constant("gcd") { _ in
    .object(
      UFunc(
        Function("gcd(x1, x2, /, out=None, *, where=True, dtype=None)") { try $0.integers { NumPy.divisor($0, $1) } }))
  }
  static let lcm = Constant("lcm") { _ in
    .object(
      UFunc(
        Function("lcm(x1, x2, /, out=None, *, where=True, dtype=None)") {
          try $0.integers { a, b in
            let divisor = NumPy.divisor(a, b)
            return divisor == 0 ? 0 : Int64(truncatingIfNeeded: (a / divisor &* b).magnitude)
          }
        }))
  }
  static let ldexp = Function("ldexp(x1, x2, /)") { call in
    try call.pairwise { Foundation.scalbn($0, Int($1.isFinite ? Swift.max(Swift.min($1, 5000), -5000) : 0)) }
  }
  static let divmod = Function("divmod(x1, x2, /)") { call in
    .tuple([try call.binary(.floorDivide), try call.binary(.modulo)])
  }
}

extension NumPy {
  static func divisor(_ a: Int64, _ b: Int64) -> Int64 {
    var (x, y) = (a.magnitude, b.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    return Int64(truncatingIfNeeded: x)
  }
}

extension Call {
  /// The operator on two arrays, or on two numbers as numpy scalars.
  func binary(_ operation: BinaryOperator) throws(Raised) -> Value {
    try stored(context.binary(operation, operand(self[0]), operand(self[1])))
  }

  fileprivate func divided() throws(Raised) -> Value {
    guard signature.parameters.contains(where: { $0.name == "where" }), isGiven("where"),
      let mask = try NumPy.array(self["where"], in: context)
    else { return try binary(.divide) }
    // Where the mask does not hold, `out` stays.
    let quotient = try context.binary(.divide, operand(self[0]), operand(self[1]))
    guard let out = self["out"].cast(to: ArrayObject.self) else { throw unsupported("'where' without 'out'") }
    try out.assign(context.chosen(.object(mask), quotient, .object(out)), at: .ellipsis, in: context)
    return self["out"]
  }

  fileprivate func comparison(_ operation: ComparisonOperator) throws(Raised) -> Value {
    try stored(context.compare(operation, operand(self[0]), operand(self[1])))
  }

  /// Logic on truth values.
  fileprivate func logical(_ operation: BinaryOperator) throws(Raised) -> Value {
    var sides: [Value] = []
    for value in [self[0], self[1]] {
      let table = try context.arrayOrTable(value)
      if let array = table as? ArrayObject {
        let flags = array.dtype == .bool ? array : try array.cast(to: .bool, in: context)
        sides.append(array.shape.isEmpty ? context.value(flags.dense) : .object(flags))
      } else {
        sides.append(.object(table))
      }
    }
    return try stored(context.binary(operation, sides[0], sides[1]))
  }

  private func operand(_ value: Value) throws(Raised) -> Value {
    let value = try value.supported()
    if value.object is ListObject || value.object is TupleObject {
      return try NumPy.array(value, in: context).map(Value.object) ?? value
    }
    return NumPy.scalar(value)
  }

  /// A function of two numbers, without a row function.
  func pairwise(
    _ body: (Double, Double) -> Double, integers: ((Int64, Int64) -> Int64)? = nil
  ) throws(Raised) -> Value {
    try stored(context.pairwise(signature.name, self[0], self[1], body, integers: integers))
  }

  fileprivate func integers(_ body: @escaping (Int64, Int64) -> Int64) throws(Raised) -> Value {
    try stored(context.pairwise(signature.name, self[0], self[1], { _, _ in .nan }, integers: body))
  }
}
