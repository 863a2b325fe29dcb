import Kernels
import YAML

/// Class probabilities of joint log likelihoods.
package struct NormalisedExponentials: RowOperation, VectorTransform {
  package static let name = "normalised-exponentials"
  private let separatesLargest: Bool

  /// - Parameter separatesLargest: whether the largest stays outside of the sum (scipy since 1.15).
  package init(separatesLargest: Bool) {
    self.separatesLargest = separatesLargest
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    separatesLargest = try attributes.bool("separates-largest")
  }

  package var attributes: Attributes { Attributes(["separates-largest": .bool(separatesLargest)]) }

  func outputs(_ count: Int) -> Int? { count > 0 ? count : nil }

  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector {
    normalisedExponentials(scores, separatesLargest: separatesLargest, scratch)
  }

  var call: (start: String, end: String) {
    ("normalisedExponentials", ", separatesLargest: \(separatesLargest), scratch")
  }
}
