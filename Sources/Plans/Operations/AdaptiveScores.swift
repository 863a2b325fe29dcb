import Kernels
import YAML

/// What SAMME.R adds up of a member's class probabilities.
package struct AdaptiveScores: RowOperation, AttributeFree, VectorTransform {
  package static let name = "adaptive-scores"

  package init() {}

  func outputs(_ count: Int) -> Int? { count > 0 ? count : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { adaptiveScores(scores, scratch) }
  var call: (start: String, end: String) { ("adaptiveScores", ", scratch") }
}
