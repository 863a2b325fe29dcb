/// Reads the tokens of a JSON text. Never recurses deeper than `depthLimit`.
struct JSONScanner {
  static let depthLimit = 200

  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte at the place; 0 at the end, where no value begins.
  @inline(__always) var peek: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func failure(_ message: String) -> JSONFailure {
    offset >= bytes.count
      ? JSONFailure(message: "\(message), but the text ends", offset: bytes.count)
      : JSONFailure(message: message, offset: offset)
  }

  mutating func enter() throws(JSONFailure) {
    if depth >= Self.depthLimit { throw failure("lists and objects are nested more than \(Self.depthLimit) deep") }
    depth += 1
  }

  @inline(__always) mutating func accept(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset &+= 1
    return true
  }

  @inline(__always) mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
      default: return
      }
    }
  }

  mutating func skipByteOrderMark() {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
  }

  /// A string from quote to quote, its escapes read.
  mutating func string() throws(JSONFailure) -> [UInt8] {
    offset += 1
    let start = offset
    var isASCII = true
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        if !isASCII { try validate(start..<offset) }
        let content = Array(UnsafeBufferPointer(rebasing: bytes[start..<offset]))
        offset &+= 1
        return content
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw failure("a control character in a string must be escaped") }
      if byte >= 0x80 { isASCII = false }
      offset &+= 1
    }
    throw failure("expected '\"'")
  }

  private func validate(_ range: Range<Int>) throws(JSONFailure) {
    let text = UnsafeBufferPointer(rebasing: bytes[range])
    guard String(validating: text, as: UTF8.self) == nil else { return }
    var place = range.lowerBound
    // Only now is the exact byte worth a slow search.
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = text.makeIterator()
    while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { place += scalar.count }
    throw JSONFailure(message: "the text is not UTF-8", offset: place)
  }

  /// The rest of a string that has escapes.
  private mutating func escapedString(from start: Int) throws(JSONFailure) -> [UInt8] {
    var content: [UInt8] = []
    var chunk = start
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        try append(chunk..<offset, to: &content)
        offset &+= 1
        return content
      case UInt8(ascii: "\\"):
        try append(chunk..<offset, to: &content)
        offset &+= 1
        try escape(into: &content)
        chunk = offset
      case 0..<0x20: throw failure("a control character in a string must be escaped")
      default: offset &+= 1
      }
    }
    throw failure("expected '\"'")
  }

  private func append(_ range: Range<Int>, to content: inout [UInt8]) throws(JSONFailure) {
    let text = UnsafeBufferPointer(rebasing: bytes[range])
    if text.contains(where: { $0 >= 0x80 }) { try validate(range) }
    content.append(contentsOf: text)
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONFailure) {
    let byte = peek
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "u"):
      offset += 1
      return try codePoint(into: &content)
    default: throw failure("expected an escape")
    }
    offset += 1
  }

  /// Four hexadecimal digits, or a pair of surrogates.
  private mutating func codePoint(into content: inout [UInt8]) throws(JSONFailure) {
    var value = try fourDigits()
    let isHigh = value & 0xFC00 == 0xD800
    if isHigh, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u") {
      let before = offset
      offset += 2
      let low = try fourDigits()
      if low & 0xFC00 == 0xDC00 {
        value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
      } else {
        offset = before
      }
    }
    content.appendCodePoint(value)
  }

  private mutating func fourDigits() throws(JSONFailure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = peek
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw failure("expected a hexadecimal digit")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}

extension [UInt8] {
  /// Appends a code point as UTF-8, a surrogate as WTF-8.
  fileprivate mutating func appendCodePoint(_ value: UInt32) {
    switch value {
    case 0..<0x80: append(UInt8(value))
    case 0x80..<0x800:
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }
}
