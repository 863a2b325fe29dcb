package import Kernels

/// numpy's `log1p`.
package struct Log1p: RowOperation, ElementaryFunction {
  package static let name = "log1p"
  package static let kernel = "logarithmOfOnePlus"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { logarithmOfOnePlus(x, by: code) }
}
