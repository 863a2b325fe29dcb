import Columns
import Kernels
import YAML

/// A character of a string: where there is none it is missing (pandas' `str[i]`), or raises (Python's `text[i]`).
package struct CharacterAt: RowOperation {
  package static let name = "character"
  private let index: Int
  private let refusal: RaisedError?

  /// - Parameters:
  ///   - index: in code points, from the end if negative.
  ///   - refusal: what is raised where there is no such character; missing if `nil`.
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
    ValueType(.string, nullable: try Self.expectText(inputs).isNullable || refusal == nil)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, case .string(let strings) = column.storage else { return inputs[0] }
    return .column(
      .texts(count: column.count, missing: column.missing, failures: &failures, refusal) { row, scratch in
        strings.withText(row) { text in character(of: text, at: index).map { scratch.text(copying: $0.bytes) } }
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    spelledItem(inputs[0], refusal) { "character(of: \($0), at: \(index))" }
  }
}
