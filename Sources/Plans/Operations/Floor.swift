import Kernels

/// numpy's `floor`.
package struct Floor: RowOperation, UnaryMath {
  package static let name = "floor"
  static let kernel = "floored"

  package init() {}

  static func value(_ x: Double) -> Double { floored(x) }
}
