import Kernels

/// `a & b`
package struct And: RowOperation, BinaryLogic {
  package static let name = "and"
  static let kernel = "and"

  package init() {}

  static func combined(_ a: Bool, _ b: Bool) -> Bool { and(a, b) }
}
