import Kernels

/// `a > b`; false with a missing value.
package struct Greater: RowOperation, ComparisonOperation {
  package static let name = "greater"
  static let kernel = "isGreater"
  static let label = "than: "

  package init() {}

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { isGreater(a, than: b) }
}
