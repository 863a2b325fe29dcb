extension JSONValue {
  /// Reads a JSON text in UTF-8: one value with blanks around it. Linear in its length.
  ///
  /// - Throws: `JSONFailure` with the byte, also for lists and objects nested more than 200 deep.
  package init(parsing bytes: [UInt8]) throws(JSONFailure) {
    let result: Result<JSONValue, JSONFailure> = bytes.withUnsafeBufferPointer { buffer in
      var scanner = JSONScanner(buffer)
      do throws(JSONFailure) {
        return .success(try scanner.document())
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

extension JSONScanner {
  /// The one value of the text.
  mutating func document() throws(JSONFailure) -> JSONValue {
    skipByteOrderMark()
    skipBlanks()
    let value = try value()
    skipBlanks()
    if offset < bytes.count { throw failure("unexpected text after the value") }
    return value
  }

  mutating func value() throws(JSONFailure) -> JSONValue {
    switch peek {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "N"): return try word("NaN", .double(.nan))
    case UInt8(ascii: "I"): return try word("Infinity", .double(.infinity))
    case UInt8(ascii: "-") where offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "I"):
      return try word("-Infinity", .double(-.infinity))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("expected a value")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
    let start = offset
    let matches = word.withUTF8Buffer { word in
      word.count <= bytes.count - start && word.elementsEqual(bytes[start..<(start + word.count)])
    }
    guard matches else { throw failure("expected a value") }
    offset += word.utf8CodeUnitCount
    return value
  }

  private mutating func array() throws(JSONFailure) -> [JSONValue] {
    try enter()
    defer { depth -= 1 }
    offset += 1
    skipBlanks()
    var elements: [JSONValue] = []
    if accept(UInt8(ascii: "]")) { return elements }
    while true {
      skipBlanks()
      elements.append(try value())
      skipBlanks()
      if accept(UInt8(ascii: "]")) { return elements }
      guard accept(UInt8(ascii: ",")) else { throw failure("expected ',' or ']'") }
    }
  }

  private mutating func object() throws(JSONFailure) -> JSONObject {
    try enter()
    defer { depth -= 1 }
    offset += 1
    skipBlanks()
    var members: [JSONObject.Member] = []
    if accept(UInt8(ascii: "}")) { return JSONObject(members) }
    while true {
      skipBlanks()
      let name = try memberName()
      skipBlanks()
      members.append(JSONObject.Member(name: String(decoding: name, as: UTF8.self), value: try value()))
      skipBlanks()
      if accept(UInt8(ascii: "}")) { return JSONObject(members) }
      guard accept(UInt8(ascii: ",")) else { throw failure("expected ',' or '}'") }
    }
  }

  /// A name and the colon behind it.
  mutating func memberName() throws(JSONFailure) -> [UInt8] {
    guard peek == UInt8(ascii: "\"") else { throw failure("expected a name in quotes") }
    let name = try string()
    skipBlanks()
    guard accept(UInt8(ascii: ":")) else { throw failure("expected ':'") }
    return name
  }

  private mutating func number() throws(JSONFailure) -> JSONValue {
    let start = offset
    _ = accept(UInt8(ascii: "-"))
    let firstDigit = offset
    guard skipDigits() > 0 else { throw failure("expected a digit") }
    if bytes[firstDigit] == UInt8(ascii: "0"), offset - firstDigit > 1 {
      offset = firstDigit + 1
      throw failure("a number has no leading zeros")
    }
    var isInteger = true
    if accept(UInt8(ascii: ".")) {
      isInteger = false
      guard skipDigits() > 0 else { throw failure("expected a digit") }
    }
    if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
      isInteger = false
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      guard skipDigits() > 0 else { throw failure("expected a digit") }
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
    if isInteger, let integer = Int64(text) { return .integer(integer) }
    guard let double = Double(text) else { throw failure("expected a number") }
    return .double(double)
  }

  private mutating func skipDigits() -> Int {
    let start = offset
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset - start
  }
}
