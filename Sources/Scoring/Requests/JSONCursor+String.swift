import Kernels

extension JSONCursor {
  /// The string at the cursor: bytes of the document itself, or of `scratch` where it has escapes.
  @inline(__always)
  mutating func string(scratch: Scratch) throws(BadInput) -> Text {
    guard take(UInt8(ascii: "\"")) else { throw unexpected("a string") }
    let start = position
    while position < end {
      let byte = base[position]
      if byte == UInt8(ascii: "\"") {
        position &+= 1
        return Text(base: base + start, count: position &- 1 &- start)
      }
      guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else {
        return try unusualString(from: start, scratch: scratch)
      }
      position &+= 1
    }
    throw unexpected("'\"'")
  }

  /// The rest of a string that has other bytes than plain ASCII; it began at `start`.
  private mutating func unusualString(from start: Int, scratch: Scratch) throws(BadInput) -> Text {
    while position < end, base[position] != UInt8(ascii: "\""), base[position] != UInt8(ascii: "\\") {
      try passCharacter()
    }
    if take(UInt8(ascii: "\"")) { return Text(base: base + start, count: position &- 1 &- start) }
    guard position < end else { throw unexpected("'\"'") }
    return try unescaped(from: start, scratch: scratch)
  }

  /// The string that began at `start`, its escapes resolved.
  private mutating func unescaped(from start: Int, scratch: Scratch) throws(BadInput) -> Text {
    position = start
    let capacity = try closingQuote() &- start
    position = start
    let text = scratch.bytes(capacity)
    var count = 0
    while !take(UInt8(ascii: "\"")) {
      if byte == UInt8(ascii: "\\") {
        count &+= encoded(try escape(), at: text + count)
      } else {
        let first = position
        try passCharacter()
        for i in first..<position { text[count &+ i &- first] = base[i] }
        count &+= position &- first
      }
    }
    return Text(base: text, count: count)
  }

  /// Where the string ends in which the cursor is.
  private mutating func closingQuote() throws(BadInput) -> Int {
    while position < end {
      if base[position] == UInt8(ascii: "\"") { return position }
      position &+= base[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = end
    throw unexpected("'\"'")
  }

  /// Passes one character that is no quote and no backslash.
  private mutating func passCharacter() throws(BadInput) {
    guard byte >= 0x20 else {
      throw position < end
        ? .malformed("a control character in a string", at: position) : unexpected("'\"'")
    }
    let length = wellFormedLength(at: base + position, count: end &- position)
    guard length > 0 else { throw .malformed("bytes that are not UTF-8", at: position) }
    position &+= length
  }

  /// The character that the escape at the cursor stands for.
  private mutating func escape() throws(BadInput) -> UInt32 {
    let start = position
    position &+= 1
    let kind = byte
    position &+= 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(kind)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): return try scalar(start: start)
    default: throw .malformed("an unknown escape in a string", at: start)
    }
  }

  private mutating func scalar(start: Int) throws(BadInput) -> UInt32 {
    let first = try hexadecimal(start: start)
    guard 0xD800..<0xE000 ~= first else { return first }
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw loneSurrogate(start) }
    let second = try hexadecimal(start: start)
    guard 0xDC00..<0xE000 ~= second else { throw loneSurrogate(start) }
    return 0x10000 &+ (first &- 0xD800) << 10 &+ (second &- 0xDC00)
  }

  private mutating func hexadecimal(start: Int) throws(BadInput) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte &- UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte &- UInt8(ascii: "a") &+ 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte &- UInt8(ascii: "A") &+ 10)
      default: throw .malformed("an escape without four hexadecimal digits", at: start)
      }
      position &+= 1
    }
    return value
  }

  private func loneSurrogate(_ start: Int) -> BadInput { .malformed("half a surrogate pair in a string", at: start) }
}

/// Writes the UTF-8 of `scalar` at `target`; how many bytes it has.
private func encoded(_ scalar: UInt32, at target: UnsafeMutablePointer<UInt8>) -> Int {
  if scalar < 0x80 {
    target[0] = UInt8(truncatingIfNeeded: scalar)
    return 1
  }
  let count = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  var rest = scalar
  var i = count &- 1
  while i > 0 {
    target[i] = 0x80 | UInt8(truncatingIfNeeded: rest & 0x3F)
    rest >>= 6
    i &-= 1
  }
  let lead: UInt8 = count == 2 ? 0xC0 : count == 3 ? 0xE0 : 0xF0
  target[0] = lead | UInt8(truncatingIfNeeded: rest)
  return count
}

/// The length of the UTF-8 sequence at `bytes`; 0 where it is not well-formed (Unicode 15, table 3-7).
func wellFormedLength(at bytes: UnsafePointer<UInt8>, count: Int) -> Int {
  let lead = bytes[0]
  if lead < 0x80 { return 1 }
  let length = 0xC2...0xDF ~= lead ? 2 : 0xE0...0xEF ~= lead ? 3 : 0xF0...0xF4 ~= lead ? 4 : 0
  guard length > 0, count >= length else { return 0 }
  let second = bytes[1]
  let low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
  let high: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
  guard second >= low, second <= high else { return 0 }
  var i = 2
  while i < length {
    guard bytes[i] & 0xC0 == 0x80 else { return 0 }
    i &+= 1
  }
  return length
}
