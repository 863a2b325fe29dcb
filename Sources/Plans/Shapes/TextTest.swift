import Columns
import Kernels
import YAML

/// From a string to a bool. Of a missing string it is missing, or what `whenMissing` says (pandas' `na`).
protocol TextTest: RowOperation {
  var whenMissing: Bool? { get }

  /// The attributes but `na`.
  var ownAttributes: Attributes { get }

  func test(_ text: Text) -> Bool

  /// The kernel's call over a text.
  func call(_ text: String, in scope: inout SwiftScope) -> String
}

extension TextTest {
  package var attributes: Attributes {
    var attributes = ownAttributes
    if let whenMissing { attributes.append("na", .bool(whenMissing)) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    ValueType(.bool, nullable: try Self.expectText(inputs).isNullable && whenMissing == nil)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, case .string(let strings) = column.storage else {
      return RowValues(missing: .bool, count: inputs[0].count)
    }
    var flags = [Bool](repeating: false, count: strings.count)
    strings.forEachText { row, text in
      flags[row] = column.missing?[row] ?? false ? whenMissing ?? false : test(text)
    }
    return .column(Column(.bool(flags)).masked(whenMissing == nil ? column.missing : nil))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let nullable = inputs[0].type.isNullable
    let call = call(nullable ? "$0" : inputs[0].code, in: &scope)
    guard nullable else { return SwiftExpression(call, .bool) }
    let test = "\(inputs[0].code).map { \(call) }"
    guard let whenMissing else { return SwiftExpression(test, ValueType.bool.nullable) }
    return SwiftExpression("filled(\(test), with: \(whenMissing))", .bool)
  }
}

extension AttributeReader {
  /// The attribute `na`, where it is there.
  mutating func whenMissing() throws(PlanError) -> Bool? {
    unread.contains("na") ? try bool("na") : nil
  }
}
