import Kernels

/// numpy's `log10`.
package struct Log10: RowOperation, UnaryMath {
  package static let name = "log10"
  static let kernel = "decimalLogarithm"

  package init() {}

  static func value(_ x: Double) -> Double { decimalLogarithm(x) }
}
