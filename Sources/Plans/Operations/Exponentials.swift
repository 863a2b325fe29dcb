import Kernels
import YAML

/// `exp` of each number.
package struct Exponentials: RowOperation, AttributeFree, VectorTransform {
  package static let name = "exponentials"

  package init() {}

  func outputs(_ count: Int) -> Int? { count }
  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector { exponentials(scores, scratch) }
  var call: (start: String, end: String) { ("exponentials", ", scratch") }
}
