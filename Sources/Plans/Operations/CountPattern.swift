import Columns
import Kernels
import RegularExpressions
import YAML

/// How often a regular expression matches, without overlap: pandas' `str.count`.
package struct CountPattern: RowOperation {
  package static let name = "count-pattern"
  private let pattern: Pattern

  package init(_ pattern: Pattern) {
    self.pattern = pattern
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    pattern = try attributes.pattern()
  }

  package var attributes: Attributes { Attributes(["pattern": ExactScalar(.string(pattern.source)).yaml]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectText(inputs)
    _ = try pattern.verified(Self.name)
    return ValueType(.int64, nullable: input.isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, let expression = try? pattern.compiled() else { return inputs[0] }
    let texts = column.texts
    return .column(
      .ints(count: column.count, missing: column.missing, failures: &failures) { row, scratch throws(RowError) in
        try texts.withText(row) { (text) throws(RowError) in Int64(try expression.count(in: text, scratch)) }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let member = scope.pattern(pattern.source.description)
    let code = spelledFailing(inputs[0]) { "Int64(\(member).count(in: \($0), scratch))" }
    return SwiftExpression(code, ValueType(.int64, nullable: inputs[0].type.isNullable), canFail: true)
  }
}
