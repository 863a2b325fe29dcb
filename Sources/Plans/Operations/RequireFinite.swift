import Columns
import Kernels
import YAML

/// A vector whose numbers must be finite: the check that scikit-learn makes before it transforms or predicts.
package struct RequireFinite: RowOperation {
  package static let name = "require-finite"
  private let refusals: InputRefusals

  /// - Parameters:
  ///   - missing: what a NaN raises; reported before an infinity, as scikit-learn does.
  ///   - infinite: what an infinity raises.
  package init(missing: RaisedError, infinite: RaisedError) {
    refusals = InputRefusals(missing: missing, infinite: infinite)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    refusals = try InputRefusals(&attributes)
  }

  package var attributes: Attributes {
    var attributes = Attributes()
    attributes.append(refusals)
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard case .vector = inputs[0].base else { throw Self.mismatch("a vector", inputs) }
    return inputs[0]
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let columns = inputs[0].vector else { return inputs[0] }
    let count = columns.count
    _ = rows(columns.map(\.float64s), count: inputs[0].count, width: 0) { row, numbers, _ in
      if let fault = inputFault(numbers, count: count) { failures.append(row, refusals[fault]) }
    }
    return inputs[0]
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("finite(\(inputs[0].code), \(refusals.spelled))", inputs[0].type, canFail: true)
  }
}
