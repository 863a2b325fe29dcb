import Kernels

/// `a == b`; false with a missing value.
package struct Equal: RowOperation, ComparisonOperation {
  package static let name = "equal"
  static let kernel = "isEqual"

  package init() {}

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { isEqual(a, b) }
}
