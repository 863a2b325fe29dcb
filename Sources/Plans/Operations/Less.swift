import Kernels

/// `a < b`; false with a missing value.
package struct Less: RowOperation, ComparisonOperation {
  package static let name = "less"
  static let kernel = "isLess"
  static let label = "than: "

  package init() {}

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { isLess(a, than: b) }
}
