import Columns
import Kernels
import YAML

/// Two strings, one behind the other; missing where one is.
package struct Concatenate: RowOperation, AttributeFree {
  package static let name = "concatenate"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard inputs.allSatisfy({ $0.base == .string }) else { throw Self.mismatch("two strings", inputs) }
    return ValueType(.string, nullable: inputs.contains(where: \.isNullable))
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let a = inputs[0].column, let b = inputs[1].column else { return inputs[0] }
    let (first, second) = (a.texts, b.texts)
    let missing = union(a.missing, b.missing)
    return .column(
      .texts(count: a.count, missing: missing, failures: &failures) { row, scratch in
        first.withText(row) { x in second.withText(row) { y in scratch.joined(x, y) } }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let (a, b) = (inputs[0], inputs[1])
    if !a.type.isNullable && !b.type.isNullable {
      return SwiftExpression("scratch.joined(\(a.code), \(b.code))", .string)
    }
    return SwiftExpression("both(\(a.code), \(b.code)) { scratch.joined($0, $1) }", ValueType.string.nullable)
  }
}
