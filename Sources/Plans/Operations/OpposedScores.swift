import Kernels
import YAML

/// Half of a score against and for the second class.
package struct OpposedScores: RowOperation, AttributeFree, VectorTransform {
  package static let name = "opposed-scores"

  package init() {}

  func outputs(_ count: Int) -> Int? { count == 1 ? 2 : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { opposedScores(scores, scratch) }
  var call: (start: String, end: String) { ("opposedScores", ", scratch") }
}
