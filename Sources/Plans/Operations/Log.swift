import Kernels

/// numpy's `log`.
package struct Log: RowOperation, UnaryMath {
  package static let name = "log"
  static let kernel = "naturalLogarithm"

  package init() {}

  static func value(_ x: Double) -> Double { naturalLogarithm(x) }
}
