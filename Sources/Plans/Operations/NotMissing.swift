import Columns
import Kernels
import YAML

/// Whether a value is there: `notna`.
package struct NotMissing: RowOperation, AttributeFree {
  package static let name = "not-missing"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0].isScalar else { throw Self.mismatch("one value", inputs) }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let missing = inputs[0].column?.missingRows
    return .column(.bools(missing?.map { not($0) } ?? Array(repeating: true, count: inputs[0].count)))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("not(\(spelledMissing(inputs[0])))", .bool)
  }
}
