import Kernels

/// `a <= b`; false with a missing value.
package struct LessOrEqual: RowOperation, ComparisonOperation {
  package static let name = "less-or-equal"
  static let kernel = "isAtMost"

  package init() {}

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { isAtMost(a, b) }
}
