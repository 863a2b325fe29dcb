package import Kernels

extension PythonString {
  /// Whether every code point is one byte.
  @inline(__always)
  package var isASCII: Bool { bytes.isASCII }

  /// `len(string)`.
  package var codePointCount: Int {
    bytes.withUnsafeBytes { bytes in
      var count = 0
      for byte in bytes { count &+= byte & 0xC0 != 0x80 ? 1 : 0 }
      return count
    }
  }

  /// The code points.
  package var codePoints: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      let (point, width) = codePoint(at: i)
      result.append(point)
      i += width
    }
    return result
  }

  /// The code point that starts at a byte, and its width in bytes.
  package func codePoint(at offset: Int) -> (point: UInt32, width: Int) {
    let lead = bytes[offset]
    func follow(_ i: Int) -> UInt32 {
      offset + i < bytes.count ? UInt32(bytes[offset + i] & 0x3F) : 0
    }
    switch lead {
    case 0..<0x80: return (UInt32(lead), 1)
    case 0xC0..<0xE0: return (UInt32(lead & 0x1F) << 6 | follow(1), 2)
    case 0xE0..<0xF0: return (UInt32(lead & 0x0F) << 12 | follow(1) << 6 | follow(2), 3)
    default: return (UInt32(lead & 0x07) << 18 | follow(1) << 12 | follow(2) << 6 | follow(3), 4)
    }
  }

  /// Where each code point starts, and the end.
  package var boundaries: [Int] {
    var result: [Int] = []
    result.reserveCapacity(bytes.count + 1)
    for (i, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { result.append(i) }
    result.append(bytes.count)
    return result
  }

  /// The string of these code points; surrogates become WTF-8.
  package init(codePoints: some Sequence<UInt32>) {
    var bytes: [UInt8] = []
    for point in codePoints { PythonString.append(point, to: &bytes) }
    self.init(bytes: bytes)
  }

  /// Appends a code point.
  package static func append(_ point: UInt32, to bytes: inout [UInt8]) {
    switch point {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: point))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | point >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | point >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | point >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | point >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | point >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | point >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
    }
  }

  /// The byte offset of the first occurrence of `part` from a byte offset on.
  package func firstOffset(of part: PythonString, from start: Int = 0) -> Int? {
    let count = part.bytes.count
    guard start + count <= bytes.count else { return nil }
    guard let first = part.bytes.first else { return start }
    return bytes.withUnsafeBufferPointer { text in
      part.bytes.withUnsafeBufferPointer { part in
        var i = start
        let last = text.count - count
        while i <= last {
          if text[i] == first {
            var j = 1
            while j < count, text[i + j] == part[j] { j += 1 }
            if j == count { return i }
          }
          i += 1
        }
        return nil
      }
    }
  }

  /// The byte offset of the last occurrence of `part` before a byte offset.
  package func lastOffset(of part: PythonString, before end: Int) -> Int? {
    let count = part.bytes.count
    var i = end - count
    while i >= 0 {
      if bytes[i..<(i + count)].elementsEqual(part.bytes) { return i }
      i -= 1
    }
    return nil
  }
}

/// `string[key]`.
enum StringIndexing {
  static func item(of text: PythonString, at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) { return try .string(sliced(text, slice, in: context)) }
    if let cause = key.poison { return .unsupported(cause) }
    let index = try context.index(key, orElse: "string indices must be integers, not '\(key.typeName)'")
    if context.characters.isASCII(text.bytes) {
      let position = index < 0 ? index + text.bytes.count : index
      guard position >= 0, position < text.bytes.count else { throw .indexError("string index out of range") }
      return context.characters.string(text.bytes[position])
    }
    let boundaries = text.boundaries
    let position = index < 0 ? index + boundaries.count - 1 : index
    guard position >= 0, position < boundaries.count - 1 else { throw .indexError("string index out of range") }
    return .string(PythonString(bytes: Array(text.bytes[boundaries[position]..<boundaries[position + 1]])))
  }

  private static func sliced(
    _ text: PythonString, _ slice: SliceObject, in context: Context
  ) throws(Raised) -> PythonString {
    if context.characters.isASCII(text.bytes) {
      let range = try slice.range(count: text.bytes.count, in: context)
      if range.step == 1 {
        if range.count == text.bytes.count { return text }
        return PythonString(bytes: Array(text.bytes[range.start..<(range.start + range.count)]))
      }
      return PythonString(bytes: range.map { text.bytes[$0] })
    }
    let boundaries = text.boundaries
    let range = try slice.range(count: boundaries.count - 1, in: context)
    if range.count == 0 { return "" }
    if range.step == 1 {
      return PythonString(bytes: Array(text.bytes[boundaries[range.start]..<boundaries[range.start + range.count]]))
    }
    var bytes: [UInt8] = []
    for i in range { bytes += text.bytes[boundaries[i]..<boundaries[i + 1]] }
    return PythonString(bytes: bytes)
  }
}

/// Iteration over the code points of a string.
package final class StringIterator: IteratorObject {
  private let text: PythonString
  private var offset = 0

  init(_ text: PythonString) {
    self.text = text
    super.init(type: text.isASCII ? NamedIterators.asciiString : NamedIterators.string)
  }

  override package func next(in context: Context) throws(Raised) -> Value? { advance(context.characters) }

  override package var lengthHint: Int? { PythonString(bytes: Array(text.bytes[offset...])).codePointCount }

  /// Where the next character is, if it is ASCII.
  @inline(__always)
  func advancePlainly(_ characters: CharacterTable) -> Slot? {
    text.bytes.withUnsafeBytes { bytes in
      guard offset < bytes.count, bytes[offset] < 0x80 else { return nil }
      offset &+= 1
      return characters.slot(bytes[offset &- 1])
    }
  }

  /// The next character.
  func advance(_ characters: CharacterTable) -> Value? {
    guard offset < text.bytes.count else { return nil }
    let byte = text.bytes[offset]
    if byte < 0x80 {
      offset &+= 1
      return characters.string(byte)
    }

    let width = text.codePoint(at: offset).width
    defer { offset += width }
    return .string(PythonString(bytes: Array(text.bytes[offset..<min(offset + width, text.bytes.count)])))
  }
}
