import Kernels

/// Python's `str.casefold`.
package struct Casefold: RowOperation, AttributeFree, TextTransform {
  package static let name = "casefold"

  package init() {}

  func apply(_ text: Text, _ scratch: Scratch) -> Text { casefolded(text, scratch) }
  func call(_ text: String) -> String { "casefolded(\(text), scratch)" }
}
