import Kernels

/// `a | b`
package struct Or: RowOperation, BinaryLogic {
  package static let name = "or"
  static let kernel = "or"

  package init() {}

  static func combined(_ a: Bool, _ b: Bool) -> Bool { or(a, b) }
}
