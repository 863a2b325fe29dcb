import Kernels
import YAML

/// Class probabilities of a decision for each pair of classes, through a sigmoid for each pair.
package struct PairwiseProbabilities: RowOperation, VectorTransform {
  package static let name = "pairwise-probabilities"
  private let slopes: [Double]
  private let offsets: [Double]

  /// - Parameters:
  ///   - slopes: `probA_`.
  ///   - offsets: `probB_`, as many.
  package init(slopes: [Double], offsets: [Double]) {
    self.slopes = slopes
    self.offsets = offsets
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    slopes = try attributes.floats("slopes")
    offsets = try attributes.floats("offsets")
    guard slopes.count == offsets.count else { throw PlanError("'\(Self.name)' has sigmoids without both numbers") }
  }

  package var attributes: Attributes {
    var attributes = Attributes()
    attributes.append("slopes", .list(slopes.map { YAMLNode($0) }))
    attributes.append("offsets", .list(offsets.map { YAMLNode($0) }))
    return attributes
  }

  func outputs(_ count: Int) -> Int? { count == slopes.count ? pairedClasses(count) : nil }

  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector {
    slopes.withUnsafeBufferPointer { slopes in
      offsets.withUnsafeBufferPointer { offsets in
        pairwiseProbabilities(scores, slopes: slopes, offsets: offsets, scratch)
      }
    }
  }

  var call: (start: String, end: String) {
    let (a, b) = (slopes.map(swiftLiteral).joined(separator: ", "), offsets.map(swiftLiteral).joined(separator: ", "))
    return ("pairwiseProbabilities", ", slopes: (\(a)), offsets: (\(b)), scratch")
  }
}
