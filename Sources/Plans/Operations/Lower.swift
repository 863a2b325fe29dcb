import Kernels

/// Python's `str.lower`.
package struct Lower: RowOperation, AttributeFree, TextTransform {
  package static let name = "lower"

  package init() {}

  func apply(_ text: Text, _ scratch: Scratch) -> Text { lowercased(text, scratch) }
  func call(_ text: String) -> String { "lowercased(\(text), scratch)" }
}
