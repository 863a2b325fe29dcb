import Columns
import Kernels
import YAML

/// A member's vote for the class whose index it names: one number for it, another for the other classes.
package struct Vote: RowOperation {
  package static let name = "vote"
  private let classes: Int
  private let hit: Double
  private let miss: Double

  package init(classes: Int, hit: Double, miss: Double) {
    self.classes = classes
    self.hit = hit
    self.miss = miss
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    classes = try attributes.int("classes")
    hit = try attributes.float("hit")
    miss = try attributes.float("miss")
  }

  package var attributes: Attributes {
    Attributes(["classes": .int(Int64(classes)), "hit": .float(hit), "miss": .float(miss)])
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectNumber(inputs)
    guard (1..<1 << 24).contains(classes), hit.isFinite, miss.isFinite else {
      throw TypeMismatch("'vote' has no classes, or votes that are not finite")
    }
    return .vector(classes)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let indices = inputs[0].column?.float64s ?? []
    let scratch = Scratch()
    return .vector(
      rows([indices], count: indices.count, width: classes) { _, input, output in
        let votes = vote(input[0], classes: classes, hit: hit, miss: miss, scratch)
        for k in 0..<classes { output[k] = votes[k] }
        scratch.reset()
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let votes = "hit: \(swiftLiteral(hit)), miss: \(swiftLiteral(miss))"
    return SwiftExpression(
      "vote(\(inputs[0].cast(to: .float64)), classes: \(classes), \(votes), scratch)", .vector(classes))
  }
}
