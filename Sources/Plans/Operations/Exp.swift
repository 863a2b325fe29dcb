package import Kernels

/// numpy's `exp`.
package struct Exp: RowOperation, ElementaryFunction {
  package static let name = "exp"
  package static let kernel = "exponential"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { exponential(x, by: code) }
}
