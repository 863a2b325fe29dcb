package import Kernels

/// numpy's `sin`.
package struct Sin: RowOperation, ElementaryFunction {
  package static let name = "sin"
  package static let kernel = "sine"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { sine(x, by: code) }
}
