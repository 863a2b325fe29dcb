/// A text that diagnostics point into: a file, or one cell of a notebook.
package struct SourceFile: Sendable, Hashable {
  /// The name as positions show it: `churn.ipynb:cell 7`, `plan.yaml`.
  package let name: String
  /// The text, as bytes that ought to be UTF-8 and need not be.
  package let bytes: [UInt8]

  /// A text under the name that positions show.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A text under the name that positions show.
  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The place of a byte, found by counting lines: linear in `offset`.
  ///
  /// Lines end with `\n`, `\r\n` or `\r`. An offset beyond the end stands for the end.
  package func position(at offset: Int) -> SourcePosition {
    let end = max(0, min(offset, bytes.count))
    var line = 1
    var lineStart = 0
    var index = 0
    while index < end {
      let byte = bytes[index]
      index += 1
      let isCarriageReturn = byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)
      if byte == 0x0A || isCarriageReturn {
        line += 1
        lineStart = index
      }
    }
    return SourcePosition(offset: end, line: line, column: end - lineStart)
  }

  /// The span between two byte offsets.
  package func span(from start: Int, to end: Int) -> SourceSpan {
    SourceSpan(start: position(at: start), end: position(at: max(start, end)))
  }

  /// The bytes of a span; empty where the span is not of this file.
  package func bytes(of span: SourceSpan) -> ArraySlice<UInt8> {
    guard span.start.offset <= span.end.offset, span.end.offset <= bytes.count else { return [] }
    return bytes[span.start.offset..<span.end.offset]
  }

  /// The text of a span, with U+FFFD where it is not UTF-8.
  package func text(of span: SourceSpan) -> String {
    String(decoding: bytes(of: span), as: UTF8.self)
  }

  /// The line that holds a byte, without its line ending.
  func line(at offset: Int) -> Range<Int> {
    var start = max(0, min(offset, bytes.count))
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = max(start, min(offset, bytes.count))
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return start..<end
  }
}
