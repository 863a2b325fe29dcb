import Columns
import Kernels
import YAML

/// The second input where the first, a bool, holds, else the third: numpy's `where`.
package struct Choose: RowOperation, AttributeFree {
  package static let name = "choose"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 3)
    guard inputs[0] == .bool, inputs.allSatisfy(\.isScalar), let joined = ValueType.joining(inputs[1], inputs[2])
    else { throw Self.mismatch("a bool and two values of one kind", inputs) }
    return joined
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let mask = inputs[0].column?.bools, let (a, b) = joined(inputs[1], inputs[2]) else { return inputs[1] }
    return .column(b.choosing(a, where: mask))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    guard let type = ValueType.joining(inputs[1].type, inputs[2].type) else { return inputs[1] }
    let arms = inputs[1...].map { arm in
      let code = arm.cast(toBaseOf: type)
      return arm.isLiteral && type.base == .int64 && Int64(code) != nil ? "Int64(\(code))" : code
    }
    return SwiftExpression("chosen(\(arms[0]), if: \(inputs[0].code), else: \(arms[1]))", type)
  }
}
