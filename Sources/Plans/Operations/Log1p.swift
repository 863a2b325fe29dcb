import Kernels

/// numpy's `log1p`.
package struct Log1p: RowOperation, UnaryMath {
  package static let name = "log1p"
  static let kernel = "logarithmOfOnePlus"

  package init() {}

  static func value(_ x: Double) -> Double { logarithmOfOnePlus(x) }
}
