import Kernels

/// The operators of strings.
enum StringArithmetic {
  /// `text op other`; `nil` if the operator is not one of strings.
  static func result(
    _ operation: BinaryOperator, _ text: PythonString, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add:
      guard let other = other.stringValue else { return nil }
      return .string(PythonString(bytes: text.bytes + other.bytes))
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      return .string(try repeated(text, count))
    case .modulo: return .string(try PercentFormat.formatted(text, with: other, in: context))
    default: return nil
    }
  }

  /// `text * count`.
  static func repeated(_ text: PythonString, _ count: Int) throws(Raised) -> PythonString {
    guard count > 0, !text.bytes.isEmpty else { return "" }
    guard text.bytes.count < (1 << 31) / count else {
      throw Raised(Exceptions.memoryError, "")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count * count)
    for _ in 0..<count { bytes += text.bytes }
    return PythonString(bytes: bytes)
  }
}
