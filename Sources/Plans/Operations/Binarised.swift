import Kernels
import YAML

/// 1 for numbers above a threshold, 0 for others.
package struct Binarised: RowOperation, VectorTransform {
  package static let name = "binarised"
  private let threshold: Double

  package init(above threshold: Double) {
    self.threshold = threshold
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    threshold = try attributes.float("threshold")
  }

  package var attributes: Attributes { Attributes(["threshold": .float(threshold)]) }

  func outputs(_ count: Int) -> Int? { count }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { binarised(scores, above: threshold, scratch) }
  var call: (start: String, end: String) { ("binarised", ", above: \(swiftLiteral(threshold)), scratch") }
}
