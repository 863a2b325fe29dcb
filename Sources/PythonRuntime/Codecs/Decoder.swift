import Kernels

/// One decoding of bytes under way.
struct Decoder {
  private let bytes: [UInt8]
  private let errors: PythonString
  private let source: Value
  var position = 0
  private var output: [UInt8] = []

  init(_ bytes: [UInt8], _ errors: PythonString, _ source: Value) {
    self.bytes = bytes
    self.errors = errors
    self.source = source
  }

  /// Puts what the error handler has in place of bytes, and goes on behind them.
  private mutating func fail(_ name: String, _ count: Int, _ reason: String) throws(Raised) {
    let end = min(position + count, bytes.count)
    let handler = try ErrorHandler.named(errors)
    guard let replacement = handler.replacement(for: bytes[position..<end]) else {
      throw UnicodeFailure.decoding(name, source, position, end, reason)
    }
    for point in replacement { PythonString.append(point, to: &output) }
    position = end
  }

  /// One byte a character.
  mutating func mapped(
    _ name: String, _ reason: String, _ map: (UInt8) -> UInt32?
  ) throws(Raised) -> PythonString {
    output.reserveCapacity(bytes.count)
    while position < bytes.count {
      if let point = map(bytes[position]) {
        PythonString.append(point, to: &output)
        position += 1
      } else {
        try fail(name, 1, reason)
      }
    }
    return PythonString(bytes: output)
  }

  mutating func utf8(_ name: String) throws(Raised) -> PythonString {
    if position == 0, String(validating: bytes, as: UTF8.self) != nil { return PythonString(bytes: bytes) }
    while position < bytes.count {
      let lead = bytes[position]
      if lead < 0x80 {
        output.append(lead)
        position += 1
        continue
      }
      let width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
      if width == 0 {
        try fail(name, 1, "invalid start byte")
        continue
      }
      let valid = continuation(lead, width)
      if valid == width {
        output += bytes[position..<(position + width)]
        position += width
      } else if position + valid == bytes.count {
        try fail(name, valid, "unexpected end of data")
      } else if errors == "surrogatepass", lead == 0xED, position + 3 <= bytes.count,
        bytes[position + 1] >= 0xA0, bytes[position + 1] < 0xC0, bytes[position + 2] & 0xC0 == 0x80
      {
        output += bytes[position..<(position + 3)]
        position += 3
      } else {
        try fail(name, valid, "invalid continuation byte")
      }
    }
    return PythonString(bytes: output)
  }

  /// How many bytes of a character are as they must be, the first one included.
  private func continuation(_ lead: UInt8, _ width: Int) -> Int {
    for i in 1..<width {
      guard position + i < bytes.count else { return i }
      let byte = bytes[position + i]
      var range: ClosedRange<UInt8> = 0x80...0xBF
      if i == 1 {
        switch lead {
        case 0xE0: range = 0xA0...0xBF
        case 0xED: range = 0x80...0x9F
        case 0xF0: range = 0x90...0xBF
        case 0xF4: range = 0x80...0x8F
        default: break
        }
      }
      if !range.contains(byte) { return i }
    }
    return width
  }

  mutating func utf16(_ order: TextEncoding.ByteOrder) throws(Raised) -> PythonString {
    var isBig = order == .big
    if order == .native, bytes.count >= 2 {
      if bytes[0] == 0xFE, bytes[1] == 0xFF { isBig = true }
      if isBig || (bytes[0] == 0xFF && bytes[1] == 0xFE) { position = 2 }
    }
    let name = isBig ? "utf-16-be" : "utf-16-le"
    func unit(_ offset: Int) -> UInt32 {
      let (a, b) = (UInt32(bytes[offset]), UInt32(bytes[offset + 1]))
      return isBig ? a << 8 | b : b << 8 | a
    }
    while position < bytes.count {
      guard position + 1 < bytes.count else {
        try fail(name, 1, "truncated data")
        continue
      }
      let first = unit(position)
      if first & 0xF800 != 0xD800 || errors == "surrogatepass" && first >= 0xDC00 {
        PythonString.append(first, to: &output)
        position += 2
      } else if first >= 0xDC00 {
        try fail(name, 2, "illegal encoding")
      } else if position + 3 >= bytes.count {
        try fail(name, bytes.count - position, "unexpected end of data")
      } else if case let second = unit(position + 2), second & 0xFC00 == 0xDC00 {
        PythonString.append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &output)
        position += 4
      } else {
        try fail(name, 2, "illegal UTF-16 surrogate")
      }
    }
    return PythonString(bytes: output)
  }

  mutating func utf32(_ order: TextEncoding.ByteOrder) throws(Raised) -> PythonString {
    var isBig = order == .big
    if order == .native {
      if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { isBig = true }
      if isBig || bytes.starts(with: [0xFF, 0xFE, 0, 0]) { position = 4 }
    }
    let name = isBig ? "utf-32-be" : "utf-32-le"
    while position < bytes.count {
      guard position + 3 < bytes.count else {
        try fail(name, bytes.count - position, "truncated data")
        continue
      }
      let unit = bytes[position..<(position + 4)]
      let point = (isBig ? Array(unit) : unit.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if point >= 0x110000 {
        try fail(name, 4, "code point not in range(0x110000)")
      } else if point & 0xFFFF_F800 == 0xD800, errors != "surrogatepass" {
        try fail(name, 4, "code point in surrogate code point range(0xd800, 0xe000)")
      } else {
        PythonString.append(point, to: &output)
        position += 4
      }
    }
    return PythonString(bytes: output)
  }
}
