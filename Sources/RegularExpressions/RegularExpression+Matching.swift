import CPCRE2
public import Kernels

extension RegularExpression {
  /// Python's `pattern.search(text)`, from the byte `start` on.
  public func search(_ text: Text, from start: Int = 0, _ scratch: Scratch) throws(RowError) -> RegularExpressionMatch?
  {
    try matcher(text, scratch).next(from: start, options: 0)
  }

  /// Python's `pattern.match(text)`.
  public func match(_ text: Text, from start: Int = 0, _ scratch: Scratch) throws(RowError) -> RegularExpressionMatch? {
    try matcher(text, scratch).next(from: start, options: UInt32(PCRE2_ANCHORED))
  }

  /// Python's `pattern.fullmatch(text)`.
  public func fullMatch(
    _ text: Text, from start: Int = 0, _ scratch: Scratch
  ) throws(RowError) -> RegularExpressionMatch? {
    try matcher(text, scratch).next(from: start, options: UInt32(PCRE2_ANCHORED) | PCRE2_ENDANCHORED)
  }

  /// Python's `pattern.finditer(text)`: every match that does not overlap the one before; at most `limit`, if positive.
  ///
  /// After an empty match the next one is sought at the same place, but must not be empty there.
  public func forEachMatch<E: Error>(
    in text: Text, from first: Int = 0, limit: Int = 0, _ scratch: Scratch, onError: (RowError) -> E,
    _ body: (RegularExpressionMatch) throws(E) -> Void
  ) throws(E) {
    let matcher: Matcher
    do throws(RowError) { matcher = try self.matcher(text, scratch) } catch { throw onError(error) }
    var start = first
    var options: UInt32 = 0
    var found = 0
    while limit <= 0 || found < limit {
      let match: RegularExpressionMatch?
      do throws(RowError) { match = try matcher.next(from: start, options: options) } catch { throw onError(error) }
      guard let match else { return }
      try body(match)
      found += 1
      start = match.range.upperBound
      options = match.range.isEmpty ? UInt32(PCRE2_NOTEMPTY_ATSTART) : 0
    }
  }

  /// The same, with errors of rows only.
  public func forEachMatch(
    in text: Text, from first: Int = 0, limit: Int = 0, _ scratch: Scratch,
    _ body: (RegularExpressionMatch) throws(RowError) -> Void
  ) throws(RowError) {
    try forEachMatch(in: text, from: first, limit: limit, scratch, onError: { $0 }, body)
  }

  /// How many matches there are: pandas' `str.count`.
  public func count(in text: Text, _ scratch: Scratch) throws(RowError) -> Int {
    var n = 0
    try forEachMatch(in: text, scratch) { _ in n += 1 }
    return n
  }

  private func matcher(_ text: Text, _ scratch: Scratch) throws(RowError) -> Matcher {
    guard isWellFormed(text) else { throw RowError("ValueError", "text is not UTF-8") }
    return Matcher(self, text, scratch)
  }
}

/// One text under search, with the memory that the search needs.
private struct Matcher {
  let expression: RegularExpression
  let text: Text
  let scratch: Scratch
  let data: OpaquePointer?

  init(_ expression: RegularExpression, _ text: Text, _ scratch: Scratch) {
    self.expression = expression
    self.text = text
    self.scratch = scratch
    // All that PCRE2 allocates while matching comes from the scratch, and goes when that is reset.
    let context = pcre2_general_context_create_8(
      { size, scratch in
        guard let scratch else { return nil }
        let blocks = (size + 15) / 16
        return UnsafeMutableRawPointer(
          Unmanaged<Scratch>.fromOpaque(scratch).takeUnretainedValue().values(SIMD2<UInt64>.self, blocks))
      },
      { _, _ in },
      Unmanaged.passUnretained(scratch).toOpaque())
    data = pcre2_match_data_create_from_pattern_8(expression.code, context)
  }

  func next(from start: Int, options: UInt32) throws(RowError) -> RegularExpressionMatch? {
    guard start <= text.count, let data else { return nil }
    let result = pcre2_match_8(
      expression.code, text.base, text.count, start, options | UInt32(PCRE2_NO_UTF_CHECK), data, nil)
    if result == PCRE2_ERROR_NOMATCH { return nil }
    guard result > 0, let vector = pcre2_get_ovector_pointer_8(data) else {
      throw RowError("RuntimeError", "regular expression takes too many steps")
    }
    let count = 2 * (expression.groupCount + 1)
    let offsets = scratch.values(Int.self, count)
    for i in 0..<count {
      // Groups beyond the last that took part are not written; PCRE2_UNSET is -1.
      offsets[i] = i < 2 * Int(result) ? vector[i] : -1
    }
    return RegularExpressionMatch(text: text, offsets: UnsafePointer(offsets), groupCount: expression.groupCount)
  }
}

/// Whether the bytes are UTF-8, surrogates allowed: PCRE2 trusts us that they are.
private func isWellFormed(_ text: Text) -> Bool {
  var i = 0
  while i < text.count {
    if text.base[i] < 0x80 {
      i += 1
      continue
    }
    let (c, width) = text.codePoint(at: i)
    let least: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000
    guard width > 1, c >= least, c <= 0x10ffff else { return false }
    i += width
  }
  return true
}
