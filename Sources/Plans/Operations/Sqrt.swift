import Kernels

/// numpy's `sqrt`.
package struct Sqrt: RowOperation, UnaryMath {
  package static let name = "sqrt"
  static let kernel = "squareRoot"

  package init() {}

  static func value(_ x: Double) -> Double { squareRoot(x) }
}
