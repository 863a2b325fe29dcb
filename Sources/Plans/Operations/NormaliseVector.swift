package import Kernels
import YAML

/// The numbers of a row divided by their length, as `Normalizer` does it.
package struct NormaliseVector: RowOperation, VectorTransform {
  package static let name = "normalise-vector"
  private let norm: RowNorm
  private let inOrder: Bool

  /// - Parameter inOrder: whether squares are summed from the first feature to the last.
  package init(by norm: RowNorm, inOrder: Bool) {
    self.norm = norm
    self.inOrder = inOrder
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    switch try attributes.string("norm") {
    case "l1": norm = .sum
    case "l2": norm = .euclidean
    case "max": norm = .greatest
    default: throw PlanError("'norm' of 'normalise-vector' must be l1, l2 or max")
    }
    inOrder = try attributes.bool("in-order")
  }

  private var word: (python: String, swift: String) {
    switch norm {
    case .sum: ("l1", "sum")
    case .euclidean: ("l2", "euclidean")
    case .greatest: ("max", "greatest")
    }
  }

  package var attributes: Attributes { Attributes(["norm": .string(word.python), "in-order": .bool(inOrder)]) }

  func outputs(_ count: Int) -> Int? { count > 0 ? count : nil }

  func apply(_ row: Vector, _ scratch: Scratch) -> Vector { normalised(row, by: norm, inOrder: inOrder, scratch) }

  var call: (start: String, end: String) { ("normalised", ", by: .\(word.swift), inOrder: \(inOrder), scratch") }
}
