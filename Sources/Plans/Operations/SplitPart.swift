import Columns
import Kernels
import YAML

/// `split` and `list-item` in one: what `Plan.fusingSplits` makes of them.
package struct SplitPart: RowOperation {
  package static let name = "split-part"
  private let split: Split
  private let item: ListItem

  package init(_ split: Split, _ item: ListItem) {
    self.split = split
    self.item = item
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    split = try Split(attributes: &attributes)
    item = try ListItem(attributes: &attributes)
  }

  package var attributes: Attributes {
    var attributes = split.attributes
    for (name, value) in item.attributes.entries { attributes.append(name, value) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try item.type(of: [split.type(of: inputs)])
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, case .string(let strings) = column.storage else { return inputs[0] }
    return .column(
      .texts(count: column.count, missing: column.missing, failures: &failures, item.refusal) { row, scratch in
        strings.withText(row) { text in split.parts(text, scratch)[item.index].map { scratch.text(copying: $0.bytes) } }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    spelledItem(inputs[0], item.refusal) { "\(split.call($0))[\(item.index)]" }
  }
}
