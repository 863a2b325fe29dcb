import Kernels

/// `a >= b`; false with a missing value.
package struct GreaterOrEqual: RowOperation, ComparisonOperation {
  package static let name = "greater-or-equal"
  static let kernel = "isAtLeast"

  package init() {}

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { isAtLeast(a, b) }
}
