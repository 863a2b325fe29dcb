import Columns
package import Kernels
import YAML

/// Python's `str.replace`: a literal part by another, everywhere or the first `count` times.
package struct ReplaceText: RowOperation, TextTransform {
  package static let name = "replace-text"
  private let part: PythonString
  private let replacement: PythonString
  private let count: Int

  /// - Parameter count: how many times at most; -1 for everywhere.
  package init(_ part: PythonString, with replacement: PythonString, count: Int = -1) {
    self.part = part
    self.replacement = replacement
    self.count = count < 0 ? -1 : count
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    part = try attributes.pythonString("part")
    replacement = try attributes.pythonString("by")
    count = try attributes.optionalInt("count") ?? -1
  }

  package var attributes: Attributes {
    var attributes = Attributes([
      "part": ExactScalar(.string(part)).yaml, "by": ExactScalar(.string(replacement)).yaml,
    ])
    if count >= 0 { attributes.append("count", .int(Int64(count))) }
    return attributes
  }

  func apply(_ text: Text, _ scratch: Scratch) -> Text {
    part.withText { part in
      replacement.withText { replaced(text, part, with: $0, count: count, scratch) }
    }
  }

  func call(_ text: String) -> String {
    let limit = count < 0 ? "" : ", count: \(count)"
    return "replaced(\(text), \(swiftLiteral(part)), with: \(swiftLiteral(replacement))\(limit), scratch)"
  }
}
