import Columns
package import Kernels
import YAML

/// What the calendar or the clock says of units since 1970: the year, the hour. Of a missing date it is missing.
///
/// - SeeAlso: pandas `Series.dt.year` and its like.
package struct PartOfDate: RowOperation {
  package static let name = "date-part"
  private let part: DatePart
  private let perSecond: Int64

  package init(_ part: DatePart, perSecond: Int64) {
    self.part = part
    self.perSecond = perSecond
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    part = try attributes.choice("part", of: DatePart.allCases)
    perSecond = try attributes.perSecond()
  }

  package var attributes: Attributes { Attributes(["part": .string("\(part)"), "per_second": .int(perSecond)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType { try Self.expectDate(inputs) }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let parts = column.int64s.map { datePart(part, of: $0, perSecond: perSecond) }
    return .column(Column(.int64(parts)).masked(column.missing))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let code = spelledText(inputs[0]) { "datePart(.\(part), of: \($0), perSecond: \(perSecond))" }
    return SwiftExpression(code, inputs[0].type)
  }
}

extension RowOperation {
  /// The one input, which must be a count of units.
  static func expectDate(_ inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try expect(inputs, count: 1)
    guard inputs[0].base == .int64 else { throw mismatch("a date", inputs) }
    return inputs[0]
  }
}

extension AttributeReader {
  /// Units in a second: a power of ten.
  mutating func perSecond() throws(PlanError) -> Int64 {
    let number = try int("per_second")
    guard [1, 1_000, 1_000_000, 1_000_000_000].contains(number) else {
      throw PlanError("'per_second' must be 1, 1000, 1000000 or 1000000000")
    }
    return Int64(number)
  }

  /// The case of an enumeration whose name an attribute is.
  mutating func choice<Choice>(_ name: String, of cases: [Choice]) throws(PlanError) -> Choice {
    let text = try string(name)
    guard let choice = cases.first(where: { "\($0)" == text }) else {
      throw PlanError("'\(name)' cannot be '\(text)'")
    }
    return choice
  }
}
