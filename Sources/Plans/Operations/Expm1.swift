import Kernels

/// numpy's `expm1`.
package struct Expm1: RowOperation, UnaryMath {
  package static let name = "expm1"
  static let kernel = "exponentialMinusOne"

  package init() {}

  static func value(_ x: Double) -> Double { exponentialMinusOne(x) }
}
