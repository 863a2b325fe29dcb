import Columns
import Kernels

/// From a string to an integer; of a missing string it is missing.
protocol TextMeasure: RowOperation {
  func measure(_ text: Text) -> Int

  /// The kernel's call over a text, an `Int`.
  func call(_ text: String) -> String
}

extension TextMeasure {
  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    ValueType(.int64, nullable: try Self.expectText(inputs).isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, case .string(let strings) = column.storage else {
      return RowValues(missing: .int64, count: inputs[0].count)
    }
    var values = [Int64](repeating: 0, count: strings.count)
    strings.forEachText { row, text in values[row] = Int64(measure(text)) }
    return .column(Column(.int64(values)).masked(column.missing))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.int64, nullable: inputs[0].type.isNullable)
    return SwiftExpression(spelledText(inputs[0]) { "Int64(\(call($0)))" }, type)
  }
}
