package import Kernels
import NumPyLibrary
package import PythonRuntime

/// `pandas.NA`: a value that is not there, of any kind.
package final class NotAvailableObject: Object {
  nonisolated(unsafe) package static let shared = NotAvailableObject()

  private init() { super.init(type: Pandas.notAvailableType) }

  override package var isMutable: Bool { false }
  override package func repr(in context: Context) throws(Raised) -> PythonString { "<NA>" }
  override package func str(in context: Context) throws(Raised) -> PythonString { "<NA>" }
  override package func hash(in context: Context) throws(Raised) -> Int { 2_305_843_009_213_693_951 }

  override package func truth(in context: Context) throws(Raised) -> Bool? {
    throw .typeError("boolean value of NA is ambiguous")
  }

  /// What is not there makes nothing known, but where the other side alone decides.
  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    switch (operation, other) {
    case (.and, .bool(false)): return .bool(false)
    case (.or, .bool(true)): return .bool(true)
    case (.power, .int(0)) where !reflected, (.power, .int(1)) where reflected: return .int(1)
    case (.and, .bool), (.or, .bool), (.xor, .bool): return .object(self)
    case (_, .object(let object)) where !(object is NotAvailableObject) && !(object is NumPyLibrary.ScalarObject):
      return nil
    default: return .object(self)
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if case .object(let object) = other, !(object is NotAvailableObject), !(object is NumPyLibrary.ScalarObject) {
      return nil
    }
    return .object(self)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    .object(self)
  }
}
