import Columns
package import Kernels
import YAML

/// Python's `str.count`: how often a literal part occurs, without overlap.
package struct CountText: RowOperation, TextMeasure {
  package static let name = "count-text"
  private let part: PythonString

  package init(_ part: PythonString) {
    self.part = part
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    part = try attributes.pythonString("part")
  }

  package var attributes: Attributes { Attributes(["part": ExactScalar(.string(part)).yaml]) }

  func measure(_ text: Text) -> Int { part.withText { occurrences(of: $0, in: text) } }
  func call(_ text: String) -> String { "occurrences(of: \(swiftLiteral(part)), in: \(text))" }
}
