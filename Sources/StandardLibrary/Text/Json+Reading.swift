import BigInt
import Kernels
import PythonRuntime

extension Standard.Json {
  static let loads = Function("loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, **kw)") {
    call in
    try call.refuse("cls", "object_hook", "parse_float", "parse_int")
    var bytes: [UInt8]
    if let known = call[0].cast(to: BytesObject.self) {
      bytes = known.bytes
    } else {
      bytes = try call.string("s").bytes
    }
    var reader = JSONReader(&bytes, call.context)
    return try reader.document()
  }

  static let load = Function("load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, **kw)") {
    call in
    try call.refuse("cls", "object_hook", "parse_float", "parse_int")
    let text = try call.context.callMethod(call[0], "read")
    guard case .string(let text) = text else { throw call.unsupported("'json.load' of a binary file") }
    var bytes = text.bytes
    var reader = JSONReader(&bytes, call.context)
    return try reader.document()
  }

  static let decodeError = Constant("JSONDecodeError") { _ in .object(JSONReader.errorType) }
}

/// Reads JSON as Python's `json` does: `NaN` and infinities included.
struct JSONReader {
  nonisolated(unsafe) static let errorType = Exceptions.make(
    "JSONDecodeError", module: "json.decoder", Exceptions.valueError)

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private let context: Context

  init(_ bytes: inout [UInt8], _ context: Context) {
    self.bytes = bytes
    self.context = context
  }

  mutating func document() throws(Raised) -> Value {
    let value = try value()
    skipBlanks()
    if position < bytes.count { throw failure("Extra data", at: position) }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func value() throws(Raised) -> Value {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    if take("null") { return .none }
    if take("true") { return true }
    if take("false") { return false }
    if take("NaN") { return .float(.nan) }
    if take("Infinity") { return .float(.infinity) }
    if take("-Infinity") { return .float(-.infinity) }
    return try number()
  }

  private mutating func number() throws(Raised) -> Value {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    var isWhole = true
    let digits = position
    while let byte = next, byte >= 0x30 && byte <= 0x39 || [0x2E, 0x65, 0x45, 0x2B, 0x2D].contains(byte) {
      if byte < 0x30 || byte > 0x39 { isWhole = false }
      position += 1
    }
    let text = PythonString(bytes: Array(bytes[start..<position]))
    if position > digits, isWhole, let value = BigInt(text.description) { return BigIntObject.value(value) }
    guard position > digits, let value = text.withText(parsedFloat) else {
      throw failure("Expecting value", at: start)
    }
    return .float(value)
  }

  private mutating func array() throws(Raised) -> Value {
    try enter()
    position += 1
    var items: [Value] = []
    skipBlanks()
    if next == UInt8(ascii: "]") {
      position += 1
      depth -= 1
      return .list([])
    }
    while true {
      items.append(try value())
      skipBlanks()
      if next == UInt8(ascii: "]") { break }
      guard next == UInt8(ascii: ",") else { throw failure("Expecting ',' delimiter", at: position) }
      position += 1
    }
    position += 1
    depth -= 1
    return .list(items)
  }

  private mutating func object() throws(Raised) -> Value {
    try enter()
    position += 1
    let dict = DictObject()
    skipBlanks()
    if next == UInt8(ascii: "}") {
      position += 1
      depth -= 1
      return .object(dict)
    }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else {
        throw failure("Expecting property name enclosed in double quotes", at: position)
      }
      let key = try string()
      skipBlanks()
      guard next == UInt8(ascii: ":") else { throw failure("Expecting ':' delimiter", at: position) }
      position += 1
      dict[key] = try value()
      skipBlanks()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw failure("Expecting ',' delimiter", at: position) }
      position += 1
    }
    position += 1
    depth -= 1
    return .object(dict)
  }

  /// Counts a level; text nested deeper than Python's recursion allows raises.
  private mutating func enter() throws(Raised) {
    depth += 1
    if depth > 990 { throw Raised(Exceptions.recursionError, "maximum recursion depth exceeded") }
  }

  private mutating func string() throws(Raised) -> PythonString {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      position += 1
      if byte < 0x20 { throw failure("Invalid control character at", at: position - 1) }
      if byte == 0x5C { try escape(into: &text) } else { text.append(byte) }
    }
    guard next != nil else { throw failure("Unterminated string starting at", at: start) }
    position += 1
    return PythonString(bytes: text)
  }

  private mutating func escape(into text: inout [UInt8]) throws(Raised) {
    guard let letter = next else { throw failure("Unterminated string starting at", at: position) }
    position += 1
    switch Character(Unicode.Scalar(letter)) {
    case "n": text.append(0x0A)
    case "t": text.append(0x09)
    case "r": text.append(0x0D)
    case "b": text.append(0x08)
    case "f": text.append(0x0C)
    case "\"", "\\", "/": text.append(letter)
    case "u":
      var point = try hexadecimal()
      if (0xD800..<0xDC00).contains(point), bytes[position...].starts(with: Array("\\u".utf8)) {
        let mark = position
        position += 2
        let low = try hexadecimal()
        if (0xDC00..<0xE000).contains(low) {
          point = 0x10000 + (point - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = mark
        }
      }
      PythonString.append(point, to: &text)
    default: throw failure("Invalid \\escape", at: position - 2)
    }
  }

  private mutating func hexadecimal() throws(Raised) -> UInt32 {
    let end = position + 4
    guard end <= bytes.count, let value = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else {
      throw failure("Invalid \\uXXXX escape", at: position)
    }
    position = end
    return value
  }

  private func failure(_ message: String, at offset: Int) -> Raised {
    let before = PythonString(bytes: Array(bytes[..<min(offset, bytes.count)]))
    let line = before.bytes.count { $0 == 0x0A } + 1
    let lastLine =
      before.bytes.lastIndex(of: 0x0A).map { PythonString(bytes: Array(before.bytes[($0 + 1)...])) } ?? before
    return Raised(
      JSONReader.errorType,
      "\(message): line \(line) column \(lastLine.codePointCount + 1) (char \(before.codePointCount))")
  }
}
