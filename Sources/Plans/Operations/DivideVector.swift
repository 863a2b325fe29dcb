import Kernels
import YAML

/// Every number of a vector divided by a constant.
package struct DivideVector: RowOperation, VectorTransform {
  package static let name = "divide-vector"
  private let divisor: Double

  package init(by divisor: Double) {
    self.divisor = divisor
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    divisor = try attributes.float("divisor")
  }

  package var attributes: Attributes { Attributes(["divisor": .float(divisor)]) }

  func outputs(_ count: Int) -> Int? { divisor.isFinite ? count : nil }
  func apply(_ numbers: Vector, _ scratch: Scratch) -> Vector { divided(numbers, by: divisor, scratch) }
  var call: (start: String, end: String) { ("divided", ", by: \(swiftLiteral(divisor)), scratch") }
}
