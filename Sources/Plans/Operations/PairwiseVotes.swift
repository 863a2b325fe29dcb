import Kernels
import YAML

/// Votes for each class of a decision for each pair of classes.
package struct PairwiseVotes: RowOperation, AttributeFree, VectorTransform {
  package static let name = "pairwise-votes"

  package init() {}

  func outputs(_ count: Int) -> Int? { pairedClasses(count) }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { pairwiseVotes(scores, scratch) }
  var call: (start: String, end: String) { ("pairwiseVotes", ", scratch") }
}

/// How many classes make `count` pairs; `nil` where no number of classes does.
func pairedClasses(_ count: Int) -> Int? {
  let classes = classes(ofPairs: count)
  return count > 0 && classes > 0 ? classes : nil
}
