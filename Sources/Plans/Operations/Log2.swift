import Kernels

/// numpy's `log2`.
package struct Log2: RowOperation, UnaryMath {
  package static let name = "log2"
  static let kernel = "binaryLogarithm"

  package init() {}

  static func value(_ x: Double) -> Double { binaryLogarithm(x) }
}
