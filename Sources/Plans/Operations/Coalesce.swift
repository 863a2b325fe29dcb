import Columns
import Kernels
import YAML

/// The first value, or the second where the first is missing: `fillna` with a column.
package struct Coalesce: RowOperation, AttributeFree {
  package static let name = "coalesce"

  package init() {}

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard inputs.allSatisfy(\.isScalar), let joined = ValueType.joining(inputs[0], inputs[1]) else {
      throw Self.mismatch("two values of one kind", inputs)
    }
    return ValueType(joined.base, nullable: inputs[0].isNullable && inputs[1].isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let (a, b) = joined(inputs[0], inputs[1]) else { return inputs[0] }
    return .column(a.filled(with: b))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    guard let joined = ValueType.joining(inputs[0].type, inputs[1].type) else { return inputs[0] }
    let type = ValueType(joined.base, nullable: inputs[0].type.isNullable && inputs[1].type.isNullable)
    let (a, b) = (inputs[0].cast(toBaseOf: joined), inputs[1].cast(toBaseOf: joined))
    guard inputs[0].type.isNullable || joined.isFloat else { return SwiftExpression(a, type) }
    return SwiftExpression("filled(\(a), with: \(b))", type)
  }
}

/// Two columns brought to one kind; `nil` where there is none.
func joined(_ a: RowValues, _ b: RowValues) -> (Column, Column)? {
  guard let a = a.column, let b = b.column, let first = a.valueType, let second = b.valueType,
    let type = ValueType.joining(first, second)
  else { return nil }
  return (a.promoted(to: type), b.promoted(to: type))
}

extension Column {
  /// The numbers as another kind, as numpy's promotion makes them.
  func promoted(to type: ValueType) -> Column {
    switch type.base {
    case .float64: .floats(float64s)
    case .float32: Column(.float32(float32s))
    case .int64: Column(.int64(int64s)).masked(missing)
    default: self
    }
  }
}

extension SwiftExpression {
  /// The code brought to the kind of a type.
  func cast(toBaseOf type: ValueType) -> String {
    NumberKind(type).map { cast(to: $0) } ?? code
  }
}
