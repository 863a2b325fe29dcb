extension Text {
  /// The code point whose first byte is at `offset`, and its number of bytes. A surrogate is one code point.
  ///
  /// Bytes that are not WTF-8 never lead beyond the text; each counts as a character of its own.
  public func codePoint(at offset: Int) -> (value: UInt32, width: Int) {
    let first = base[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard first >= 0xc0, offset &+ width <= count else { return (UInt32(first), 1) }
    var value = UInt32(first) & (0x7f >> UInt32(width))
    for i in 1..<width {
      let next = base[offset &+ i]
      guard next & 0xc0 == 0x80 else { return (UInt32(first), 1) }
      value = value << 6 | UInt32(next & 0x3f)
    }
    return (value, width)
  }

  /// The code point that ends before `offset`, which is not 0, and its number of bytes.
  public func codePoint(before offset: Int) -> (value: UInt32, width: Int) {
    var start = offset &- 1
    while start > 0 && offset &- start < 4 && base[start] & 0xc0 == 0x80 { start &-= 1 }
    let (value, width) = codePoint(at: start)
    return start &+ width == offset ? (value, width) : (UInt32(base[offset &- 1]), 1)
  }

  /// Python's `len`.
  public var codePointCount: Int {
    var n = 0
    for i in 0..<count where base[i] & 0xc0 != 0x80 { n &+= 1 }
    return n
  }

  /// Whether every byte is below 128, so that offsets and indexes are the same.
  public var isASCII: Bool {
    for i in 0..<count where base[i] >= 0x80 { return false }
    return true
  }

  /// The byte at which code point `index` begins; the end, if there are not so many.
  public func offset(ofCodePoint index: Int) -> Int {
    var n = 0
    for i in 0..<count where base[i] & 0xc0 != 0x80 {
      if n == index { return i }
      n &+= 1
    }
    return count
  }

  /// How many code points begin before the byte at `offset`.
  public func codePointIndex(ofOffset offset: Int) -> Int {
    slice(0..<offset).codePointCount
  }

  /// Whether `part` stands at the byte `offset`.
  @inlinable
  public func has(_ part: Text, at offset: Int) -> Bool {
    guard offset &+ part.count <= count else { return false }
    var i = 0
    while i < part.count {
      if base[offset &+ i] != part.base[i] { return false }
      i &+= 1
    }
    return true
  }
}

/// Writes a code point as UTF-8 (a surrogate as WTF-8); gives the number of bytes, at most four.
public func writeCodePoint(_ c: UInt32, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  func byte(_ bits: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: bits) }
  if c < 0x80 {
    out[0] = byte(c)
    return 1
  }
  if c < 0x800 {
    out[0] = byte(0xc0 | c >> 6)
    out[1] = byte(0x80 | c & 0x3f)
    return 2
  }
  if c < 0x10000 {
    out[0] = byte(0xe0 | c >> 12)
    out[1] = byte(0x80 | c >> 6 & 0x3f)
    out[2] = byte(0x80 | c & 0x3f)
    return 3
  }
  out[0] = byte(0xf0 | c >> 18)
  out[1] = byte(0x80 | c >> 12 & 0x3f)
  out[2] = byte(0x80 | c >> 6 & 0x3f)
  out[3] = byte(0x80 | c & 0x3f)
  return 4
}
