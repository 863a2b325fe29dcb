package import Kernels

/// `complex`.
package final class ComplexObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "complex", members: Builtins.ComplexClass.members)

  package let value: ComplexNumber

  package init(_ value: ComplexNumber, type: TypeObject = ComplexObject.type) {
    self.value = value
    super.init(type: type)
  }

  /// A new complex number.
  package static func value(_ real: Double, _ imaginary: Double) -> Value {
    .object(ComplexObject(ComplexNumber(real, imaginary)))
  }

  override package var isMutable: Bool { false }

  override package func truth(in context: Context) throws(Raised) -> Bool? { value.real != 0 || value.imaginary != 0 }

  override package func hash(in context: Context) throws(Raised) -> Int {
    let hash = NumberHash.of(value.real) &+ 1_000_003 &* NumberHash.of(value.imaginary)
    return hash == -1 ? -2 : hash
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = try other.complex() else { return nil }
    let (a, b) = reflected ? (other, value) : (value, other)
    switch operation {
    case .add: return .object(ComplexObject(a + b))
    case .subtract: return .object(ComplexObject(a - b))
    case .multiply: return .object(ComplexObject(a * b))
    case .divide:
      guard let quotient = a.divided(by: b) else { throw .zeroDivision("complex division by zero") }
      return .object(ComplexObject(quotient))
    case .power: return try ComplexObject.power(a, b)
    default: return nil
    }
  }

  /// `a ** b`.
  package static func power(_ a: ComplexNumber, _ b: ComplexNumber) throws(Raised) -> Value {
    guard let result = a.raised(to: b) else { throw .zeroDivision("0.0 to a negative or complex power") }
    if result.real.isInfinite || result.imaginary.isInfinite { throw .overflowError("complex exponentiation") }
    return .object(ComplexObject(result))
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: .object(ComplexObject(-value))
    case .positive: .object(ComplexObject(value))
    case .invert: nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual else { return nil }
    let isEqual: Bool
    switch other {
    case .object(let object) where object is ComplexObject:
      guard let other = (object as? ComplexObject)?.value else { return nil }
      isEqual = value.real == other.real && value.imaginary == other.imaginary
    default:
      guard other.isRealNumber else { return nil }
      let same = try context.equal(.float(value.real), other)
      isEqual = same && value.imaginary == 0
    }
    return .bool(isEqual == (operation == .equal))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(ComplexText.repr(value))
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    if specification.bytes.isEmpty { return try str(in: context) }
    return try FormatSpecification(parsing: specification, of: .object(self)).formatted(value)
  }
}

extension Value {
  /// Whether it is an integer, a bool or a float.
  fileprivate var isRealNumber: Bool {
    if case .float = self { return true }
    return bigInt != nil
  }

  /// The number as a complex one; `nil` if it is no number.
  ///
  /// - Throws: OverflowError for integers beyond the range of floats.
  package func complex() throws(Raised) -> ComplexNumber? {
    switch self {
    case .int(let value): return ComplexNumber(Double(value))
    case .bool(let value): return ComplexNumber(value ? 1 : 0)
    case .float(let value): return ComplexNumber(value)
    case .object(let object):
      if let big = object as? BigIntObject { return ComplexNumber(try big.asDouble()) }
      if let complex = object as? ComplexObject { return complex.value }
      return try (object as? DispatchingObject)?.native?.complex()
    case .none, .string: return nil
    }
  }
}
