package import Kernels

/// numpy's `expm1`.
package struct Expm1: RowOperation, ElementaryFunction {
  package static let name = "expm1"
  package static let kernel = "exponentialMinusOne"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { exponentialMinusOne(x, by: code) }
}
