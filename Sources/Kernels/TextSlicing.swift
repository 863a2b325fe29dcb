/// Python's `text[index]`, `nil` where Python raises and pandas' `str.get` gives missing.
public func character(of text: Text, at index: Int) -> Text? {
  let ascii = text.isASCII
  let length = ascii ? text.count : text.codePointCount
  let i = index < 0 ? index &+ length : index
  guard i >= 0, i < length else { return nil }
  let offset = ascii ? i : text.offset(ofCodePoint: i)
  return text.slice(offset..<(offset &+ text.codePoint(at: offset).width))
}

/// Python's `text[start:stop]`, in code points.
public func sliced(_ text: Text, from start: Int? = nil, to stop: Int? = nil) -> Text {
  let ascii = text.isASCII
  let length = ascii ? text.count : text.codePointCount
  let first = clamped(start ?? 0, length)
  let end = clamped(stop ?? length, length)
  guard first < end else { return text.slice(0..<0) }
  if ascii { return text.slice(first..<end) }
  return text.slice(text.offset(ofCodePoint: first)..<text.offset(ofCodePoint: end))
}

/// Python's `text[start:stop:step]`, in code points; a step of 0, which Python refuses, gives an empty text.
public func sliced(_ text: Text, from start: Int?, to stop: Int?, step: Int, _ scratch: Scratch) -> Text {
  if step == 1 { return sliced(text, from: start, to: stop) }
  let length = text.codePointCount
  guard step != 0, length > 0 else { return text.slice(0..<0) }
  let first: Int
  let end: Int
  if step > 0 {
    first = clamped(start ?? 0, length)
    end = clamped(stop ?? length, length)
  } else {
    // Downwards the places run from length - 1 to -1.
    first = start.map { min(clampedDownwards($0, length), length &- 1) } ?? length &- 1
    end = stop.map { min(clampedDownwards($0, length), length &- 1) } ?? -1
  }
  let out = scratch.bytes(text.count)
  var n = 0
  var i = first
  while step > 0 ? i < end : i > end {
    let offset = text.offset(ofCodePoint: i)
    for k in 0..<text.codePoint(at: offset).width {
      out[n] = text.base[offset &+ k]
      n &+= 1
    }
    let (next, overflow) = i.addingReportingOverflow(step)
    if overflow { break }
    i = next
  }
  return Text(base: out, count: n)
}

/// pandas' `str.slice_replace`: what lies between start and stop replaced.
public func sliceReplaced(_ text: Text, from start: Int?, to stop: Int?, with part: Text, _ scratch: Scratch) -> Text {
  let length = text.codePointCount
  let first = clamped(start ?? 0, length)
  let end = max(first, clamped(stop ?? length, length))
  return scratch.joined(sliced(text, from: 0, to: first), part, sliced(text, from: end, to: nil))
}

private func clamped(_ index: Int, _ length: Int) -> Int {
  let i = index < 0 ? index &+ length : index
  return i < 0 ? 0 : i > length ? length : i
}

private func clampedDownwards(_ index: Int, _ length: Int) -> Int {
  let i = index < 0 ? index &+ length : index
  return i < -1 ? -1 : i
}
