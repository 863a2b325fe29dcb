import Columns
import Kernels
import YAML

/// Whether a number lies between two others, ends included; false where it is missing.
package struct Between: RowOperation {
  package static let name = "between"
  private let lower: Double
  private let upper: Double

  package init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    lower = try attributes.float("lower")
    upper = try attributes.float("upper")
  }

  package var attributes: Attributes { Attributes(["lower": .float(lower), "upper": .float(upper)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectNumber(inputs)
    guard !lower.isNaN, !upper.isNaN else { throw TypeMismatch("'between' has no NaN for a bound") }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    .column(.bools((inputs[0].column?.float64s ?? []).map { isBetween($0, lower, upper) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let code = inputs[0].cast(to: .float64)
    return SwiftExpression("isBetween(\(code), \(swiftLiteral(lower)), \(swiftLiteral(upper)))", .bool)
  }
}
