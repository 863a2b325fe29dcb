import Kernels
import YAML

/// Probabilities of scores that were fitted one class against the rest: logistic, then divided by their sum.
package struct OneAgainstRest: RowOperation, VectorTransform {
  package static let name = "one-against-rest"
  private let uniformWhereZero: Bool

  /// - Parameter uniformWhereZero: whether all-zero rows become uniform (scikit-learn from 1.3) or NaN.
  package init(uniformWhereZero: Bool) {
    self.uniformWhereZero = uniformWhereZero
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    uniformWhereZero = try attributes.bool("uniform")
  }

  package var attributes: Attributes { Attributes(["uniform": .bool(uniformWhereZero)]) }

  func outputs(_ count: Int) -> Int? { count > 0 ? count : nil }

  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector {
    oneAgainstRestProbabilities(scores, uniformWhereZero: uniformWhereZero, scratch)
  }

  var call: (start: String, end: String) {
    ("oneAgainstRestProbabilities", ", uniformWhereZero: \(uniformWhereZero), scratch")
  }
}
