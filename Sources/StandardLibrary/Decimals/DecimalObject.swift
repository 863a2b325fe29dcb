import BigInt
package import Kernels
package import PythonRuntime

/// `decimal.Decimal`.
package final class DecimalObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "Decimal", module: "decimal", members: Standard.DecimalClass.members)
    type.derivation = .immutable
    type.isNamedInFull = true
    return type
  }()

  package let number: DecimalNumber

  package init(_ number: DecimalNumber) {
    self.number = number
    super.init(type: DecimalObject.type)
  }

  /// A new decimal.
  package static func value(_ number: DecimalNumber) -> Value { .object(DecimalObject(number)) }

  /// The exact value of a decimal or integer; `nil` for anything else.
  package static func number(_ value: Value) -> DecimalNumber? {
    if let integer = value.bigInt { return DecimalNumber(integer) }
    return decimal(value)
  }

  /// The value of a decimal, also of a derived class; `nil` for anything else.
  package static func decimal(_ value: Value) -> DecimalNumber? {
    let native = (value.object as? DispatchingObject)?.native ?? value
    return native.cast(to: DecimalObject.self)?.number
  }

  override package var isMutable: Bool { false }
  override package var hasOwnText: Bool { true }

  override package func truth(in context: Context) throws(Raised) -> Bool? { !number.isZero }

  override package func float(in context: Context) throws(Raised) -> Double? {
    switch number.kind {
    case .infinite: return number.isNegative ? -Double.infinity : .infinity
    case .quiet: return number.isNegative ? -Double.nan : .nan
    case .signaling: throw .valueError("cannot convert signaling NaN to float")
    case .finite: return PythonString(DecimalText.text(of: number, capitals: true)).withText(parsedFloat)
    }
  }

  override package func int(in context: Context) throws(Raised) -> Value? {
    if number.isNaN { throw .valueError("cannot convert NaN to integer") }
    if number.isInfinite { throw .overflowError("cannot convert Infinity to integer") }
    if number.exponent > 0 { try number.checkSize() }
    return BigIntObject.value(number.truncated)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    switch number.kind {
    case .signaling: throw .typeError("Cannot hash a signaling NaN value")
    case .quiet: return try super.hash(in: context)
    case .infinite: return number.isNegative ? -314159 : 314159
    case .finite: break
    }
    let modulus = BigUInt(NumberHash.modulus)
    // 10 and its inverse to the modulus.
    let base: BigUInt = number.exponent >= 0 ? 10 : 2_075_258_708_292_324_556
    let power = base.power(BigUInt(number.exponent.magnitude), modulus: modulus)
    let rest = Int(number.coefficient * power % modulus)
    return NumberHash.of(number.isNegative ? -rest : rest)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("Decimal('\(text(in: context))')")
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    PythonString(text(in: context))
  }

  private func text(in context: Context) -> String {
    DecimalText.text(of: number, capitals: context.decimalContext.settings.usesCapitals)
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    guard let format = DecimalFormat(specification) else { throw .valueError("invalid format string") }
    if number.isFinite, number.exponent > 0 { try number.checkSize() }
    return format.formatted(number, context.decimalContext.settings)
  }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { .object(self) }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    let number = number
    switch operation {
    case .negative: return DecimalObject.value(try context.decimalContext.run { $0.minus(number) })
    case .positive: return DecimalObject.value(try context.decimalContext.run { $0.plus(number) })
    case .invert: return nil
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = DecimalObject.number(other) else { return nil }
    let (a, b) = reflected ? (other, number) : (number, other)
    let current = context.decimalContext
    switch operation {
    case .add: return DecimalObject.value(try current.run { $0.add(a, b) })
    case .subtract: return DecimalObject.value(try current.run { $0.subtract(a, b) })
    case .multiply: return DecimalObject.value(try current.run { $0.multiply(a, b) })
    case .divide: return DecimalObject.value(try current.run { $0.divide(a, b) })
    case .floorDivide: return DecimalObject.value(try current.run { $0.divideInteger(a, b) })
    case .modulo: return DecimalObject.value(try current.run { $0.remainder(a, b) })
    case .power: return DecimalObject.value(try current.run { $0.power(a, b) })
    case .matrixMultiply, .leftShift, .rightShift, .and, .or, .xor: return nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    let isEquality = operation == .equal || operation == .notEqual
    if let ratio = other.object is FractionObject ? FractionObject.rational(other) : nil {
      if number.isFinite {
        let own = try number.ratio()
        return .bool(
          operation.holds(own.numerator * ratio.denominator, ratio.numerator * own.denominator))
      }
      return try holds(operation, DecimalNumber(ratio.numerator), isEquality, in: context)
    }
    if case .float(let float) = other {
      if !isEquality || !context.decimalContext.traps.contains(.floatOperation) {
        isEquality
          ? context.decimalContext.flags.formUnion(.floatOperation) : try context.decimalContext.note(.floatOperation)
      }
      return try holds(operation, DecimalNumber(float), isEquality, in: context)
    }
    guard let other = DecimalObject.number(other) else { return nil }
    return try holds(operation, other, isEquality, in: context)
  }

  private func holds(
    _ operation: ComparisonOperator, _ other: DecimalNumber, _ isEquality: Bool, in context: Context
  ) throws(Raised) -> Value {
    guard number.isNaN || other.isNaN else { return .bool(operation.holds(DecimalOrder.compare(number, other), 0)) }
    if !isEquality || number.kind == .signaling || other.kind == .signaling {
      try context.decimalContext.note(.invalidOperation)
    }
    return .bool(operation == .notEqual)
  }
}

extension DecimalArithmetic {
  /// `+a`: rounded; zeros lose their minus but under ROUND_FLOOR.
  mutating func plus(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    return finished(a.isZero && settings.rounding != .floor ? a.magnitude : a)
  }

  /// `-a`.
  mutating func minus(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    return finished(a.isZero && settings.rounding != .floor ? a.magnitude : a.negated)
  }

  /// `abs(a)`.
  mutating func absolute(_ a: DecimalNumber) -> DecimalNumber {
    if let nan = nan(a) { return nan }
    return a.isNegative ? minus(a) : plus(a)
  }
}
