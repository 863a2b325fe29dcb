import Kernels

/// `a / b`: integers are divided as float64; by zero it is infinite or NaN.
package struct Divide: RowOperation, BinaryArithmetic {
  package static let name = "divide"
  static let kernel = "quotient"

  package init() {}

  static func kind(_ a: ValueType, _ b: ValueType) -> NumberKind? {
    NumberKind.promoting(a, b).map { $0 < .float32 ? .float64 : $0 }
  }

  static func combined(_ a: Double, _ b: Double) -> Double { quotient(a, b) }
  static func combined(_ a: Float, _ b: Float) -> Float { quotient(a, b) }
}
