/// Text that is not JSON.
package struct JSONSyntaxError: Error, Hashable, Sendable {
  /// Where reading stopped, in bytes.
  package let offset: Int
  /// What was expected there.
  package let expected: String
}

extension JSONValue {
  /// The document that `bytes` holds.
  package init(parsing bytes: some Sequence<UInt8>) throws(JSONSyntaxError) {
    var reader = JSONReader(bytes: Array(bytes))
    self = try reader.document()
  }
}

/// Reads a document of at most 64 levels.
private struct JSONReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw expected("the end") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth < 64 else { throw expected("fewer than 64 levels") }
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func members(depth: Int) throws(JSONSyntaxError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    repeat {
      skipSpace()
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw expected("':'") }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw expected("',' or '}'") }
    return members
  }

  private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
    var elements: [JSONValue] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    repeat {
      elements.append(try value(depth: depth))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw expected("',' or ']'") }
    return elements
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    while let byte = current, "+-.0123456789eE".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard Double(text) != nil else {
      position = start
      throw expected("a value")
    }
    return text
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    for i in 0..<word.utf8CodeUnitCount {
      guard take(word.utf8Start[i]) else { throw expected("'\(word)'") }
    }
    return value
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    guard take(UInt8(ascii: "\"")) else { throw expected("a string") }
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw expected("no control character in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: try escaped())
      } else {
        text.append(byte)
      }
    }
    guard take(UInt8(ascii: "\"")) else { throw expected("'\"'") }
    guard let string = String(validating: text, as: UTF8.self) else { throw expected("UTF-8 in a string") }
    return string
  }

  private mutating func escaped() throws(JSONSyntaxError) -> [UInt8] {
    let byte = current
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return byte.map { [$0] } ?? []
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
    default: throw expected("an escape")
    }
  }

  /// The scalar of `\uXXXX` or of a pair of surrogates; `position` is after the `u`.
  private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw expected("a whole character") }
    let second = try hexadecimal()
    guard 0xDC00..<0xE000 ~= second, let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw expected("a whole character") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw expected("four hexadecimal digits") }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard digits.utf8.first != UInt8(ascii: "+"), let value = UInt32(digits, radix: 16) else {
      throw expected("four hexadecimal digits")
    }
    position += 4
    return value
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || 0x09...0x0A ~= byte || byte == 0x0D { position += 1 }
  }

  private func expected(_ what: String) -> JSONSyntaxError { JSONSyntaxError(offset: position, expected: what) }
}
