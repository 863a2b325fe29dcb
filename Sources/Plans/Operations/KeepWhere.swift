import Columns
import Kernels
import YAML

/// The second input where the first, a bool, holds, else missing: pandas' `where` without another value.
package struct KeepWhere: RowOperation, AttributeFree {
  package static let name = "keep-where"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard inputs[0] == .bool, inputs[1].isScalar else { throw Self.mismatch("a bool and a value", inputs) }
    return inputs[1].nullable
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let mask = inputs[0].column?.bools, let column = inputs[1].column else { return inputs[1] }
    return .column(column.masked(map(mask, column.missing ?? Array(repeating: false, count: mask.count)) { !$0 || $1 }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = inputs[1].type.nullable
    let missing = SwiftExpression(missing: type)
    return SwiftExpression(
      "chosen(\(inputs[1].typedCode), if: \(inputs[0].code), else: \(missing.code))", type)
  }
}
