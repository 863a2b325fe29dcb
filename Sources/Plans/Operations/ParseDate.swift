import Columns
package import Kernels
import YAML

/// A text as a date: units since 1970, without a zone. A missing text stays missing, as do pandas' words for it.
///
/// - SeeAlso: pandas `to_datetime`.
package struct ParseDate: RowOperation {
  package static let name = "parse-date"

  /// How the texts are read.
  package enum Spelling: Hashable, Sendable {
    /// As `strptime` reads this format.
    case format(PythonString)
    /// Each text by itself, as dates are usually written.
    case usual(dayFirst: Bool)
  }

  package let spelling: Spelling
  /// Units in a second.
  package let perSecond: Int64
  /// What a text that is no date raises, `{}` standing for the text; `nil` if it becomes missing.
  package let refusal: RaisedError?

  package init(_ spelling: Spelling, perSecond: Int64, raising refusal: RaisedError?) {
    self.spelling = spelling
    self.perSecond = perSecond
    self.refusal = refusal
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    if let format = try attributes.optionalPythonString("format") {
      spelling = .format(format)
    } else {
      spelling = .usual(dayFirst: try attributes.optionalBool("day_first") ?? false)
    }
    perSecond = try attributes.perSecond()
    refusal = try attributes.raisedError()
  }

  package var attributes: Attributes {
    var attributes = Attributes(["per_second": .int(perSecond)])
    switch spelling {
    case .format(let format): attributes.append("format", ExactScalar(.string(format)).yaml)
    case .usual(let dayFirst): if dayFirst { attributes.append("day_first", .bool(true)) }
    }
    attributes.append(refusal)
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectText(inputs)
    guard [1, 1_000, 1_000_000, 1_000_000_000].contains(perSecond) else {
      throw TypeMismatch("'parse-date' counts seconds, milli-, micro- or nanoseconds")
    }
    return ValueType.int64.nullable
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let texts = column.texts
    let counts = Column.ints(count: column.count, missing: column.missing, failures: &failures) {
      (row, scratch) throws(RowError) in
      texts.withText(row) { count($0) }
    }
    if let refusal { refuse(column, counts, refusal, &failures) }
    return .column(counts)
  }

  private func count(_ text: Text) -> Int64? {
    switch spelling {
    case .format(let format): format.withText { dateCount(text, format: $0, perSecond: perSecond) }
    case .usual(let dayFirst): dateCount(reading: text, dayFirst: dayFirst, perSecond: perSecond)
    }
  }

  /// What the kernel that raises says of the texts that gave nothing.
  private func refuse(_ column: Column, _ counts: Column, _ refusal: RaisedError, _ failures: inout RowFailures) {
    let texts = column.texts
    for row in 0..<column.count where counts.isMissing(row) && !column.isMissing(row) {
      texts.withText(row) { text in
        if isNotATime(text) { return }
        let quoted = PythonString(text).description
        failures.append(
          row,
          RaisedError(refusal.type, refusal.message.replacingFirst("{}", with: quoted)))
      }
    }
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType.int64.nullable
    let reading =
      switch spelling {
      case .format(let format): (first: "", rest: "format: \(swiftLiteral(format)), perSecond: \(perSecond)")
      case .usual(let dayFirst): (first: "reading: ", rest: "dayFirst: \(dayFirst), perSecond: \(perSecond)")
      }
    guard let refusal else {
      let call = { (text: String) in "dateCount(\(reading.first)\(text), \(reading.rest))" }
      let code = inputs[0].type.isNullable ? "\(inputs[0].code).flatMap { \(call("$0")) }" : call(inputs[0].code)
      return SwiftExpression(code, type)
    }
    let parts = refusal.message.splitFirst("{}")
    let raised =
      "DateRefusal(\(swiftStringLiteral(PythonString(refusal.type))), \(swiftLiteral(PythonString(parts.0))), "
      + "\(swiftLiteral(PythonString(parts.1))))"
    let code = spelledFailing(inputs[0], flat: true) {
      "dateCount(\(reading.first)\($0), \(reading.rest), orRaise: \(raised), scratch)"
    }
    return SwiftExpression(code, type, canFail: true)
  }
}

extension String {
  /// What stands before and after the first `mark`; all of it before where there is none.
  fileprivate func splitFirst(_ mark: String) -> (String, String) {
    guard let range = firstRange(of: mark) else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }

  fileprivate func replacingFirst(_ mark: String, with text: String) -> String {
    let parts = splitFirst(mark)
    return parts.0 + text + parts.1
  }
}
