import Kernels

/// numpy's `cos`.
package struct Cos: RowOperation, UnaryMath {
  package static let name = "cos"
  static let kernel = "cosine"

  package init() {}

  static func value(_ x: Double) -> Double { cosine(x) }
}
