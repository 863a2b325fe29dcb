extension SourceFile {
  /// The span of a line, from 1, without its indentation and line ending; `nil` if there is no such line.
  package func span(ofLine number: Int) -> SourceSpan? {
    var current = 1
    var start = 0
    while current < number {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
      start = end + 1
      current += 1
    }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    return span(from: start, to: end)
  }
}
