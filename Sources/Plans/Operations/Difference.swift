import Kernels
import YAML

/// The second number less the first: what decides between two classes.
package struct Difference: RowOperation, AttributeFree, VectorTransform {
  package static let name = "difference"

  package init() {}

  func outputs(_ count: Int) -> Int? { count == 2 ? 1 : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { difference(scores, scratch) }
  var call: (start: String, end: String) { ("difference", ", scratch") }
}
