import Columns
import Kernels
import YAML

/// The sum of two vectors of one length.
package struct AddVectors: RowOperation, AttributeFree {
  package static let name = "add-vectors"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard case .vector(let count) = inputs[0].base, inputs[1] == .vector(count) else {
      throw Self.mismatch("two vectors of one length", inputs)
    }
    return .vector(count)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let a = inputs[0].vector, let b = inputs[1].vector else {
      return RowValues(missing: .vector(0), count: inputs[0].count)
    }
    let scratch = Scratch()
    let width = min(a.count, b.count)
    return .vector(
      rows((a + b).map(\.float64s), count: inputs[0].count, width: width) { _, input, output in
        let sum = vectorSum(
          Vector(start: input, count: a.count), Vector(start: input + a.count, count: b.count), scratch)
        for index in 0..<width { output[index] = sum[index] }
        scratch.reset()
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("vectorSum(\(inputs[0].code), \(inputs[1].code), scratch)", inputs[0].type)
  }
}
