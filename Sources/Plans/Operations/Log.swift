package import Kernels

/// numpy's `log`.
package struct Log: RowOperation, ElementaryFunction {
  package static let name = "log"
  package static let kernel = "naturalLogarithm"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { naturalLogarithm(x, by: code) }
}
