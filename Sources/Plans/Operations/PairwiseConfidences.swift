import Kernels
import YAML

/// Votes for each class, equal ones told apart by the sums of the decisions.
package struct PairwiseConfidences: RowOperation, AttributeFree, VectorTransform {
  package static let name = "pairwise-confidences"

  package init() {}

  func outputs(_ count: Int) -> Int? { pairedClasses(count) }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { pairwiseConfidences(scores, scratch) }
  var call: (start: String, end: String) { ("pairwiseConfidences", ", scratch") }
}
