package import Columns
package import DataFrames
package import Kernels
package import Plans
package import PythonRuntime
import Tracing

/// A numpy scalar: a value with a dtype, which remembers what it was computed from.
///
/// It behaves as the Python number of its value; results of arithmetic are numpy scalars too, and remember nothing:
/// arithmetic on statistics is done once, at replay, and freezes as a number.
package final class ScalarObject: Object, FittedScalar {
  package let scalar: Scalar
  package let dtype: DType
  package let fitted: Plan.Fitted?

  package init(_ scalar: Scalar, _ dtype: DType, fitted: Plan.Fitted? = nil) {
    self.scalar = scalar
    self.dtype = dtype
    self.fitted = fitted
    super.init(type: NumPy.scalarType(of: dtype))
  }

  override package var isMutable: Bool { false }

  /// The Python number.
  private var plain: Value { scalar.pythonValue }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    let right = (other.object as? ScalarObject)?.plain ?? other
    if case .object = right { return nil }
    let kept = fitted ?? (other.object as? ScalarObject)?.fitted
    if let special = divisionByZero(operation, right, reflected: reflected) {
      return .object(ScalarObject(special, DType(of: special), fitted: kept))
    }
    if operation == .power, case .int(let exponent) = reflected ? plain : right, exponent < 0,
      case .int = reflected ? right : plain
    {
      throw .valueError("Integers to negative integer powers are not allowed.")
    }
    let result =
      try reflected
      ? context.binary(operation, right, numeric(plain, operation))
      : context.binary(operation, numeric(plain, operation), right)
    return NumPy.scalar(result, fitted: kept)
  }

  /// numpy gives inf, nan, or among integers zero, where Python raises ZeroDivisionError.
  private func divisionByZero(_ operation: BinaryOperator, _ other: Value, reflected: Bool) -> Scalar? {
    guard operation == .divide || operation == .floorDivide || operation == .modulo else { return nil }
    let (a, b) = reflected ? (number(other), number(plain)) : (number(plain), number(other))
    guard let a, let b, b == 0 else { return nil }
    if operation != .divide, case .int = plain, case .int = other { return .int(0) }
    return .float(operation == .modulo ? .nan : a / b)
  }

  private func number(_ value: Value) -> Double? {
    switch value {
    case .bool(let flag): flag ? 1 : 0
    case .int(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }

  /// `np.bool_` adds as an integer.
  private func numeric(_ value: Value, _ operation: BinaryOperator) -> Value {
    guard case .bool(let flag) = value, operation != .and, operation != .or, operation != .xor else { return value }
    return .int(flag ? 1 : 0)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    if operation == .invert, case .bool(let flag) = plain {
      return .object(ScalarObject(.bool(!flag), .bool, fitted: fitted))
    }
    return NumPy.scalar(try context.unary(operation, plain), fitted: fitted)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    let right = (other.object as? ScalarObject)?.plain ?? other
    if case .object = right { return nil }
    return NumPy.scalar(try context.compare(operation, plain, right), fitted: nil)
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? { try context.truth(plain) }
  override package func hash(in context: Context) throws(Raised) -> Int { try context.hash(plain) }
  override package func float(in context: Context) throws(Raised) -> Double? { number(plain) }

  override package func int(in context: Context) throws(Raised) -> Value? {
    switch plain {
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number):
      if number.isNaN { throw .valueError("cannot convert float NaN to integer") }
      if number.isInfinite { throw .overflowError("cannot convert float infinity to integer") }
      return try Rounding.float(number.rounded(.towardZero), nil)
    default: return plain
    }
  }

  override package func index(in context: Context) throws(Raised) -> Int? {
    if case .int(let number) = plain { return number }
    return nil
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    if dtype == .float32, case .float(let number) = scalar {
      var bytes: [UInt8] = []
      appendRepr(Float(number), to: &bytes)
      return PythonString(bytes: bytes)
    }
    return try context.str(plain)
  }

  /// `np.float64(0.5)` since numpy 2, `0.5` before.
  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let text = try dtype == .str ? context.repr(plain) : str(in: context)
    guard context.era == .modern else { return text }
    if dtype == .bool { return PythonString("np.\(text)_") }
    return PythonString("np.\(type.name)(\(text))")
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    try context.format(plain, specification)
  }
}
