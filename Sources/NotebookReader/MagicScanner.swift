import Diagnostics

/// Reads a cell line by logical line, as IPython's `inputtransformer2` does, and masks what is not Python.
struct MagicScanner {
  let bytes: [UInt8]
  /// The bytes with magics masked.
  var text: [UInt8]
  var offset = 0
  var line = 1
  var lineStart = 0
  var magics: [Magic] = []
  /// The last byte that is neither blank nor comment; `;` for a magic.
  var lastByte: UInt8 = 0
  var isPython = true

  /// Where the body of a cell magic begins that is not Python.
  var bodyStart = 0
  /// Whether a name has a value, so that it is no magic.
  let isBound: (String) -> Bool

  init(_ bytes: [UInt8], isBound: @escaping (String) -> Bool) {
    self.bytes = bytes
    self.isBound = isBound
    text = bytes
  }

  var position: SourcePosition { SourcePosition(offset: offset, line: line, column: offset - lineStart) }

  func peek(_ distance: Int = 0) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }

  mutating func scan() {
    stripPrompts()
    while scanCellMagic() {}
    guard isPython else { return }
    scanAutomaticMagic()
    while offset < bytes.count { scanLogicalLine() }
  }

  /// Skips blanks and blank lines.
  mutating func skipBlankLines() {
    while offset < bytes.count {
      if isLineEnd(offset) { consumeLineEnd() } else if isBlank(offset) { offset += 1 } else { return }
    }
  }

  mutating func skipBlanks() {
    while offset < bytes.count, isBlank(offset) { offset += 1 }
  }

  func isBlank(_ index: Int) -> Bool { text[index] == 0x20 || text[index] == 0x09 || text[index] == 0x0C }

  func isLineEnd(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

  mutating func consumeLineEnd() {
    if bytes[offset] == 0x0D, peek(1) == 0x0A { offset += 1 }
    offset += 1
    line += 1
    lineStart = offset
  }

  mutating func skipToLineEnd() {
    while offset < bytes.count, !isLineEnd(offset) { offset += 1 }
  }

  /// Goes to the end of the line, or of the lines that a backslash joins; the line ending is left.
  mutating func skipContinuedLine() {
    while true {
      skipToLineEnd()
      guard offset < bytes.count, offset > 0, bytes[offset - 1] == UInt8(ascii: "\\") else { return }
      consumeLineEnd()
    }
  }

  /// Masks bytes by blanks; line endings stay.
  mutating func blank(_ range: Range<Int>) {
    for index in range where !isLineEnd(index) { text[index] = 0x20 }
  }

  /// Masks a whole statement.
  mutating func maskStatement(_ range: Range<Int>) {
    let firstLine = range.prefix { !isLineEnd($0) }.count
    blank(range)
    let statement: StaticString = firstLine >= 4 ? "pass" : "0;"
    statement.withUTF8Buffer { buffer in
      for (index, byte) in buffer.enumerated() where index < firstLine { text[range.lowerBound + index] = byte }
    }
    lastByte = UInt8(ascii: ";")
  }

  /// The text of a range, continued lines joined, without blanks at its ends.
  func trimmed(_ range: Range<Int>) -> String {
    var content: [UInt8] = []
    for index in range {
      let isContinuation = bytes[index] == UInt8(ascii: "\\") && index + 1 < range.upperBound && isLineEnd(index + 1)
      if isContinuation || isLineEnd(index) { continue }
      content.append(bytes[index])
    }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let body = content.drop(while: isBlank)
    let end = body.lastIndex { !isBlank($0) }
    return end.map { String(decoding: body[...$0], as: UTF8.self) } ?? ""
  }

  /// Masks `>>> ` and `... ` before all lines, where the first line has one.
  private mutating func stripPrompts() {
    guard bytes.starts(with: ">>> ".utf8) else { return }
    var index = 0
    while index < bytes.count {
      let line = bytes[index...].prefix(4)
      if line.elementsEqual(">>> ".utf8) || line.elementsEqual("... ".utf8) {
        for place in index..<(index + 4) { text[place] = 0x20 }
      } else if bytes[index...].starts(with: "...".utf8) {
        for place in index..<(index + 3) { text[place] = 0x20 }
      }
      guard let end = bytes[index...].firstIndex(of: 0x0A) else { return }
      index = end + 1
    }
  }
}
