import Kernels
import YAML

/// Python's `len` of a string: code points.
package struct TextLength: RowOperation, AttributeFree, TextMeasure {
  package static let name = "length"

  package init() {}

  func measure(_ text: Text) -> Int { text.codePointCount }
  func call(_ text: String) -> String { "\(text).codePointCount" }
}
