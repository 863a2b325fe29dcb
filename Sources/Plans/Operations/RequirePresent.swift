import Columns
import Kernels
import YAML

/// The value, which must not be missing: what Python raises for a method of NaN, or an estimator for a missing value.
package struct RequirePresent: RowOperation {
  package static let name = "require-present"
  private let refusal: RaisedError

  /// - Parameter refusal: what a missing value raises, e.g. `AttributeError: 'float' object has no attribute 'split'`.
  package init(raising refusal: RaisedError) {
    self.refusal = refusal
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    refusal = try attributes.exception("raises")
  }

  package var attributes: Attributes { Attributes(["raises": refusal.yaml]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    if case .vector = inputs[0].base { throw Self.mismatch("one value", inputs) }
    return inputs[0].present
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let missing: [Bool]? =
      switch inputs[0] {
      case .column(let column): column.missingRows
      case .lists(_, _, let missing): missing
      case .vector: nil
      }
    if let missing {
      for row in missing.indices where missing[row] { failures.append(row, refusal) }
    }
    return inputs[0]
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = inputs[0].type
    guard type.isFloat || type.isNullable else { return inputs[0] }
    return SwiftExpression("present(\(inputs[0].code), orRaise: \(refusal.spelled))", type.present, canFail: true)
  }
}
