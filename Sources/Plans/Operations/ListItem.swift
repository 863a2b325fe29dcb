import Columns
import Kernels
import YAML

/// An item of a list of strings: where there is none it is missing (pandas' `str[i]`), or raises (Python's `list[i]`).
package struct ListItem: RowOperation {
  package static let name = "list-item"
  let index: Int
  let refusal: RaisedError?

  /// - Parameters:
  ///   - index: from the end if negative.
  ///   - refusal: what is raised where there is no such item; missing if `nil`.
  package init(_ index: Int, raising refusal: RaisedError? = nil) {
    self.index = index
    self.refusal = refusal
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    index = try attributes.int("index")
    refusal = try attributes.raisedError()
  }

  package var attributes: Attributes {
    var attributes = Attributes(["index": .int(Int64(index))])
    attributes.append(refusal)
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0].base == .list(.string) else { throw Self.mismatch("a list of strings", inputs) }
    return ValueType(.string, nullable: inputs[0].isNullable || refusal == nil)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard case .lists(let items, let starts, let missing) = inputs[0] else { return inputs[0] }
    let strings = items.texts
    return .column(
      .texts(count: starts.count - 1, missing: missing, failures: &failures, refusal) { row, scratch in
        let count = starts[row + 1] - starts[row]
        let position = index < 0 ? index + count : index
        guard (0..<count).contains(position) else { return nil }
        return strings.withText(starts[row] + position) { scratch.text(copying: $0.bytes) }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    spelledItem(inputs[0], refusal) { "\($0)[\(index)]" }
  }
}

/// A call that gives a `Text?` over a value that may be missing: raises, or is missing, where it gives none.
func spelledItem(
  _ input: SwiftExpression, _ refusal: RaisedError?, _ call: @escaping (String) -> String
) -> SwiftExpression {
  guard let refusal else {
    let code = input.type.isNullable ? "\(input.code).flatMap { \(call("$0")) }" : call(input.code)
    return SwiftExpression(code, ValueType.string.nullable)
  }
  let raising = { (text: String) in "present(\(call(text)), orRaise: \(refusal.spelled))" }
  guard input.type.isNullable else { return SwiftExpression(raising(input.code), .string, canFail: true) }
  let code = "\(input.code).map { value throws(RowError) in try \(raising("value")) }"
  return SwiftExpression(code, ValueType.string.nullable, canFail: true)
}

extension Column {
  /// Texts made by a kernel; a row for which it gives none is missing, or raises.
  static func texts(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ refusal: RaisedError?,
    _ kernel: (Int, Scratch) -> Text?
  ) -> Column {
    let column = texts(count: count, missing: missing, failures: &failures) { kernel($0, $1) }
    if let refusal, let absent = column.missing {
      for row in absent.indices where absent[row] && !(missing?[row] ?? false) { failures.append(row, refusal) }
    }
    return column
  }
}
