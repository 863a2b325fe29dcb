/// Python's `str.ljust`, pandas' `str.pad(side="right")`: filled at the right to `width` code points.
public func leftJustified(_ text: Text, width: Int, with fill: Text = Text(" "), _ scratch: Scratch) -> Text {
  padded(text, left: 0, right: missing(text, width), fill, scratch)
}

/// Python's `str.rjust`, pandas' `str.pad(side="left")`: filled at the left.
public func rightJustified(_ text: Text, width: Int, with fill: Text = Text(" "), _ scratch: Scratch) -> Text {
  padded(text, left: missing(text, width), right: 0, fill, scratch)
}

/// Python's `str.center`: the odd one goes left if the width is odd.
public func centered(_ text: Text, width: Int, with fill: Text = Text(" "), _ scratch: Scratch) -> Text {
  let count = missing(text, width)
  let left = count / 2 &+ (count & width & 1)
  return padded(text, left: left, right: count &- left, fill, scratch)
}

/// Python's `str.zfill`: zeros behind the sign.
public func zeroFilled(_ text: Text, width: Int, _ scratch: Scratch) -> Text {
  let count = missing(text, width)
  guard count > 0 else { return text }
  let signed = text.count > 0 && (text.base[0] == UInt8(ascii: "+") || text.base[0] == UInt8(ascii: "-"))
  let sign = text.slice(0..<(signed ? 1 : 0))
  let rest = padded(text.slice(sign.count..<text.count), left: count, right: 0, Text("0"), scratch)
  return scratch.joined(sign, rest)
}

/// Python's `text * times`.
public func repeated(_ text: Text, _ times: Int, _ scratch: Scratch) -> Text {
  guard times > 0, text.count > 0 else { return text.slice(0..<0) }
  let count = text.count &* times
  let out = scratch.bytes(count)
  var n = copy(text, out)
  while n < count {
    let part = min(n, count &- n)
    (out + n).update(from: out, count: part)
    n &+= part
  }
  return Text(base: out, count: n)
}

/// How many code points are missing to a width; a width below 0 is none.
private func missing(_ text: Text, _ width: Int) -> Int { max(0, max(0, width) &- text.codePointCount) }

private func padded(_ text: Text, left: Int, right: Int, _ fill: Text, _ scratch: Scratch) -> Text {
  guard left > 0 || right > 0 else { return text }
  return scratch.joined(repeated(fill, left, scratch), text, repeated(fill, right, scratch))
}
