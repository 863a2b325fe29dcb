import Kernels

/// Brackets, separators and line breaks of a printed array: numpy's `_formatArray`.
struct ArrayLayout {
  let shape: [Int]
  let separator: PythonString
  let edgeItems: Int
  let isSummarized: Bool
  /// The text of the value at a position in C order.
  let element: (Int) -> PythonString

  func text(indent: Int, width: Int) -> PythonString {
    text(axis: 0, base: 0, indent: indent + 1, width: width)
  }

  private func text(axis: Int, base: Int, indent: Int, width: Int) -> PythonString {
    let size = shape[axis]
    let hasDots = isSummarized && 2 * edgeItems < size
    let items: [Int?] =
      hasDots
      ? (0..<edgeItems).map { $0 } + [nil] + ((size - edgeItems)..<size).map { $0 } : (0..<size).map { $0 }
    if axis == shape.count - 1 { return row(items, base: base * size, indent: indent, width: width) }
    let lineSeparator =
      separator.strippedAtEnd + PythonString(bytes: [UInt8](repeating: 10, count: shape.count - axis - 1))
    let texts = items.map { item -> PythonString in
      guard let item else { return "..." }
      return text(axis: axis + 1, base: base * size + item, indent: indent + 1, width: width - 1)
    }
    return "[" + texts.joined(lineSeparator + PythonString(spaces: indent)) + "]"
  }

  /// The innermost axis: values one after the other, broken where they would pass the width.
  private func row(_ items: [Int?], base: Int, indent: Int, width: Int) -> PythonString {
    let room = width - max(separator.strippedAtEnd.width, 1)
    let prefix = PythonString(spaces: indent)
    var text: PythonString = ""
    var line = prefix
    func breakLine() {
      text += line.strippedAtEnd + "\n"
      line = prefix
    }
    for (i, item) in items.enumerated() {
      let word = item.map { element(base + $0) } ?? "..."
      let lines = word.bytes.split(separator: 10, omittingEmptySubsequences: false).map {
        PythonString(bytes: Array($0))
      }
      if lines.count <= 1 {
        if line.width + word.width > room && line.width > indent { breakLine() }
        line += word
      } else {
        if line.width + lines.widest > room && line.width > indent { breakLine() }
        let hanging = PythonString(spaces: line.width)
        line += lines[0]
        for next in lines.dropFirst() {
          text += line.strippedAtEnd + "\n"
          line = hanging + next
        }
        line += PythonString(spaces: lines.widest - (lines.last?.width ?? 0))
      }
      if i < items.count - 1 { line += separator }
    }
    text += line
    return "[" + PythonString(bytes: Array(text.bytes.dropFirst(indent))) + "]"
  }
}
