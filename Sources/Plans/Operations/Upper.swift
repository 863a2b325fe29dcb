import Kernels

/// Python's `str.upper`.
package struct Upper: RowOperation, AttributeFree, TextTransform {
  package static let name = "upper"

  package init() {}

  func apply(_ text: Text, _ scratch: Scratch) -> Text { uppercased(text, scratch) }
  func call(_ text: String) -> String { "uppercased(\(text), scratch)" }
}
