package import Kernels

/// A float that was read from the clock or computed from such: outputs that show it cannot be compared.
package final class ClockNumber: Object {
  package let value: Double

  package init(_ value: Double) {
    self.value = value
    super.init(type: Types.float)
  }

  override package var isMutable: Bool { false }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard let number = try context.double(other) else { return nil }
    let result =
      try reflected
      ? FloatArithmetic.result(operation, number, value) : FloatArithmetic.result(operation, value, number)
    guard case .float(let result)? = result else { return result }
    return .object(ClockNumber(result))
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: .object(ClockNumber(-value))
    case .positive: .object(self)
    case .invert: nil
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
    .object(ClockNumber(value.rounded(.towardZero)))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    context.hasFormattedClock = true
    return FloatRepr.text(value)
  }

  override package func format(
    _ specification: PythonString, in context: Context
  ) throws(Raised) -> PythonString {
    context.hasFormattedClock = true
    return try context.format(.float(value), specification)
  }
}
