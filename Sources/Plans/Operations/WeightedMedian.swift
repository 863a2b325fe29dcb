import Columns
import Kernels
import YAML

/// The weighted median of two vectors, answers and their weights, as a vector of one.
package struct WeightedMedian: RowOperation, AttributeFree {
  package static let name = "weighted-median"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard case .vector(let count) = inputs[0].base, count > 0, inputs[1] == .vector(count) else {
      throw Self.mismatch("two vectors of one length", inputs)
    }
    return .vector(1)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let answers = inputs[0].vector, let weights = inputs[1].vector, answers.count == weights.count else {
      return RowValues(missing: .vector(0), count: inputs[0].count)
    }
    let scratch = Scratch()
    return .vector(
      rows((answers + weights).map(\.float64s), count: inputs[0].count, width: 1) { _, input, output in
        let median = weightedMedian(
          Vector(start: input, count: answers.count),
          weights: Vector(start: input + answers.count, count: weights.count),
          scratch)
        output[0] = median[0]
        scratch.reset()
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("weightedMedian(\(inputs[0].code), weights: \(inputs[1].code), scratch)", .vector(1))
  }
}
