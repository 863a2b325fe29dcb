package import Kernels

/// numpy's `cos`.
package struct Cos: RowOperation, ElementaryFunction {
  package static let name = "cos"
  package static let kernel = "cosine"
  package let code: ElementaryCode

  package init(by code: ElementaryCode) {
    self.code = code
  }

  package static func value(_ x: Double, by code: ElementaryCode) -> Double { cosine(x, by: code) }
}
