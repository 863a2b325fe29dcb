import Columns
import Kernels
import YAML

/// `a ** b`. Integers wrap around, and refuse a negative exponent.
package struct Power: RowOperation, AttributeFree {
  package static let name = "power"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard let kind = NumberKind.promoting(inputs[0], inputs[1]), kind == .int64 || kind == .float64 else {
      throw Self.mismatch("two numbers", inputs)
    }
    return ValueType(kind.base, nullable: inputs[0].isNullable || inputs[1].isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let a = inputs[0].column, let b = inputs[1].column else {
      return RowValues(missing: .float64, count: inputs[0].count)
    }
    guard [a, b].allSatisfy({ $0.valueType?.isFloat == false }) else {
      return .column(.floats(map(a.float64s, b.float64s) { power($0, $1) }))
    }
    let missing = union(a.missing, b.missing)
    let (bases, exponents) = (a.int64s, b.int64s)
    return .column(
      .ints(count: a.count, missing: missing, failures: &failures) { (row, _) throws(RowError) in
        try power(bases[row], exponents[row])
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let nullable = inputs[0].type.isNullable || inputs[1].type.isNullable
    if inputs[0].type.isFloat || inputs[1].type.isFloat {
      let code = "power(\(inputs[0].cast(to: .float64)), \(inputs[1].cast(to: .float64)))"
      return SwiftExpression(code, ValueType(.float64, nullable: nullable))
    }
    let (a, b) = (inputs[0].cast(to: .int64), inputs[1].cast(to: .int64))
    if !nullable { return SwiftExpression("power(\(a), \(b))", .int64, canFail: true) }
    let code = "both(\(a), \(b)) { base, exponent throws(RowError) in try power(base, exponent) }"
    return SwiftExpression(code, ValueType.int64.nullable, canFail: true)
  }
}
