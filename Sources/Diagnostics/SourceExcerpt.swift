/// The first line of a span, made safe for a terminal, with the marker to print below it.
struct SourceExcerpt {
  /// The line, clipped around the span where it is very long.
  let text: String
  /// The blanks below what precedes the span, as wide as that is.
  let indent: String
  /// The carets below the span.
  let marker: String

  /// Characters kept before the span, and from its start on.
  private static let before = 100
  private static let after = 140

  /// `nil` where the span does not lie in the file.
  init?(file: SourceFile, span: SourceSpan) {
    guard span.start.offset <= file.bytes.count else { return nil }
    let line = file.line(at: span.start.offset)
    let end = max(span.start.offset, min(span.end.offset, line.upperBound))
    var head = Self.cells(file.bytes[line.lowerBound..<span.start.offset].suffix(4 * Self.before + 4))
    var body = Self.cells(file.bytes[span.start.offset..<end].prefix(4 * Self.after + 4))
    var tail = Self.cells(file.bytes[end..<line.upperBound].prefix(4 * Self.after + 4))
    if head.count > Self.before { head = ["…"] + head.suffix(Self.before) }
    if body.count > Self.after { body = body.prefix(Self.after) + ["…"] }
    let room = max(0, Self.after - body.count)
    if tail.count > room { tail = tail.prefix(room) + ["…"] }
    text = String(String.UnicodeScalarView(head + body + tail))
    indent = head.map { $0 == "\t" ? "\t" : String(repeating: " ", count: Self.width($0)) }.joined()
    marker = String(repeating: "^", count: max(1, body.reduce(0) { $0 + Self.width($1) }))
  }

  /// The scalars of bytes; what would move the cursor becomes U+FFFD.
  private static func cells(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      let isControl = scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      let isDirection = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      return isControl || isDirection ? "\u{FFFD}" : scalar
    }
  }

  /// Columns on a terminal: two for East Asian wide characters and emoji, none for combining marks.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
