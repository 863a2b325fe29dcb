/// Writes Python's `repr` of a string: quotes, escapes, unprintable characters as `\x`, `\u` and `\U`.
///
/// - Parameter out: room for `4 * text.count + 2` bytes.
public func writeRepr(_ text: Text, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  let single = UInt8(ascii: "'")
  let double = UInt8(ascii: "\"")
  let quote = contains(text, Text("'")) && !contains(text, Text("\"")) ? double : single
  out[0] = quote
  var n = 1
  var i = 0
  while i < text.count {
    let (c, width) = text.codePoint(at: i)
    if c == UInt32(quote) || c == UInt32(UInt8(ascii: "\\")) {
      out[n] = UInt8(ascii: "\\")
      out[n &+ 1] = UInt8(c)
      n &+= 2
    } else if CharacterClass.isPrintable(c) {
      n &+= copy(text.slice(i..<(i &+ width)), out + n)
    } else {
      n &+= writeEscape(c, out + n)
    }
    i &+= width
  }
  out[n] = quote
  return n &+ 1
}

/// Python's `repr` of a string, in a row's scratch.
public func repr(of text: Text, _ scratch: Scratch) -> Text {
  let out = scratch.bytes(4 &* text.count &+ 2)
  return Text(base: out, count: writeRepr(text, out))
}

/// Appends Python's `repr` of a string.
public func appendRepr(_ text: Text, to bytes: inout [UInt8]) {
  let bound = 4 &* text.count &+ 2
  bytes.append(
    contentsOf: [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      count = writeRepr(text, base)
    })
}

private func writeEscape(_ c: UInt32, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  switch c {
  case 9: return write("\\t", out)
  case 10: return write("\\n", out)
  case 13: return write("\\r", out)
  case ..<0x100: return write("\\x", out) &+ writeHexadecimal(c, 2, out + 2)
  case ..<0x10000: return write("\\u", out) &+ writeHexadecimal(c, 4, out + 2)
  default: return write("\\U", out) &+ writeHexadecimal(c, 8, out + 2)
  }
}

private func writeHexadecimal(_ c: UInt32, _ digits: Int, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  for i in 0..<digits {
    let digit = UInt8(truncatingIfNeeded: c >> UInt32(4 &* (digits &- 1 &- i)) & 15)
    out[i] = digit < 10 ? UInt8(ascii: "0") &+ digit : UInt8(ascii: "a") &+ digit &- 10
  }
  return digits
}
