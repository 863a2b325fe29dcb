import Columns
import Kernels
import YAML

/// Numbers side by side, each as float64: the features of a model.
package struct MakeVector: RowOperation, AttributeFree {
  package static let name = "vector"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    guard !inputs.isEmpty, inputs.allSatisfy(\.isNumber) else { throw Self.mismatch("numbers", inputs) }
    return .vector(inputs.count)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    .vector(inputs.map { .floats($0.column?.float64s ?? []) })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let numbers = inputs.map { $0.cast(to: .float64) }.joined(separator: ", ")
    return SwiftExpression("vector((\(numbers)), count: \(inputs.count), scratch)", .vector(inputs.count))
  }
}
