import Kernels

/// `a * b`; integers wrap around.
package struct Multiply: RowOperation, BinaryArithmetic {
  package static let name = "multiply"
  static let kernel = "product"

  package init() {}

  static func combined(_ a: Double, _ b: Double) -> Double { product(a, b) }
  static func combined(_ a: Float, _ b: Float) -> Float { product(a, b) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { product(a, b) }
}
