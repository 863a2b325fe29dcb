import Kernels

/// The larger of two numbers; NaN where one is, as numpy's `maximum`.
package struct Maximum: RowOperation, BinaryArithmetic {
  package static let name = "maximum"
  static let kernel = "greatest"

  package init() {}

  static func kind(_ a: ValueType, _ b: ValueType) -> NumberKind? {
    guard let kind = NumberKind.promoting(a, b), kind == .int64 || kind == .float64 else { return nil }
    return kind
  }

  static func combined(_ a: Double, _ b: Double) -> Double { greatest(a, b) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { greatest(a, b) }
}
