import Columns
package import Kernels
import YAML

/// Python's `str.find`: where a literal part begins, in code points; -1 where it is not.
package struct FindText: RowOperation, TextMeasure {
  package static let name = "find-text"
  private let part: PythonString

  package init(_ part: PythonString) {
    self.part = part
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    part = try attributes.pythonString("part")
  }

  package var attributes: Attributes { Attributes(["part": ExactScalar(.string(part)).yaml]) }

  func measure(_ text: Text) -> Int { part.withText { firstIndex(of: $0, in: text) } }
  func call(_ text: String) -> String { "firstIndex(of: \(swiftLiteral(part)), in: \(text))" }
}
