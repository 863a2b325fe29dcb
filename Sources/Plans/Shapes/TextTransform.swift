import Columns
import Kernels

/// From a string to a string; a missing one stays missing.
protocol TextTransform: RowOperation {
  func apply(_ text: Text, _ scratch: Scratch) -> Text

  /// The kernel's call over a text: `lowercased($0, scratch)`.
  func call(_ text: String) -> String
}

extension TextTransform {
  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType { try Self.expectText(inputs) }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, case .string(let strings) = column.storage else { return inputs[0] }
    let scratch = Scratch()
    var result = StringColumn()
    result.reserveCapacity(rows: strings.count, bytes: strings.bytes.count)
    strings.forEachText { row, text in
      guard !(column.missing?[row] ?? false) else { return result.append(Text("")) }
      result.append(apply(text, scratch))
      scratch.reset()
    }
    return .column(Column(.string(result)).masked(column.missing))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression(spelledText(inputs[0]) { call($0) }, inputs[0].type)
  }
}

/// A call over a text, or over the text that may be there.
func spelledText(_ input: SwiftExpression, _ call: (String) -> String) -> String {
  input.type.isNullable ? "\(input.code).map { \(call("$0")) }" : call(input.code)
}
