package import BigInt
package import Kernels

/// An `int` that does not fit into 64 bits; smaller ones are always `Value.int`.
package final class BigIntObject: Object {
  package let value: BigInt

  private init(_ value: BigInt) {
    self.value = value
    super.init(type: Types.int)
  }

  /// The integer in its one representation.
  package static func value(_ value: BigInt) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .object(BigIntObject(value))
  }

  override package var isMutable: Bool { false }

  override package func truth(in context: Context) throws(Raised) -> Bool? { true }

  override package func hash(in context: Context) throws(Raised) -> Int {
    let rest = Int(value.magnitude % BigUInt(NumberHash.modulus))
    return NumberHash.of(value.sign == .minus ? -rest : rest)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if case .float(let number) = other {
      let own = try asDouble()
      return try reflected
        ? FloatArithmetic.result(operation, number, own) : FloatArithmetic.result(operation, own, number)
    }
    guard let other = other.bigInt else { return nil }
    return try reflected
      ? BigIntArithmetic.result(operation, other, value) : BigIntArithmetic.result(operation, value, other)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: BigIntObject.value(-value)
    case .positive: .object(self)
    case .invert: BigIntObject.value(-value - 1)
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if case .float(let number) = other { return .bool(BigIntObject.compared(operation, value, number)) }
    guard let other = other.bigInt else { return nil }
    return .bool(operation.holds(value, other))
  }

  /// The exact comparison of an integer and a float.
  static func compared(_ operation: ComparisonOperator, _ a: BigInt, _ b: Double) -> Bool {
    guard b.isFinite else { return operation.holds(0.0, b) }
    let floor = b.rounded(.down)
    let whole = BigInt(floor)
    // Equal whole parts: a fraction makes the float greater.
    return a == whole && floor != b ? operation.holds(0, 1) : operation.holds(a, whole)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let sign: [UInt8] = value.sign == .minus ? [UInt8(ascii: "-")] : []
    return PythonString(bytes: sign + (try DecimalText.digits(value.magnitude)))
  }

  override package func float(in context: Context) throws(Raised) -> Double? { try asDouble() }

  override package func int(in context: Context) throws(Raised) -> Value? { .object(self) }

  /// The nearest float.
  ///
  /// - Throws: OverflowError beyond the range of floats.
  package func asDouble() throws(Raised) -> Double {
    let result = Double(nearestTo: value)
    if result.isInfinite { throw .overflowError("int too large to convert to float") }
    return result
  }
}

extension Value {
  /// The value as an unbounded integer; `nil` if it is no integer.
  package var bigInt: BigInt? {
    switch self {
    case .int(let value): BigInt(value)
    case .bool(let value): BigInt(value ? 1 : 0)
    case .object(let object): (object as? BigIntObject)?.value
    case .none, .float, .string: nil
    }
  }

  /// An integer as a float.
  ///
  /// - Throws: OverflowError beyond the range of floats.
  func double() throws(Raised) -> Double {
    switch self {
    case .int(let value): return Double(value)
    case .object(let object): return try (object as? BigIntObject)?.asDouble() ?? .nan
    default: return .nan
    }
  }
}
