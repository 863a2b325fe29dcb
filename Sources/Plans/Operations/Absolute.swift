import Kernels

/// `abs(x)`; integers wrap around.
package struct Absolute: RowOperation, UnaryArithmetic {
  package static let name = "absolute"
  static let kernel = "absolute"

  package init() {}

  static func value(_ x: Double) -> Double { absolute(x) }
  static func value(_ x: Float) -> Float { absolute(x) }
  static func value(_ x: Int64) -> Int64 { absolute(x) }
}
