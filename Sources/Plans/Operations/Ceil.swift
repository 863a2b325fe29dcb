import Kernels

/// numpy's `ceil`.
package struct Ceil: RowOperation, UnaryMath {
  package static let name = "ceil"
  static let kernel = "ceiled"

  package init() {}

  static func value(_ x: Double) -> Double { ceiled(x) }
}
