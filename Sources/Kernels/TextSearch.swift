/// Python's `part in text`.
public func contains(_ text: Text, _ part: Text) -> Bool { firstOffset(of: part, in: text, from: 0) != nil }

/// Python's `str.startswith`.
public func starts(_ text: Text, with prefix: Text) -> Bool { text.has(prefix, at: 0) }

/// Python's `str.endswith`.
public func ends(_ text: Text, with suffix: Text) -> Bool {
  suffix.count <= text.count && text.has(suffix, at: text.count &- suffix.count)
}

/// Python's `str.find`: the index in code points, -1 if there is none.
///
/// - Parameters:
///   - start: as in a slice: in code points, from the end if negative.
///   - stop: likewise; the end if `nil`.
public func firstIndex(of part: Text, in text: Text, from start: Int = 0, to stop: Int? = nil) -> Int {
  guard let (window, first) = window(text, start, stop), let offset = firstOffset(of: part, in: window, from: 0) else {
    return -1
  }
  return first &+ window.codePointIndex(ofOffset: offset)
}

/// Python's `str.rfind`.
public func lastIndex(of part: Text, in text: Text, from start: Int = 0, to stop: Int? = nil) -> Int {
  guard let (window, first) = window(text, start, stop),
    let offset = lastOffset(of: part, in: window, before: window.count)
  else { return -1 }
  return first &+ window.codePointIndex(ofOffset: offset)
}

/// Python's `str.count`: occurrences that do not overlap.
public func occurrences(of part: Text, in text: Text) -> Int {
  guard part.count > 0 else { return text.codePointCount &+ 1 }
  var n = 0
  var from = 0
  while let offset = firstOffset(of: part, in: text, from: from) {
    n &+= 1
    from = offset &+ part.count
  }
  return n
}

/// The first byte at which `part` stands, from `start` on.
public func firstOffset(of part: Text, in text: Text, from start: Int) -> Int? {
  guard let first = part.bytes.first else { return start <= text.count ? start : nil }
  var i = start
  while i &+ part.count <= text.count {
    if text.base[i] == first && text.has(part, at: i) { return i }
    i &+= 1
  }
  return nil
}

/// The last byte at which `part` stands so that it ends by `end`.
public func lastOffset(of part: Text, in text: Text, before end: Int) -> Int? {
  var i = end &- part.count
  while i >= 0 {
    if text.has(part, at: i) { return i }
    i &-= 1
  }
  return nil
}

/// The slice that `find` looks at, and the index of its first code point.
private func window(_ text: Text, _ start: Int, _ stop: Int?) -> (Text, Int)? {
  if start == 0 && stop == nil { return (text, 0) }
  let length = text.codePointCount
  let first = max(0, start < 0 ? start &+ length : start)
  let end = min(length, stop.map { $0 < 0 ? max(0, $0 &+ length) : $0 } ?? length)
  guard first <= end else { return nil }
  return (text.slice(text.offset(ofCodePoint: first)..<text.offset(ofCodePoint: end)), first)
}
