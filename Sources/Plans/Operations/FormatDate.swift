import Columns
package import Kernels
import YAML

/// Units since 1970 as text, as `strftime` writes them; of a missing date it is missing.
package struct FormatDate: RowOperation {
  package static let name = "format-date"
  private let format: PythonString
  private let perSecond: Int64

  package init(_ format: PythonString, perSecond: Int64) {
    self.format = format
    self.perSecond = perSecond
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    format = try attributes.pythonString("format")
    perSecond = try attributes.perSecond()
  }

  package var attributes: Attributes {
    Attributes(["format": ExactScalar(.string(format)).yaml, "per_second": .int(perSecond)])
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    ValueType(.string, nullable: try Self.expectDate(inputs).isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let counts = column.int64s
    return .column(
      .texts(count: column.count, missing: column.missing, failures: &failures) { row, scratch throws(RowError) in
        format.withText { text(of: Instant(counts[row], perSecond: perSecond), format: $0, scratch) }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let format = swiftLiteral(format)
    let code = spelledText(inputs[0]) {
      "text(of: Instant(\($0), perSecond: \(perSecond)), format: \(format), scratch)"
    }
    return SwiftExpression(code, ValueType(.string, nullable: inputs[0].type.isNullable))
  }
}
