import Kernels

/// `a - b`; integers wrap around.
package struct Subtract: RowOperation, BinaryArithmetic {
  package static let name = "subtract"
  static let kernel = "difference"

  package init() {}

  static func combined(_ a: Double, _ b: Double) -> Double { difference(a, b) }
  static func combined(_ a: Float, _ b: Float) -> Float { difference(a, b) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { difference(a, b) }
}
