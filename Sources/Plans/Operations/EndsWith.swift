import Columns
package import Kernels
import YAML

/// Python's `str.endswith`.
package struct EndsWith: RowOperation, TextTest {
  package static let name = "ends-with"
  private let part: PythonString
  let whenMissing: Bool?

  /// - Parameter whenMissing: the result for a missing string; missing if `nil`.
  package init(_ part: PythonString, whenMissing: Bool? = nil) {
    self.part = part
    self.whenMissing = whenMissing
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    part = try attributes.pythonString("part")
    whenMissing = try attributes.whenMissing()
  }

  var ownAttributes: Attributes { Attributes(["part": ExactScalar(.string(part)).yaml]) }

  func test(_ text: Text) -> Bool { part.withText { ends(text, with: $0) } }

  func call(_ text: String, in scope: inout SwiftScope) -> String { "ends(\(text), with: \(swiftLiteral(part)))" }
}
