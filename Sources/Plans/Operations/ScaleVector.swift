import Kernels
import YAML

/// Every number of a vector times a constant.
package struct ScaleVector: RowOperation, VectorTransform {
  package static let name = "scale-vector"
  private let factor: Double

  package init(by factor: Double) {
    self.factor = factor
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    factor = try attributes.float("factor")
  }

  package var attributes: Attributes { Attributes(["factor": .float(factor)]) }

  func outputs(_ count: Int) -> Int? { factor.isFinite ? count : nil }
  func apply(_ numbers: Vector, _ scratch: Scratch) -> Vector { scaled(numbers, by: factor, scratch) }
  var call: (start: String, end: String) { ("scaled", ", by: \(swiftLiteral(factor)), scratch") }
}
