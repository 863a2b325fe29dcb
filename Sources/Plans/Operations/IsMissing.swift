import Columns
import Kernels
import YAML

/// Whether a value is missing: `isna`.
package struct IsMissing: RowOperation, AttributeFree {
  package static let name = "is-missing"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0].isScalar else { throw Self.mismatch("one value", inputs) }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let missing = inputs[0].column?.missingRows
    return .column(.bools(missing ?? Array(repeating: false, count: inputs[0].count)))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression(spelledMissing(inputs[0]), .bool)
  }
}

/// What never is missing says so without a call.
func spelledMissing(_ input: SwiftExpression) -> String {
  input.type.isFloat || input.type.isNullable ? "isMissing(\(input.code))" : "false"
}
