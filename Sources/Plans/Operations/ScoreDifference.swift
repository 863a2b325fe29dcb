import Kernels
import YAML

/// The second of two scores less the first.
package struct ScoreDifference: RowOperation, AttributeFree, VectorTransform {
  package static let name = "score-difference"

  package init() {}

  func outputs(_ count: Int) -> Int? { count == 2 ? 1 : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { scoreDifference(scores, scratch) }
  var call: (start: String, end: String) { ("scoreDifference", ", scratch") }
}
