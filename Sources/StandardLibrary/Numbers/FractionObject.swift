import BigInt
package import Kernels
package import PythonRuntime

/// `fractions.Fraction`.
package final class FractionObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "Fraction", module: "fractions", members: Standard.FractionClass.members)
    type.derivation = .immutable
    return type
  }()

  package let value: Rational

  package init(_ value: Rational) {
    self.value = value
    super.init(type: FractionObject.type)
  }

  override package var isMutable: Bool { false }
  override package var hasOwnText: Bool { true }

  override package func truth(in context: Context) throws(Raised) -> Bool? { value.numerator != 0 }

  override package func float(in context: Context) throws(Raised) -> Double? {
    let result = value.double
    if result.isInfinite { throw .overflowError("integer division result too large for a float") }
    return result
  }

  override package func int(in context: Context) throws(Raised) -> Value? {
    BigIntObject.value(value.numerator / value.denominator)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    let modulus = BigInt(NumberHash.modulus)
    let rest = BigInt(value.numerator.magnitude) % modulus
    guard let inverse = (value.denominator % modulus).inverse(modulus) else {
      return value.numerator < 0 ? -314159 : 314159
    }
    let magnitude = Int(rest * inverse % modulus)
    return NumberHash.of(value.numerator < 0 ? -magnitude : magnitude)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    try repr(ofDerived: type, in: context)
  }

  override package func repr(ofDerived type: TypeObject, in context: Context) throws(Raised) -> PythonString {
    PythonString("\(type.name)(\(value.numerator), \(value.denominator))")
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    PythonString(value.denominator == 1 ? "\(value.numerator)" : "\(value.numerator)/\(value.denominator)")
  }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { .object(self) }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: FractionObject.value(lowest: -value.numerator, value.denominator)
    case .positive: FractionObject.value(value)
    case .invert: nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if case .float(let number) = other {
      guard number.isFinite else { return .bool(operation.holds(0, number)) }
      return .bool(holds(operation, Rational(number)))
    }
    guard let other = FractionObject.rational(other) else { return nil }
    return .bool(holds(operation, other))
  }

  private func holds(_ operation: ComparisonOperator, _ other: Rational) -> Bool {
    operation.holds(value.numerator * other.denominator, other.numerator * value.denominator)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if case .float(let number) = other {
      let own = try float(in: context) ?? .nan
      return try reflected
        ? FloatArithmetic.result(operation, number, own) : FloatArithmetic.result(operation, own, number)
    }
    if let complex = other.cast(to: ComplexObject.self) {
      // Of the arithmetic of complex numbers, as a float.
      return try complex.binary(operation, .float(float(in: context) ?? .nan), reflected: !reflected, in: context)
    }
    // An integer to a whole power from 0 stays an integer.
    if operation == .power, reflected, value.denominator == 1, value.numerator >= 0, let base = other.bigInt {
      return try BigIntArithmetic.result(.power, base, value.numerator)
    }
    guard let other = FractionObject.rational(other) else { return nil }
    return try reflected
      ? FractionObject.result(operation, other, value) : FractionObject.result(operation, value, other)
  }

  private static func result(_ operation: BinaryOperator, _ a: Rational, _ b: Rational) throws(Raised) -> Value? {
    switch operation {
    case .add: return value(a + b)
    case .subtract: return value(a - b)
    case .multiply: return value(a * b)
    case .divide:
      if b.numerator == 0 { throw .zeroDivision("Fraction(\(a.numerator * b.denominator), 0)") }
      return value(a / b)
    case .floorDivide:
      if b.numerator == 0 { throw .zeroDivision("integer division or modulo by zero") }
      return BigIntObject.value(quotient(a, b))
    case .modulo:
      if b.numerator == 0 { throw .zeroDivision("integer modulo by zero") }
      return value(a - Rational(quotient(a, b)) * b)
    case .power: return try power(a, b)
    case .matrixMultiply, .leftShift, .rightShift, .and, .or, .xor: return nil
    }
  }

  private static func quotient(_ a: Rational, _ b: Rational) -> BigInt {
    BigIntArithmetic.floorQuotient(a.numerator * b.denominator, a.denominator * b.numerator)
  }

  /// An exact power for whole exponents, else that of the floats.
  private static func power(_ a: Rational, _ b: Rational) throws(Raised) -> Value {
    guard b.denominator == 1 else { return try FloatArithmetic.power(a.double, b.double) }
    let exponent = b.numerator
    if exponent < 0, a.numerator == 0 { throw .zeroDivision("Fraction(1, 0)") }
    let magnitude = BigInt(exponent.magnitude)
    guard let above = try BigIntArithmetic.result(.power, a.numerator, magnitude)?.bigInt,
      let below = try BigIntArithmetic.result(.power, a.denominator, magnitude)?.bigInt
    else { return .none }
    if exponent >= 0 { return value(lowest: above, below) }
    return above < 0 ? value(lowest: -below, -above) : value(lowest: below, above)
  }

  /// A new fraction.
  package static func value(_ value: Rational) -> Value { .object(FractionObject(value)) }

  private static func value(lowest numerator: BigInt, _ denominator: BigInt) -> Value {
    value(Rational(lowest: numerator, denominator))
  }

  /// The exact value of an integer or fraction; `nil` for anything else.
  package static func rational(_ value: Value) -> Rational? {
    if let integer = value.bigInt { return Rational(integer) }
    let native = (value.object as? DispatchingObject)?.native ?? value
    return native.cast(to: FractionObject.self)?.value
  }
}
