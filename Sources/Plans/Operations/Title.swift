import Kernels

/// Python's `str.title`.
package struct Title: RowOperation, AttributeFree, TextTransform {
  package static let name = "title"

  package init() {}

  func apply(_ text: Text, _ scratch: Scratch) -> Text { titlecased(text, scratch) }
  func call(_ text: String) -> String { "titlecased(\(text), scratch)" }
}
