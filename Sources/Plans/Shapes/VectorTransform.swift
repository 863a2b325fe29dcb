import Columns
import Kernels

/// From a vector of scores to a vector of probabilities.
protocol VectorTransform: RowOperation {
  /// How many numbers come out of `count`; `nil` for counts that are refused.
  func outputs(_ count: Int) -> Int?

  func apply(_ scores: Vector, _ scratch: Scratch) -> Vector

  /// The kernel's name and its arguments behind the scores: `softmax(`, `, scratch)`.
  var call: (start: String, end: String) { get }
}

extension VectorTransform {
  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard case .vector(let count) = inputs[0].base, let outputs = outputs(count) else {
      throw Self.mismatch("a vector of scores", inputs)
    }
    return .vector(outputs)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let columns = inputs[0].vector, let width = outputs(columns.count) else {
      return RowValues(missing: .vector(0), count: inputs[0].count)
    }
    let scratch = Scratch()
    return .vector(
      rows(columns.map(\.float64s), count: inputs[0].count, width: width) { _, input, output in
        let result = apply(Vector(start: input, count: columns.count), scratch)
        for index in 0..<width { output[index] = result[index] }
        scratch.reset()
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    guard case .vector(let count) = inputs[0].type.base, let width = outputs(count) else { return inputs[0] }
    return SwiftExpression("\(call.start)(\(inputs[0].code)\(call.end))", .vector(width))
  }
}
