import Columns
import Kernels
import YAML

/// `~a` of a bool.
package struct Not: RowOperation, AttributeFree {
  package static let name = "not"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0] == .bool else { throw Self.mismatch("a bool", inputs) }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    .column(.bools((inputs[0].column?.bools ?? []).map { not($0) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("not(\(inputs[0].code))", .bool)
  }
}
