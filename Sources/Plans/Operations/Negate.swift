import Kernels

/// `-x`; integers wrap around.
package struct Negate: RowOperation, UnaryArithmetic {
  package static let name = "negate"
  static let kernel = "negated"

  package init() {}

  static func value(_ x: Double) -> Double { negated(x) }
  static func value(_ x: Float) -> Float { negated(x) }
  static func value(_ x: Int64) -> Int64 { negated(x) }
}
