package import Kernels

/// A number that was read from the clock or computed from such: outputs that show it cannot be compared.
package final class ClockNumber: Object {
  package let value: Double
  /// Whether it is an `int`, such as the year of today.
  package let isWhole: Bool

  package init(_ value: Double, isWhole: Bool = false) {
    self.value = value
    self.isWhole = isWhole
    super.init(type: isWhole ? Types.int : Types.float)
  }

  /// The number without its mark.
  private var plain: Value { Int(exactly: value).flatMap { isWhole ? .int($0) : nil } ?? .float(value) }

  override package var isMutable: Bool { false }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    var operand = other
    if let clock = other.cast(to: ClockNumber.self) {
      operand = clock.plain
    } else if other.object != nil {
      guard let number = try context.double(other) else { return nil }
      operand = .float(number)
    } else if try context.double(other) == nil {
      return nil
    }
    let result =
      try reflected
      ? context.binaryIfAny(operation, operand, plain) : context.binaryIfAny(operation, plain, operand)
    switch result {
    case .float(let number)?: return .object(ClockNumber(number))
    case .int(let number)?: return .object(ClockNumber(Double(number), isWhole: true))
    default: return result
    }
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: .object(ClockNumber(-value, isWhole: isWhole))
    case .positive: .object(self)
    case .invert: isWhole ? .object(ClockNumber(-value - 1, isWhole: true)) : nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let number = try context.double(other) else { return nil }
    return .bool(operation.holds(value, number))
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? { value != 0 }
  override package func hash(in context: Context) throws(Raised) -> Int { NumberHash.of(value) }
  override package func float(in context: Context) throws(Raised) -> Double? { value }
  override package func int(in context: Context) throws(Raised) -> Value? {
    .object(ClockNumber(value.rounded(.towardZero), isWhole: true))
  }
  override package func index(in context: Context) throws(Raised) -> Int? { isWhole ? Int(exactly: value) : nil }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    context.clockText(try context.repr(plain))
  }

  override package func format(
    _ specification: PythonString, in context: Context
  ) throws(Raised) -> PythonString {
    context.clockText(try context.format(plain, specification))
  }
}
