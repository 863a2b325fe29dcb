import Columns
import Kernels
import YAML

/// A number that must not be zero: the divisor of Python's `/`, `//` and `%`, which raise where numpy gives an infinity.
package struct RequireNonzero: RowOperation {
  package static let name = "require-nonzero"
  private let refusal: RaisedError

  /// - Parameter refusal: what zero raises, e.g. `ZeroDivisionError: division by zero`.
  package init(raising refusal: RaisedError) {
    self.refusal = refusal
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    refusal = try attributes.exception("raises")
  }

  package var attributes: Attributes { Attributes(["raises": refusal.yaml]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    guard input.base == .int64 || input.base == .float64 else { throw Self.mismatch("a number", inputs) }
    return input
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let numbers = column.float64s
    for row in numbers.indices where numbers[row] == 0 { failures.append(row, refusal) }
    return inputs[0]
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("nonzero(\(inputs[0].typedCode), orRaise: \(refusal.spelled))", inputs[0].type, canFail: true)
  }
}
