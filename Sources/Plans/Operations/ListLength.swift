import Columns
import Kernels
import YAML

/// How many items a list has; of a missing list it is missing.
package struct ListLength: RowOperation, AttributeFree {
  package static let name = "list-length"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard case .list = inputs[0].base else { throw Self.mismatch("a list", inputs) }
    return ValueType(.int64, nullable: inputs[0].isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard case .lists(_, let starts, let missing) = inputs[0] else { return inputs[0] }
    let counts = zip(starts.dropFirst(), starts).map { Int64($0 - $1) }
    return .column(Column(.int64(counts)).masked(missing))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.int64, nullable: inputs[0].type.isNullable)
    return SwiftExpression(spelledText(inputs[0]) { "Int64(\($0).count)" }, type)
  }
}
