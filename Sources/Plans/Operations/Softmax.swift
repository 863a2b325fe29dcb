import Kernels
import YAML

/// The class probabilities of a score a class.
package struct Softmax: RowOperation, AttributeFree, VectorTransform {
  package static let name = "softmax"

  package init() {}

  func outputs(_ count: Int) -> Int? { count > 0 ? count : nil }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { softmax(scores, scratch) }
  var call: (start: String, end: String) { ("softmax", ", scratch") }
}
