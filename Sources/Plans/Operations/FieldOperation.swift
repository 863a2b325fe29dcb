import Columns
import YAML

/// A raw field of the record. `Plan.evaluate` puts the field's column in its place.
package struct FieldOperation: RowOperation {
  package static let name = "field"
  package let field: String
  private let type: ValueType

  package init(_ field: String, type: ValueType) {
    self.field = field
    self.type = type
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    field = try attributes.string("name")
    guard let type = attributes.nodeType else { throw PlanError("'field' needs the type of its node") }
    self.type = type
  }

  package var attributes: Attributes { Attributes(["name": .string(field)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 0)
    return type
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    RowValues(missing: type, count: inputs.first?.count ?? 0)
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression(scope.field(field), type)
  }
}
