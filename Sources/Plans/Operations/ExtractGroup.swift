import Columns
import Kernels
import RegularExpressions
import YAML

/// What a group of a regular expression's first match is; missing without a match, or where the group took no part.
package struct ExtractGroup: RowOperation {
  package static let name = "extract"
  private let pattern: Pattern
  private let group: Int

  /// - Parameter group: from 1; 0 is the whole match.
  package init(_ pattern: Pattern, group: Int) {
    self.pattern = pattern
    self.group = group
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    pattern = try attributes.pattern()
    group = try attributes.int("group")
  }

  package var attributes: Attributes {
    Attributes(["pattern": ExactScalar(.string(pattern.source)).yaml, "group": .int(Int64(group))])
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectText(inputs)
    let groups = try pattern.verified(Self.name).groupCount
    guard (0...groups).contains(group) else { throw TypeMismatch("'extract' has no group \(group) in its pattern") }
    return ValueType.string.nullable
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, let expression = try? pattern.compiled() else { return inputs[0] }
    let texts = column.texts
    return .column(
      .texts(count: column.count, missing: column.missing, failures: &failures) { row, scratch throws(RowError) in
        try texts.withText(row) { (text) throws(RowError) in
          try expression.search(text, scratch)?.group(group).map { scratch.text(copying: $0.bytes) }
        }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let member = scope.pattern(pattern.source.description)
    let code = spelledFailing(inputs[0], flat: true) { "\(member).search(\($0), scratch)?.group(\(group))" }
    return SwiftExpression(code, ValueType.string.nullable, canFail: true)
  }
}
