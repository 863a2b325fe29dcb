package import Kernels

/// numpy's `log2`.
package struct Log2: RowOperation, ElementaryFunction {
  package static let name = "log2"
  package static let kernel = "binaryLogarithm"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { binaryLogarithm(x, by: code) }
}
