import BigInt
import Kernels
import PythonRuntime

extension Standard.Fractions {
  static let fraction = Constant("Fraction") { _ in .object(FractionObject.type) }
}

extension Standard.FractionClass {
  static let new = Constructor("Fraction(cls, numerator=0, denominator=None, *, _normalize=True)") { call in
    guard !call.isNone("denominator") else {
      return FractionObject.value(try rational(call[1], call))
    }
    guard let above = exact(call[1], call), let below = exact(call[2], call) else {
      throw Raised.typeError("both arguments should be Rational instances")
    }
    if below.numerator == 0 {
      throw Raised.zeroDivision("Fraction(\(above.numerator * below.denominator), 0)")
    }
    return FractionObject.value(above / below)
  }

  private static func rational(_ value: Value, _ call: Call) throws(Raised) -> Rational {
    if let known = exact(value, call) { return known }
    switch value {
    case .float(let number): return try finite(number)
    case .string(let text):
      guard let parsed = try FractionText.parsed(text) else {
        throw .valueError("Invalid literal for Fraction: \(StringRepr.quoted(text))")
      }
      return parsed
    default: break
    }
    if let decimal = DecimalObject.decimal(value) { return try decimal.ratio() }
    throw .typeError("argument should be a string or a Rational instance")
  }

  private static func exact(_ value: Value, _ call: Call) -> Rational? {
    if let known = FractionObject.rational(value) { return known }
    // What has an '__index__' is registered as an integer.
    guard let index = try? call.context.indexIfInteger(value) else { return nil }
    return Rational(BigInt(index))
  }

  private static func finite(_ number: Double) throws(Raised) -> Rational {
    if number.isNaN { throw .valueError("cannot convert NaN to integer ratio") }
    if number.isInfinite { throw .overflowError("cannot convert Infinity to integer ratio") }
    return Rational(number)
  }

  static let fromFloat = ClassMethod("from_float(cls, f)") { call in
    let type = call.receivingClass ?? FractionObject.type
    if let integer = call[1].bigInt { return try made(Rational(integer), type, call) }
    guard case .float(let number) = call[1] else {
      throw Raised.typeError(
        "\(type.name).from_float() only takes floats, not \(try call.context.repr(call[1])) (\(call[1].typeName))")
    }
    return try made(try finite(number), type, call)
  }

  static let fromDecimal = ClassMethod("from_decimal(cls, dec)") { call in
    let type = call.receivingClass ?? FractionObject.type
    if let integer = call[1].bigInt { return try made(Rational(integer), type, call) }
    guard let decimal = DecimalObject.decimal(call[1]) else {
      throw Raised.typeError(
        "\(type.name).from_decimal() only takes Decimals, not \(try call.context.repr(call[1])) (\(call[1].typeName))")
    }
    return try made(try decimal.ratio(), type, call)
  }

  /// The fraction, as an instance of a class that derives from 'Fraction'.
  private static func made(_ value: Rational, _ type: TypeObject, _ call: Call) throws(Raised) -> Value {
    let fraction = FractionObject.value(value)
    return type === FractionObject.type ? fraction : try call.context.call(.object(type), [fraction])
  }

  static let numerator = Property("numerator") { call in BigIntObject.value(try own(call).numerator) }
  static let denominator = Property("denominator") { call in BigIntObject.value(try own(call).denominator) }
  static let real = Property("real") { call in FractionObject.value(try own(call)) }
  static let imag = Property("imag") { _ in 0 }
  static let conjugate = Method("conjugate(self)") { call in FractionObject.value(try own(call)) }

  static let asIntegerRatio = Method("as_integer_ratio(self)") { call in
    let value = try own(call)
    return .tuple([BigIntObject.value(value.numerator), BigIntObject.value(value.denominator)])
  }

  static let absolute = Method("__abs__(self)") { call in
    let value = try own(call)
    return FractionObject.value(Rational(lowest: BigInt(value.numerator.magnitude), value.denominator))
  }

  static let trunc = Method("__trunc__(self)") { call in
    let value = try own(call)
    return BigIntObject.value(value.numerator / value.denominator)
  }

  static let floor = Method("__floor__(self)") { call in
    let value = try own(call)
    return BigIntObject.value(BigIntArithmetic.floorQuotient(value.numerator, value.denominator))
  }

  static let ceil = Method("__ceil__(self)") { call in
    let value = try own(call)
    return BigIntObject.value(-BigIntArithmetic.floorQuotient(-value.numerator, value.denominator))
  }

  static let round = Method("__round__(self, ndigits=None)") { call in
    let value = try own(call)
    guard let digits = try call.optionalInt("ndigits") else { return BigIntObject.value(value.roundedToEven) }
    guard digits.magnitude <= 10_000 else { throw call.unsupported("'round' to this many digits") }
    let scale = Rational(BigInt(10).power(Int(digits.magnitude)))
    if digits > 0 { return FractionObject.value(Rational((value * scale).roundedToEven) / scale) }
    return FractionObject.value(Rational((value / scale).roundedToEven) * scale)
  }

  /// The nearest fraction whose denominator is at most the limit, by the convergents of its continued fraction.
  static let limitDenominator = Method("limit_denominator(self, max_denominator=1000000)") { call in
    let limit = try Standard.Math.integer(call[1], call)
    if limit < 1 { throw Raised.valueError("max_denominator should be at least 1") }
    let value = try own(call)
    if value.denominator <= limit { return FractionObject.value(value) }
    var (p0, q0, p1, q1): (BigInt, BigInt, BigInt, BigInt) = (0, 1, 1, 0)
    var (n, d) = (value.numerator, value.denominator)
    while true {
      let a = BigIntArithmetic.floorQuotient(n, d)
      let q2 = q0 + a * q1
      if q2 > limit { break }
      (p0, q0, p1, q1) = (p1, q1, p0 + a * p1, q2)
      (n, d) = (d, n - a * d)
    }
    let k = (limit - q0) / q1
    let below = Rational(p0 + k * p1, q0 + k * q1)
    let above = Rational(p1, q1)
    let isAboveNearer = !(distance(below, value) < distance(above, value))
    return FractionObject.value(isAboveNearer ? above : below)
  }

  private static func distance(_ a: Rational, _ b: Rational) -> Rational {
    let difference = a - b
    return Rational(lowest: BigInt(difference.numerator.magnitude), difference.denominator)
  }

  private static func own(_ call: Call) throws(Raised) -> Rational {
    try call.receiver(as: FractionObject.self).value
  }
}
