import Kernels

/// Python's `str.capitalize`.
package struct Capitalize: RowOperation, AttributeFree, TextTransform {
  package static let name = "capitalize"

  package init() {}

  func apply(_ text: Text, _ scratch: Scratch) -> Text { capitalized(text, scratch) }
  func call(_ text: String) -> String { "capitalized(\(text), scratch)" }
}
