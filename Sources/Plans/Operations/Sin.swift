import Kernels

/// numpy's `sin`.
package struct Sin: RowOperation, UnaryMath {
  package static let name = "sin"
  static let kernel = "sine"

  package init() {}

  static func value(_ x: Double) -> Double { sine(x) }
}
