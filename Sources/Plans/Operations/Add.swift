import Kernels

/// `a + b`; integers wrap around.
package struct Add: RowOperation, BinaryArithmetic {
  package static let name = "add"
  static let kernel = "sum"

  package init() {}

  static func combined(_ a: Double, _ b: Double) -> Double { sum(a, b) }
  static func combined(_ a: Float, _ b: Float) -> Float { sum(a, b) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { sum(a, b) }
}
