package import Columns
import YAML

/// A frozen value, the same in every row.
package struct Constant: RowOperation {
  package static let name = "constant"
  package let value: ExactScalar
  private let type: ValueType

  /// `value` as a row function. Missing has the type `float64?`, that is NaN, unless `type` says otherwise.
  package init(_ value: Scalar, type: ValueType? = nil) {
    let exact = ExactScalar(value)
    self.value = exact
    self.type = type ?? exact.type ?? ValueType(.float64, nullable: true)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    let value = try attributes.scalar("value")
    self.init(value.value, type: attributes.nodeType)
  }

  package var attributes: Attributes { Attributes(["value": value.yaml]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 0)
    let column = Column(value.value, of: type, count: 1)
    guard type.isScalar, !column.isMissing(0) || value.value.isMissing && (type.isNullable || type.isFloat) else {
      throw TypeMismatch("'constant' holds no \(type)")
    }
    return type
  }

  /// One row, or as many as the column that comes with it has: a constant takes no inputs, but rows must be counted.
  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    rows(inputs.first?.count ?? 1)
  }

  /// The value in `count` rows.
  package func rows(_ count: Int) -> RowValues { .column(Column(value.value, of: type, count: count)) }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression(literal: value.value, type)
  }
}
