import Kernels

/// Python's `str.swapcase`.
package struct Swapcase: RowOperation, AttributeFree, TextTransform {
  package static let name = "swapcase"

  package init() {}

  func apply(_ text: Text, _ scratch: Scratch) -> Text { swapcased(text, scratch) }
  func call(_ text: String) -> String { "swapcased(\(text), scratch)" }
}
