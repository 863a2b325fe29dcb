public import Kernels

extension RegularExpression {
  /// Python's `pattern.sub(template, text, count)`; `count` 0 for all.
  public func replaced(
    _ text: Text, with template: ReplacementTemplate, count: Int = 0, _ scratch: Scratch
  ) throws(RowError) -> Text {
    try replacedAndCounted(text, count: count, scratch) { match in
      template.expanded(match, scratch)
    }.text
  }

  /// Python's `pattern.subn` with a function: the text and how many matches were replaced.
  public func replacedAndCounted<E: Error>(
    _ text: Text, count: Int = 0, _ scratch: Scratch, onError: (RowError) -> E,
    _ replacement: (RegularExpressionMatch) throws(E) -> Text
  ) throws(E) -> (text: Text, count: Int) {
    var result: [UInt8] = []
    var end = 0
    var found = 0
    try forEachMatch(in: text, limit: count, scratch, onError: onError) { match throws(E) in
      result.append(contentsOf: text.slice(end..<match.range.lowerBound).bytes)
      result.append(contentsOf: try replacement(match).bytes)
      end = match.range.upperBound
      found += 1
    }
    guard found > 0 else { return (text, 0) }
    result.append(contentsOf: text.slice(end..<text.count).bytes)
    return (result.withUnsafeBufferPointer { scratch.text(copying: $0) }, found)
  }

  /// The same, with errors of rows only.
  public func replacedAndCounted(
    _ text: Text, count: Int = 0, _ scratch: Scratch,
    _ replacement: (RegularExpressionMatch) throws(RowError) -> Text
  ) throws(RowError) -> (text: Text, count: Int) {
    try replacedAndCounted(text, count: count, scratch, onError: { $0 }, replacement)
  }

  /// Python's `pattern.split(text, limit)`: the pieces and what the groups between them matched; `limit` 0 for no limit.
  public func split(
    _ text: Text, limit: Int = 0, _ scratch: Scratch, _ piece: (Text?) -> Void
  ) throws(RowError) {
    var end = 0
    try forEachMatch(in: text, limit: limit, scratch) { match in
      piece(text.slice(end..<match.range.lowerBound))
      var group = 1
      while group <= groupCount {
        piece(match.group(group))
        group += 1
      }
      end = match.range.upperBound
    }
    piece(text.slice(end..<text.count))
  }
}

extension ReplacementTemplate {
  /// The template with what the groups of a match are; groups that took no part are empty.
  public func expanded(_ match: RegularExpressionMatch, _ scratch: Scratch) -> Text {
    var length = 0
    for part in parts {
      switch part {
      case .literal(let bytes): length += bytes.count
      case .group(let group): length += match.group(group)?.count ?? 0
      }
    }
    let out = scratch.bytes(length)
    var n = 0
    for part in parts {
      switch part {
      case .literal(let bytes):
        for byte in bytes {
          out[n] = byte
          n += 1
        }
      case .group(let group):
        guard let text = match.group(group) else { continue }
        for byte in text.bytes {
          out[n] = byte
          n += 1
        }
      }
    }
    return Text(base: out, count: n)
  }
}
