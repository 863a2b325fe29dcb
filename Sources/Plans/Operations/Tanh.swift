import Kernels

/// numpy's `tanh`.
package struct Tanh: RowOperation, UnaryMath {
  package static let name = "tanh"
  static let kernel = "hyperbolicTangent"

  package init() {}

  static func value(_ x: Double) -> Double { hyperbolicTangent(x) }
}
