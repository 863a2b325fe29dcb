import Kernels
import YAML

/// The class probabilities of a binary linear model's one score: `1 - p` and `p`, `p` its logistic.
package struct LogisticProbabilities: RowOperation, AttributeFree, VectorTransform {
  package static let name = "logistic-probabilities"

  package init() {}

  func outputs(_ count: Int) -> Int? { count == 1 ? 2 : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { logisticProbabilities(scores, scratch) }
  var call: (start: String, end: String) { ("logisticProbabilities", ", scratch") }
}
