import Columns
package import Kernels
import YAML

/// A text as a float64: pandas' `to_numeric`. Missing and empty texts are NaN.
package struct ReadNumber: RowOperation {
  package static let name = "read-number"

  /// Whether digits are rounded once (pandas 3) or at each step (pandas 1.5).
  package let roundsOnce: Bool
  /// Whether a text that is no number is NaN instead of an error.
  package let coerces: Bool

  package init(roundsOnce: Bool, coerces: Bool) {
    self.roundsOnce = roundsOnce
    self.coerces = coerces
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    roundsOnce = try attributes.optionalBool("rounds_once") ?? false
    coerces = try attributes.optionalBool("coerces") ?? false
  }

  package var attributes: Attributes {
    Attributes(["rounds_once": .bool(roundsOnce), "coerces": .bool(coerces)])
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectText(inputs)
    return .float64
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let texts = column.texts
    return .column(
      .floats(count: column.count, missing: column.missing, failures: &failures) { (row, scratch) throws(RowError) in
        try texts.withText(row) { (text) throws(RowError) in
          if coerces { return number(reading: text, roundsOnce: roundsOnce) }
          return try number(reading: text, roundsOnce: roundsOnce, scratch)
        }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let arguments = "reading: \(inputs[0].code), roundsOnce: \(roundsOnce)"
    if coerces { return SwiftExpression("number(\(arguments))", .float64) }
    return SwiftExpression("number(\(arguments), scratch)", .float64, canFail: true)
  }
}
