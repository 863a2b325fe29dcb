package import Kernels

/// numpy's `log10`.
package struct Log10: RowOperation, ElementaryFunction {
  package static let name = "log10"
  package static let kernel = "decimalLogarithm"
  package let code: ElementaryCode

  package static var ulps: Int { 2 }

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { decimalLogarithm(x, by: code) }
}
