import Kernels
import PythonRuntime

/// Percent-encoding of `urllib.parse`.
enum URLQuoting {
  static func isUnreserved(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || "_.-~".utf8.contains(byte)
  }

  static func quoted(_ bytes: [UInt8], safe: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if isUnreserved(byte) || (byte < 0x80 && safe.contains(byte)) {
        result.append(byte)
      } else {
        let digits = Array(String(byte, radix: 16, uppercase: true).utf8)
        result += [UInt8(ascii: "%")] + (digits.count == 1 ? [0x30] : []) + digits
      }
    }
    return result
  }

  static func unquoted(_ bytes: [UInt8], plusIsBlank: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    var i = 0
    func digit(_ i: Int) -> UInt8? {
      guard i < bytes.count, bytes[i] < 0x80 else { return nil }
      return Character(Unicode.Scalar(bytes[i])).hexDigitValue.map { UInt8($0) }
    }
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "%"), let high = digit(i + 1), let low = digit(i + 2) {
        result.append(high << 4 | low)
        i += 3
      } else {
        result.append(plusIsBlank && bytes[i] == UInt8(ascii: "+") ? 0x20 : bytes[i])
        i += 1
      }
    }
    return result
  }

  /// Text of bytes; what is not UTF-8 is replaced.
  static func text(_ bytes: [UInt8]) -> PythonString {
    String(validating: bytes, as: UTF8.self) == nil
      ? PythonString(String(decoding: bytes, as: UTF8.self)) : PythonString(bytes: bytes)
  }
}

extension Standard.UrlParse {
  private static func bytes(_ value: Value) throws(Raised) -> [UInt8] {
    if case .string(let text) = try value.supported() { return text.bytes }
    if let bytes = value.cast(to: BytesObject.self) { return bytes.bytes }
    throw .typeError("quote_from_bytes() expected bytes")
  }
  private static func safe(_ call: Call) throws(Raised) -> [UInt8] { try bytes(call["safe"]) }
  private static func text(_ bytes: [UInt8]) -> Value { .string(PythonString(bytes: bytes)) }

  static let quote = Function("quote(string, safe='/', encoding=None, errors=None)") { call in
    text(URLQuoting.quoted(try bytes(call["string"]), safe: try safe(call)))
  }
  static let quotePlus = Function("quote_plus(string, safe='', encoding=None, errors=None)") { call in
    let quoted = URLQuoting.quoted(try bytes(call["string"]), safe: try safe(call) + [0x20])
    return text(quoted.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 })
  }
  static let unquote = Function("unquote(string, encoding='utf-8', errors='replace')") { call in
    .string(URLQuoting.text(URLQuoting.unquoted(try bytes(call["string"]))))
  }
  static let unquotePlus = Function("unquote_plus(string, encoding='utf-8', errors='replace')") { call in
    .string(URLQuoting.text(URLQuoting.unquoted(try bytes(call["string"]), plusIsBlank: true)))
  }

  static let urlencode = Function(
    "urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=None)"
  ) { call in
    try call.refuse("quote_via")
    let context = call.context
    let pairs: [Value]
    if let dict = try call["query"].supported().cast(to: DictObject.self) {
      pairs = dict.items.map { .tuple([$0.key, $0.value]) }
    } else {
      pairs = try call.list("query")
    }
    let safe = try safe(call)
    func quoted(_ value: Value) throws(Raised) -> [UInt8] {
      let known = value.cast(to: BytesObject.self)?.bytes
      let raw = if let known { known } else { try context.str(value.supported()).bytes }
      return URLQuoting.quoted(raw, safe: safe + [0x20]).map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
    }
    var parts: [[UInt8]] = []
    for pair in pairs {
      let items = try context.items(of: pair)
      guard items.count == 2 else { throw Raised.typeError("not a valid non-string sequence or mapping object") }
      let key = try quoted(items[0])
      let isMany = try call.bool("doseq") && (items[1].object is ListObject || items[1].object is TupleObject)
      for value in isMany ? try context.items(of: items[1]) : [items[1]] {
        parts.append(key + [UInt8(ascii: "=")] + (try quoted(value)))
      }
    }
    return text(Array(parts.joined(separator: [UInt8(ascii: "&")])))
  }

  private static func pairs(_ call: Call) throws(Raised) -> [(Value, Value)] {
    let keepsBlank = try call.bool("keep_blank_values")
    var result: [(Value, Value)] = []
    for part in try bytes(call["qs"]).split(separator: UInt8(ascii: "&")) {
      guard let mark = part.firstIndex(of: UInt8(ascii: "=")) else {
        if try call.bool("strict_parsing") {
          throw .valueError("bad query field: \(StringRepr.quoted(PythonString(bytes: Array(part))))")
        }
        if keepsBlank { result.append((value(Array(part)), "")) }
        continue
      }
      let content = Array(part[(mark + 1)...])
      if !content.isEmpty || keepsBlank { result.append((value(Array(part[..<mark])), value(content))) }
    }
    return result
  }

  private static func value(_ bytes: [UInt8]) -> Value {
    .string(URLQuoting.text(URLQuoting.unquoted(bytes, plusIsBlank: true)))
  }

  static let parseQsl = Function(
    "parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&')"
  ) { call in
    try call.refuse("separator")
    return .list(try pairs(call).map { .tuple([$0.0, $0.1]) })
  }
  static let parseQs = Function(
    "parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&')"
  ) { call in
    try call.refuse("separator")
    let dict = DictObject()
    for (key, value) in try pairs(call) {
      let known = try dict.value(for: key, in: call.context)?.cast(to: ListObject.self)?.items ?? []
      try dict.set(key, to: .list(known + [value]), in: call.context)
    }
    return .object(dict)
  }
}
