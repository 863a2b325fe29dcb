public import Kernels

/// Python's `re.escape`: a pattern that matches just this text.
public func escapedPattern(_ text: Text, _ scratch: Scratch) -> Text {
  let out = scratch.bytes(2 * text.count)
  var n = 0
  for byte in text.bytes {
    if isSpecial(byte) {
      out[n] = UInt8(ascii: "\\")
      n += 1
    }
    out[n] = byte
    n += 1
  }
  return Text(base: out, count: n)
}

private func isSpecial(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "(", ")", "[", "]", "{", "}", "?", "*", "+", "-", "|", "^", "$", "\\", ".", "&", "~", "#", " ": true
  default: byte >= 9 && byte <= 13
  }
}
