import Kernels

/// numpy's `trunc`.
package struct Trunc: RowOperation, UnaryMath {
  package static let name = "trunc"
  static let kernel = "wholePart"

  package init() {}

  static func value(_ x: Double) -> Double { wholePart(x) }
}
