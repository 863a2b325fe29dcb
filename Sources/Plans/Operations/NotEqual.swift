import Kernels

/// `a != b`; true with a missing value.
package struct NotEqual: RowOperation, ComparisonOperation {
  package static let name = "not-equal"
  static let kernel = "isUnequal"
  static let withMissing = true

  package init() {}

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { isUnequal(a, b) }
}
