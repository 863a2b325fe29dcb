import Kernels

/// `a % b`, with the sign of `b`. Integers by zero give zero, as in numpy; pandas gives NaN: cast to float64 before.
package struct Modulo: RowOperation, BinaryArithmetic {
  package static let name = "modulo"
  static let kernel = "remainder"

  package init() {}

  static func kind(_ a: ValueType, _ b: ValueType) -> NumberKind? {
    guard let kind = NumberKind.promoting(a, b), kind == .int64 || kind == .float64 else { return nil }
    return kind
  }

  static func combined(_ a: Double, _ b: Double) -> Double { remainder(a, b) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { remainder(a, b) }
}
