import Columns
package import Kernels
import YAML

/// Whether units since 1970 fall on such a day: the first of a month, a leap year. A missing date does not.
///
/// - SeeAlso: pandas `Series.dt.is_month_start` and its like.
package struct TestOfDate: RowOperation {
  package static let name = "date-test"
  private let test: DateTest
  private let perSecond: Int64

  package init(_ test: DateTest, perSecond: Int64) {
    self.test = test
    self.perSecond = perSecond
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    test = try attributes.choice("test", of: DateTest.allCases)
    perSecond = try attributes.perSecond()
  }

  package var attributes: Attributes { Attributes(["test": .string("\(test)"), "per_second": .int(perSecond)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectDate(inputs)
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let counts = column.int64s
    return .column(
      .bools(
        counts.indices.map { !column.isMissing($0) && dateTest(test, of: counts[$0], perSecond: perSecond) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let code = spelledText(inputs[0]) { "dateTest(.\(test), of: \($0), perSecond: \(perSecond))" }
    return SwiftExpression(inputs[0].type.isNullable ? "filled(\(code), with: false)" : code, .bool)
  }
}
