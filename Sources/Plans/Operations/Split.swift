import Columns
package import Kernels
import YAML

/// Python's `str.split` and `str.rsplit`: at a literal separator, or at white space; of a missing string it is missing.
package struct Split: RowOperation {
  package static let name = "split"
  private let separator: PythonString?
  private let limit: Int
  private let fromEnd: Bool

  /// - Parameters:
  ///   - separator: not empty; white space if `nil`.
  ///   - limit: how many splits at most; -1 for all.
  ///   - fromEnd: whether the splits are counted from the end.
  package init(_ separator: PythonString?, limit: Int = -1, fromEnd: Bool = false) {
    self.separator = separator
    self.limit = limit < 0 ? -1 : limit
    self.fromEnd = fromEnd && limit >= 0
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    let separator = try attributes.optionalPythonString("separator")
    let limit = try attributes.optionalInt("limit") ?? -1
    self.init(separator, limit: limit, fromEnd: try attributes.optionalBool("from_end") ?? false)
  }

  package var attributes: Attributes {
    var attributes = Attributes()
    if let separator { attributes.append("separator", ExactScalar(.string(separator)).yaml) }
    if limit >= 0 { attributes.append("limit", .int(Int64(limit))) }
    if fromEnd { attributes.append("from_end", .bool(true)) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectText(inputs)
    if separator?.bytes.isEmpty == true { throw TypeMismatch("'split' needs a separator that is not empty") }
    return ValueType(.list(.string), nullable: input.isNullable)
  }

  func parts(_ text: Text, _ scratch: Scratch) -> TextList {
    guard let separator else {
      return fromEnd ? splitFromEnd(text, limit: limit, scratch) : split(text, limit: limit, scratch)
    }
    return separator.withText { separator in
      fromEnd
        ? splitFromEnd(text, by: separator, limit: limit, scratch) : split(text, by: separator, limit: limit, scratch)
    }
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, case .string(let strings) = column.storage else { return inputs[0] }
    let scratch = Scratch()
    var items = StringColumn()
    var starts = [0]
    strings.forEachText { row, text in
      if !(column.missing?[row] ?? false) {
        let list = parts(text, scratch)
        for index in 0..<list.count { items.append(list.base[index]) }
        scratch.reset()
      }
      starts.append(items.count)
    }
    return .lists(items: .strings(items), starts: starts, missing: column.missing)
  }

  /// The kernel's call over a text.
  func call(_ text: String) -> String {
    let by = separator.map { ", by: \(swiftLiteral($0))" } ?? ""
    let at = limit < 0 ? "" : ", limit: \(limit)"
    return "\(fromEnd ? "splitFromEnd" : "split")(\(text)\(by)\(at), scratch)"
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.list(.string), nullable: inputs[0].type.isNullable)
    return SwiftExpression(spelledText(inputs[0]) { call($0) }, type)
  }
}
