/// Python's `str.replace`: the first `count` occurrences (all, if negative).
public func replaced(_ text: Text, _ old: Text, with new: Text, count: Int = -1, _ scratch: Scratch) -> Text {
  if old.count == 0 { return interleaved(text, new, count, scratch) }
  var wanted = occurrences(of: old, in: text)
  if count >= 0 && count < wanted { wanted = count }
  guard wanted > 0 else { return text }
  let length = text.count &+ wanted &* (new.count &- old.count)
  let out = scratch.bytes(length)
  var n = 0
  var from = 0
  for _ in 0..<wanted {
    guard let offset = firstOffset(of: old, in: text, from: from) else { break }
    n &+= copy(text.slice(from..<offset), out + n)
    n &+= copy(new, out + n)
    from = offset &+ old.count
  }
  n &+= copy(text.slice(from..<text.count), out + n)
  return Text(base: out, count: n)
}

/// An empty `old` stands before every character and at the end.
private func interleaved(_ text: Text, _ new: Text, _ count: Int, _ scratch: Scratch) -> Text {
  let places = text.codePointCount &+ 1
  var left = count < 0 || count > places ? places : count
  let out = scratch.bytes(text.count &+ left &* new.count)
  var n = 0
  var i = 0
  while true {
    if left > 0 {
      n &+= copy(new, out + n)
      left &-= 1
    }
    guard i < text.count else { break }
    let width = text.codePoint(at: i).width
    n &+= copy(text.slice(i..<(i &+ width)), out + n)
    i &+= width
  }
  return Text(base: out, count: n)
}

/// Copies the bytes; gives their number.
@discardableResult
func copy(_ text: Text, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  for i in 0..<text.count { out[i] = text.base[i] }
  return text.count
}
