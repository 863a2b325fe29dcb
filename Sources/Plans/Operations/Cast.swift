import Columns
package import Kernels
import YAML

/// A value as another kind: `astype`.
///
/// To int64, floats lose their fraction; NaN, infinities and missing values raise `raises`, or become the smallest
/// integer where nothing is raised (numpy's `astype`). Strings are read as Python's `int` and `float` do. To string, values
/// are written as Python's `str` does; missing ones stay missing, or become `missing`. To bool, Python's truth.
package struct Cast: RowOperation {
  package static let name = "cast"
  package let target: ValueType.Base
  /// What a value that is no number raises.
  package let refusal: RaisedError?
  /// What a missing value reads as a string.
  package let missingText: PythonString?

  package init(to target: ValueType.Base, raising refusal: RaisedError? = nil, missingText: PythonString? = nil) {
    self.target = target
    self.refusal = refusal
    self.missingText = missingText
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    target = try attributes.type("to").base
    refusal = try attributes.raisedError()
    missingText = try attributes.optionalPythonString("missing")
  }

  package var attributes: Attributes {
    var attributes = Attributes(["to": .string(ValueType(target).description)])
    attributes.append(refusal)
    if let missingText { attributes.append("missing", ExactScalar(.string(missingText)).yaml) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0].isScalar, ValueType(target).isScalar else {
      throw TypeMismatch("'cast' makes no \(ValueType(target)) of a \(inputs[0])")
    }
    if inputs[0].base == .string, target == .float32 { throw Self.mismatch("a number", inputs) }
    switch target {
    case .bool, .int64: return ValueType(target)
    case .string: return ValueType(.string, nullable: missingText == nil && mayBeMissing(inputs[0]))
    default: return ValueType(target, nullable: inputs[0].isNullable)
    }
  }

  private func mayBeMissing(_ type: ValueType) -> Bool { type.isNullable || type.isFloat }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    switch target {
    case .bool: return .column(.bools(column.truths))
    case .int64: return .column(integers(column, &failures))
    case .float32: return .column(Column(.float32(column.float32s)))
    case .string: return .column(texts(column, &failures))
    default:
      guard case .string(let strings) = column.storage else { return .column(.floats(column.float64s)) }
      return .column(
        .floats(count: column.count, missing: column.missing, failures: &failures) { (row, scratch) throws(RowError) in
          try strings.withText(row) { (text) throws(RowError) in try float(text, scratch) }
        })
    }
  }

  private func integers(_ column: Column, _ failures: inout RowFailures) -> Column {
    switch column.storage {
    case .float32, .float64:
      let numbers = column.float64s
      guard let refusal else { return .ints(numbers.map { truncated($0) }) }
      for row in numbers.indices where !numbers[row].isFinite { failures.append(row, refusal) }
      return Column(.int64(numbers.map { $0.isFinite ? truncated($0) : 0 })).masked(numbers.map { !$0.isFinite })
    case .string(let strings):
      refuseMissing(column, &failures)
      return .ints(count: column.count, missing: column.missing, failures: &failures) {
        (row, scratch) throws(RowError) in
        try strings.withText(row) { (text) throws(RowError) in try integer(text, scratch) }
      }
    case .bool, .int64, .object:
      guard let missing = column.missing else { return .ints(column.int64s) }
      guard refusal != nil else { return .ints(map(column.int64s, missing) { $1 ? .min : $0 }) }
      refuseMissing(column, &failures)
      return Column(.int64(column.int64s)).masked(missing)
    }
  }

  private func refuseMissing(_ column: Column, _ failures: inout RowFailures) {
    guard let missing = column.missing else { return }
    for row in missing.indices where missing[row] { failures.append(row, refusal ?? Self.notANumber) }
  }

  /// What Python's `int` says of NaN.
  private static let notANumber = RaisedError("ValueError", "cannot convert float NaN to integer")

  private func texts(_ column: Column, _ failures: inout RowFailures) -> Column {
    let missing = column.missingRows
    let texts = Column.texts(count: column.count, missing: missing, failures: &failures) { row, scratch in
      switch column.storage {
      case .bool(let flags): text(of: flags[row])
      case .int64(let numbers): text(of: numbers[row], scratch)
      case .float32(let numbers): text(of: numbers[row], scratch)
      case .float64(let numbers): text(of: numbers[row], scratch)
      case .string(let strings): strings.withText(row) { scratch.text(copying: $0.bytes) }
      case .object: nil
      }
    }
    guard let missingText else { return texts }
    return texts.filled(with: Column(.string(missingText), of: .string, count: column.count))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let input = inputs[0]
    switch target {
    case .bool: return SwiftExpression(input.type == .bool ? input.code : "truth(\(input.typedCode))", .bool)
    case .int64: return spelledInteger(input)
    case .string: return spelledText(input)
    default:
      let type = ValueType(target, nullable: input.type.isNullable)
      guard input.type.base == .string else {
        return SwiftExpression(input.cast(to: NumberKind(type) ?? .float64), type)
      }
      return SwiftExpression("float(\(input.code), scratch)", type, canFail: true)
    }
  }

  private func spelledInteger(_ input: SwiftExpression) -> SwiftExpression {
    let error = (refusal ?? Self.notANumber).spelled
    switch input.type.base {
    case .float32, .float64:
      let code = input.cast(to: .float64)
      if refusal == nil { return SwiftExpression("truncated(\(code))", .int64) }
      return SwiftExpression("int64(\(code), orRaise: \(error))", .int64, canFail: true)
    case .string:
      let text = input.type.isNullable ? "present(\(input.code), orRaise: \(error))" : input.code
      return SwiftExpression("integer(\(text), scratch)", .int64, canFail: true)
    default:
      let code = input.cast(to: .int64)
      guard input.type.isNullable else { return SwiftExpression(code, .int64) }
      if refusal == nil { return SwiftExpression("filled(\(code), with: Int64.min)", .int64) }
      return SwiftExpression("present(\(code), orRaise: \(error))", .int64, canFail: true)
    }
  }

  private func spelledText(_ input: SwiftExpression) -> SwiftExpression {
    let type = ValueType(.string, nullable: mayBeMissing(input.type))
    let scratch = input.type.base == .bool || input.type.base == .string ? "" : ", scratch"
    let code: String
    if input.type.base == .string {
      code = input.code
    } else if input.type.isFloat {
      code = "presentText(of: \(input.code), scratch)"
    } else if input.type.isNullable {
      code = "\(input.code).map { text(of: $0\(scratch)) }"
    } else {
      code = "text(of: \(input.typedCode)\(scratch))"
    }
    guard let missingText, type.isNullable else { return SwiftExpression(code, type) }
    return SwiftExpression("filled(\(code), with: \(swiftLiteral(missingText)))", .string)
  }
}

extension Column {
  /// Python's truth of each value; a missing one is NaN, hence true.
  fileprivate var truths: [Bool] {
    var flags: [Bool]
    switch storage {
    case .bool(let values): flags = values
    case .int64(let numbers): flags = numbers.map { truth($0) }
    case .float32(let numbers): flags = numbers.map { truth(Double($0)) }
    case .float64(let numbers): flags = numbers.map { truth($0) }
    case .string(let strings): flags = (0..<strings.count).map { strings.withText($0) { truth($0) } }
    case .object: return Array(repeating: true, count: count)
    }
    if let missing {
      for row in flags.indices where missing[row] { flags[row] = true }
    }
    return flags
  }
}
