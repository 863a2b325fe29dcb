import BigInt
import Kernels
import PythonRuntime

/// What `json.loads` is asked to do with parts of a document.
struct JSONReadingOptions {
  var objectHook = Value.none
  var pairsHook = Value.none
  var parseFloat = Value.none
  var parseInt = Value.none
  var parseConstant = Value.none
  var isStrict = true
}

/// Reads JSON as Python's `json` does: `NaN` and infinities included.
struct JSONReader {
  nonisolated(unsafe) static let errorType = Exceptions.make(
    "JSONDecodeError", module: "json.decoder", Exceptions.valueError)

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private let context: Context
  private let options: JSONReadingOptions

  init(_ bytes: [UInt8], _ context: Context, _ options: JSONReadingOptions = JSONReadingOptions(), from start: Int = 0)
  {
    self.bytes = bytes
    self.context = context
    self.options = options
    position = start
  }

  /// A value at the position, and where it ends, in characters: `raw_decode`.
  mutating func rawDocument() throws(Raised) -> (Value, Int) {
    let value = try value(skipping: false)
    return (value, bytes[..<position].count { $0 & 0xC0 != 0x80 })
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

  private mutating func value(skipping: Bool = true) throws(Raised) -> Value {
    if skipping { skipBlanks() }
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    if take("null") { return .none }
    if take("true") { return true }
    if take("false") { return false }
    for (word, number) in [("NaN", Double.nan), ("Infinity", .infinity), ("-Infinity", -.infinity)] where take(word) {
      return try options.parseConstant.isNone ? .float(number) : context.call(options.parseConstant, [.text(word)])
    }
    return try number()
  }

  private mutating func number() throws(Raised) -> Value {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    guard let first = next, isDigit(first) else {
      position = start
      throw failure("Expecting value", at: start)
    }
    position += 1
    if first != 0x30 { skipDigits() }
    let whole = position
    if next == UInt8(ascii: "."), position + 1 < bytes.count, isDigit(bytes[position + 1]) {
      position += 1
      skipDigits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      let mark = position
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      if let digit = next, isDigit(digit) { skipDigits() } else { position = mark }
    }
    let text = PythonString(bytes: Array(bytes[start..<position]))
    if position > whole {
      if !options.parseFloat.isNone { return try context.call(options.parseFloat, [.string(text)]) }
      return .float(text.withText(parsedFloat) ?? .nan)
    }
    if !options.parseInt.isNone { return try context.call(options.parseInt, [.string(text)]) }
    if let small = Int(text.description) { return .int(small) }
    return try context.call(.object(Types.int), [.string(text)])
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private mutating func skipDigits() {
    while let byte = next, isDigit(byte) { position += 1 }
  }

  private mutating func array() throws(Raised) -> Value {
    try enter("array")
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
    try enter("object")
    position += 1
    let dict = DictObject()
    var pairs: [Value] = []
    skipBlanks()
    if next == UInt8(ascii: "}") {
      position += 1
      depth -= 1
      return try hooked(dict, pairs)
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
      let item = try value()
      if options.pairsHook.isNone { dict[key] = item } else { pairs.append(.tuple([.string(key), item])) }
      skipBlanks()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw failure("Expecting ',' delimiter", at: position) }
      position += 1
    }
    position += 1
    depth -= 1
    return try hooked(dict, pairs)
  }

  private func hooked(_ dict: DictObject, _ pairs: [Value]) throws(Raised) -> Value {
    if !options.pairsHook.isNone { return try context.call(options.pairsHook, [.list(pairs)]) }
    return options.objectHook.isNone ? .object(dict) : try context.call(options.objectHook, [.object(dict)])
  }

  /// Counts a level; text nested deeper than Python's recursion allows raises.
  private mutating func enter(_ what: String) throws(Raised) {
    depth += 1
    if depth > 990 {
      throw Raised(
        Exceptions.recursionError,
        "maximum recursion depth exceeded while decoding a JSON \(what) from a unicode string")
    }
  }

  private mutating func string() throws(Raised) -> PythonString {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      position += 1
      if byte < 0x20, options.isStrict { throw failure("Invalid control character at", at: position - 1) }
      if byte == 0x5C { try escape(into: &text, start) } else { text.append(byte) }
    }
    guard next != nil else { throw failure("Unterminated string starting at", at: start) }
    position += 1
    return PythonString(bytes: text)
  }

  private mutating func escape(into text: inout [UInt8], _ start: Int) throws(Raised) {
    guard let letter = next else { throw failure("Unterminated string starting at", at: start) }
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
    guard end < bytes.count else { throw failure("Invalid \\uXXXX escape", at: position - 1) }
    var value: UInt32 = 0
    for byte in bytes[position..<end] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("Invalid \\uXXXX escape", at: position - 1)
      }
      value = value << 4 | UInt32(digit)
    }
    position = end
    return value
  }

  private func failure(_ message: String, at offset: Int) -> Raised {
    JSONReader.failure(message, PythonString(bytes: bytes), at: min(offset, bytes.count))
  }

  /// `JSONDecodeError` with its attributes.
  ///
  /// - Parameter offset: in bytes.
  static func failure(_ message: String, _ document: PythonString, at offset: Int) -> Raised {
    let before = document.bytes[..<offset]
    let position = before.count { $0 & 0xC0 != 0x80 }
    let line = before.count { $0 == 0x0A } + 1
    let lastLine = before.lastIndex(of: 0x0A).map { before[($0 + 1)...] } ?? before
    let column = lastLine.count { $0 & 0xC0 != 0x80 } + 1
    let text = "\(message): line \(line) column \(column) (char \(position))"
    let exception = ExceptionObject(errorType, [.text(text)])
    exception.attributes["msg"] = .text(message)
    exception.attributes["doc"] = .string(document)
    exception.attributes["pos"] = .int(position)
    exception.attributes["lineno"] = .int(line)
    exception.attributes["colno"] = .int(column)
    return .exception(exception)
  }
}
