import Kernels

/// `a ^ b`
package struct Xor: RowOperation, BinaryLogic {
  package static let name = "xor"
  static let kernel = "xor"

  package init() {}

  static func combined(_ a: Bool, _ b: Bool) -> Bool { xor(a, b) }
}
