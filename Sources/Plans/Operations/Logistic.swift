import Kernels

/// scipy's `expit`.
package struct Logistic: RowOperation, UnaryMath {
  package static let name = "logistic"
  static let kernel = "logistic"

  package init() {}

  static func value(_ x: Double) -> Double { logistic(x) }
}
