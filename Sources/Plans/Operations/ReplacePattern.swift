import Columns
package import Kernels
import RegularExpressions
import YAML

/// A regular expression's matches replaced by a template: Python's `re.sub`.
package struct ReplacePattern: RowOperation {
  package static let name = "replace-pattern"
  private let pattern: Pattern
  private let template: PythonString
  private let count: Int

  /// - Parameters:
  ///   - template: as Python's `sub` reads it: `\1`, `\g<name>`.
  ///   - count: how many matches at most; 0 for all.
  package init(_ pattern: Pattern, with template: PythonString, count: Int = 0) {
    self.pattern = pattern
    self.template = template
    self.count = max(count, 0)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    pattern = try attributes.pattern()
    template = try attributes.pythonString("by")
    count = try attributes.optionalInt("count") ?? 0
  }

  package var attributes: Attributes {
    var attributes = Attributes([
      "pattern": ExactScalar(.string(pattern.source)).yaml, "by": ExactScalar(.string(template)).yaml,
    ])
    if count > 0 { attributes.append("count", .int(Int64(count))) }
    return attributes
  }

  private func compiled() throws(PatternError) -> (RegularExpression, ReplacementTemplate) {
    let expression = try pattern.compiled()
    return try template.withText { (text) throws(PatternError) in
      (expression, try ReplacementTemplate(text, for: expression))
    }
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectText(inputs)
    _ = try pattern.verified(Self.name)
    do throws(PatternError) {
      _ = try compiled()
    } catch {
      throw TypeMismatch("'replace-pattern' has a malformed template: \(error.message)")
    }
    return input
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, let (expression, template) = try? compiled() else { return inputs[0] }
    let texts = column.texts
    return .column(
      .texts(count: column.count, missing: column.missing, failures: &failures) { row, scratch throws(RowError) in
        try texts.withText(row) { (text) throws(RowError) in
          let replaced = try expression.replaced(text, with: template, count: count, scratch)
          return scratch.text(copying: replaced.bytes)
        }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let source = pattern.source.description
    let member = scope.pattern(source)
    let with = scope.template(template.description, for: source)
    let limit = count > 0 ? ", count: \(count)" : ""
    let code = spelledFailing(inputs[0]) { "\(member).replaced(\($0), with: \(with)\(limit), scratch)" }
    return SwiftExpression(code, inputs[0].type, canFail: true)
  }
}
