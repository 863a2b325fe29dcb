import Kernels

/// numpy's `exp`.
package struct Exp: RowOperation, UnaryMath {
  package static let name = "exp"
  static let kernel = "exponential"

  package init() {}

  static func value(_ x: Double) -> Double { exponential(x) }
}
