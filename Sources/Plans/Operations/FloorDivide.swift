import Kernels

/// `a // b`. Integers by zero give zero, as in numpy; pandas gives an infinity there: cast to float64 before.
package struct FloorDivide: RowOperation, BinaryArithmetic {
  package static let name = "floor-divide"
  static let kernel = "floorQuotient"

  package init() {}

  static func kind(_ a: ValueType, _ b: ValueType) -> NumberKind? {
    guard let kind = NumberKind.promoting(a, b), kind == .int64 || kind == .float64 else { return nil }
    return kind
  }

  static func combined(_ a: Double, _ b: Double) -> Double { floorQuotient(a, b) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { floorQuotient(a, b) }
}
