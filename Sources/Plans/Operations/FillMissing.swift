package import Columns
import Kernels
import YAML

/// Replaces missing values by a constant of the same kind; other values pass unchanged: `fillna`.
package struct FillMissing: RowOperation {
  package static let name = "fill-missing"
  package let replacement: ExactScalar

  package init(_ replacement: Scalar) {
    self.replacement = ExactScalar(replacement)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    replacement = try attributes.scalar("value")
  }

  package var attributes: Attributes { Attributes(["value": replacement.yaml]) }

  /// The constant in the column's own kind: an integer may stand for a float.
  private func constant(in type: ValueType) -> Constant? {
    switch (type.base, replacement.value) {
    case (.float64, .int(let number)): Constant(.float(Double(number)), type: .float64)
    case (.float32, .int(let number)): Constant(.float(Double(Float(number))), type: .float32)
    case (.float32, .float(let number)): Constant(.float(Double(Float(number))), type: .float32)
    case (let base, _) where replacement.type?.base == base: Constant(replacement.value, type: ValueType(base))
    default: nil
    }
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0].isScalar, constant(in: inputs[0]) != nil else {
      throw TypeMismatch("'fill-missing' of a \(inputs[0]) cannot put \(replacement.type?.description ?? "missing")")
    }
    return inputs[0].present
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, let type = column.valueType, let constant = constant(in: type),
      let other = constant.rows(column.count).column
    else { return inputs[0] }
    return .column(column.filled(with: other))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = inputs[0].type
    guard let constant = constant(in: type), type.isFloat || type.isNullable else { return inputs[0] }
    var unused = SwiftScope()
    let literal = constant.spelled([], in: &unused)
    return SwiftExpression("filled(\(inputs[0].code), with: \(literal.code))", type.present)
  }
}

extension Column {
  /// The values, those of `other` where they are missing; both are of one kind.
  func filled(with other: Column) -> Column {
    switch storage {
    case .float64(let numbers): return .floats(map(numbers, other.float64s) { Kernels.filled($0, with: $1) })
    case .float32(let numbers): return Column(.float32(map(numbers, other.float32s) { Kernels.filled($0, with: $1) }))
    case .bool, .int64, .string, .object:
      guard let missing else { return self }
      let column = choosing(other, where: missing)
      guard let left = other.missing else { return Column(column.storage) }
      return column.masked(zip(missing, left).map { $0 && $1 })
    }
  }

  /// The rows of `other` where `mask` holds, else those of this column; both are of one kind. The mask goes along.
  func choosing(_ other: Column, where mask: [Bool]) -> Column {
    let gone =
      missing == nil && other.missing == nil
      ? nil
      : mask.indices.map { row in
        mask[row] ? other.isMissing(row) : isMissing(row)
      }
    switch storage {
    case .float64(let numbers): return .floats(chosen(other.float64s, where: mask, numbers))
    case .float32(let numbers): return Column(.float32(chosen(other.float32s, where: mask, numbers)))
    case .int64(let numbers): return Column(.int64(chosen(other.int64s, where: mask, numbers))).masked(gone)
    case .bool(let flags): return Column(.bool(chosen(other.bools, where: mask, flags))).masked(gone)
    case .string(let strings):
      var result = StringColumn()
      let others = other.texts
      for row in mask.indices { (mask[row] ? others : strings).withText(row) { result.append($0) } }
      return Column(.string(result)).masked(gone)
    case .object(let values): return Column(.object(mask.indices.map { mask[$0] ? other[$0] : values[$0] }))
    }
  }
}

private func chosen<Value>(_ values: [Value], where mask: [Bool], _ others: [Value]) -> [Value] {
  mask.indices.map { Kernels.chosen(values[$0], if: mask[$0], else: others[$0]) }
}
