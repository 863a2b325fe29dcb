import Kernels
import YAML

/// Probabilities of scores that are clipped to −1 and 1.
package struct ClippedProbabilities: RowOperation, AttributeFree, VectorTransform {
  package static let name = "clipped-probabilities"

  package init() {}

  func outputs(_ count: Int) -> Int? { count == 1 ? 2 : count }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { clippedProbabilities(scores, scratch) }
  var call: (start: String, end: String) { ("clippedProbabilities", ", scratch") }
}
