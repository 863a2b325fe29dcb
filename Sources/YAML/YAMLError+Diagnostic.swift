package import Diagnostics

extension YAMLError {
  /// The error as a diagnostic about `file`, whose bytes were parsed.
  package func diagnostic(id: String, in file: SourceFile) -> Diagnostic {
    let span = span.map { span in
      file.span(from: offset(of: span.start, in: file.bytes), to: offset(of: span.end, in: file.bytes))
    }
    return Diagnostic(id: id, message: message, file: file, span: span)
  }
}

/// The byte at which a position stands; the end for a position that is not in the text.
private func offset(of position: YAMLPosition, in bytes: [UInt8]) -> Int {
  var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  var line = 1
  while line < position.line, offset < bytes.count {
    let lineBreak = lineBreaks.first { bytes[offset...].starts(with: $0) }
    offset += lineBreak?.count ?? 1
    if lineBreak != nil { line += 1 }
  }
  for _ in 0..<position.column {
    guard offset < bytes.count else { break }
    offset += 1
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
  }
  return offset
}

/// What libyaml takes for the end of a line; the longest first.
private let lineBreaks: [[UInt8]] = [
  [0x0D, 0x0A], [0x0D], [0x0A], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9],
]
