import Kernels
import YAML

/// Two votes from a binary model's one score: for the second class where the score is at least zero.
package struct VotesFromZero: RowOperation, AttributeFree, VectorTransform {
  package static let name = "votes-from-zero"

  package init() {}

  func outputs(_ count: Int) -> Int? { count == 1 ? 2 : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { votesFromZero(scores, scratch) }
  var call: (start: String, end: String) { ("votesFromZero", ", scratch") }
}
