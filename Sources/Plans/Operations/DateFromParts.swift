import Columns
package import Kernels
import YAML

/// Units since 1970 of a year, month and day, and of an hour, minute and second if they are given, all present.
///
/// - SeeAlso: Python's `datetime.datetime`.
package struct DateFromParts: RowOperation {
  package static let name = "date-from-parts"
  /// Units in a second.
  private let perSecond: Int64

  package init(perSecond: Int64) {
    self.perSecond = perSecond
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    perSecond = try attributes.perSecond()
  }

  package var attributes: Attributes { Attributes(["per_second": .int(perSecond)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    guard (3...6).contains(inputs.count), inputs.allSatisfy({ $0 == .int64 }) else {
      throw Self.mismatch("the numbers of a date", inputs)
    }
    return .int64
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let parts = inputs.compactMap { $0.column?.int64s }
    guard parts.count == inputs.count, parts.count >= 3 else {
      return RowValues(missing: .int64, count: inputs[0].count)
    }
    return .column(
      .ints(count: inputs[0].count, missing: nil, failures: &failures) { row, scratch throws(RowError) in
        let clock = parts.dropFirst(3).map { $0[row] } + [0, 0, 0]
        return try dateCount(
          year: parts[0][row], month: parts[1][row], day: parts[2][row], hour: clock[0], minute: clock[1],
          second: clock[2], perSecond: perSecond, scratch)
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let labels = ["year", "month", "day", "hour", "minute", "second"]
    let parts = zip(labels, inputs).map { "\($0): \($1.code)" }.joined(separator: ", ")
    return SwiftExpression("dateCount(\(parts), perSecond: \(perSecond), scratch)", .int64, canFail: true)
  }
}
