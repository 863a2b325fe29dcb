import Kernels

/// `'{} and {name:>5}'.format(…)`.
struct TemplateFormat {
  private let context: Context
  /// `nil` for `format_map`, which has none.
  private let positional: [Value]?
  private let lookup: (PythonString) throws(Raised) -> Value
  private var automatic = 0
  private var isManual = false

  init(positional: [Value]?, in context: Context, lookup: @escaping (PythonString) throws(Raised) -> Value) {
    self.positional = positional
    self.context = context
    self.lookup = lookup
  }

  /// One replacement field, unevaluated.
  private struct Field {
    var name: [UInt8] = []
    var conversion: UInt32?
    var specification: [UInt8] = []
    var isNested = false
  }

  /// The text with its fields replaced; fields may hold fields in their specification.
  mutating func formatted(_ text: PythonString, depth: Int = 2) throws(Raised) -> PythonString {
    if depth == 0 { throw .valueError("Max string recursion exceeded") }
    let bytes = text.bytes
    var output: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        output.append(byte)
        continue
      }
      if i < bytes.count, bytes[i] == byte {
        output.append(byte)
        i += 1
        continue
      }
      if byte == UInt8(ascii: "}") { throw .valueError("Single '}' encountered in format string") }
      if i == bytes.count { throw .valueError("Single '{' encountered in format string") }
      let field = try TemplateFormat.field(bytes, &i)
      output += try replaced(field, depth: depth).bytes
    }
    return PythonString(bytes: output)
  }

  /// Reads a field up to its closing brace.
  private static func field(_ bytes: [UInt8], _ i: inout Int) throws(Raised) -> Field {
    var field = Field()
    let start = i
    while i < bytes.count, !"}:!".utf8.contains(bytes[i]) {
      if bytes[i] == UInt8(ascii: "{") { throw .valueError("unexpected '{' in field name") }
      if bytes[i] == UInt8(ascii: "[") {
        while i < bytes.count, bytes[i] != UInt8(ascii: "]") { i += 1 }
      } else {
        i += 1
      }
    }
    guard i < bytes.count else { throw .valueError("expected '}' before end of string") }
    field.name = Array(bytes[start..<i])
    let end = bytes[i]
    i += 1
    if end == UInt8(ascii: "}") { return field }
    if end == UInt8(ascii: "!"), try conversion(bytes, &i, &field) { return field }
    let first = i
    var depth = 1
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if byte == UInt8(ascii: "{") {
        field.isNested = true
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 {
          field.specification = Array(bytes[first..<(i - 1)])
          return field
        }
      }
    }
    throw .valueError("unmatched '{' in format spec")
  }

  /// Reads what follows `!`; tells whether the field ends there.
  private static func conversion(_ bytes: [UInt8], _ i: inout Int, _ field: inout Field) throws(Raised) -> Bool {
    guard i < bytes.count else { throw .valueError("end of string while looking for conversion specifier") }
    let (point, width) = PythonString(bytes: bytes).codePoint(at: i)
    field.conversion = point
    i += width
    guard i < bytes.count else { return false }
    let byte = bytes[i]
    i += 1
    if byte == UInt8(ascii: "}") { return true }
    if byte != UInt8(ascii: ":") { throw .valueError("expected ':' after conversion specifier") }
    return false
  }

  private mutating func replaced(_ field: Field, depth: Int) throws(Raised) -> PythonString {
    var value = try self.value(field.name)
    switch field.conversion {
    case nil: break
    case UInt32(UInt8(ascii: "s")): value = .string(try context.str(value))
    case UInt32(UInt8(ascii: "r")): value = .string(try context.repr(value))
    case UInt32(UInt8(ascii: "a")): value = .string(StringRepr.ascii(try context.repr(value)))
    case let letter?:
      let shown = letter > 32 && letter < 127 ? Unicode.Scalar(letter).map(String.init) : nil
      throw .valueError("Unknown conversion specifier \(shown ?? "\\x" + String(letter, radix: 16))")
    }
    let specification = PythonString(bytes: field.specification)
    return try context.format(
      value, field.isNested ? formatted(specification, depth: depth - 1) : specification)
  }

  /// `0.real[key]`: the argument, then attributes and items.
  private mutating func value(_ name: [UInt8]) throws(Raised) -> Value {
    func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") }
    let end = name.firstIndex(where: isEnd) ?? name.count
    var value = try argument(Array(name[..<end]))
    var i = end
    while i < name.count {
      let part: ArraySlice<UInt8>
      let isAttribute = name[i] == UInt8(ascii: ".")
      if isAttribute {
        let next = name[(i + 1)...].firstIndex(where: isEnd) ?? name.count
        part = name[(i + 1)..<next]
        i = next
      } else if name[i] == UInt8(ascii: "[") {
        guard let close = name[i...].firstIndex(of: UInt8(ascii: "]")) else {
          throw .valueError("Missing ']' in format string")
        }
        part = name[(i + 1)..<close]
        i = close + 1
      } else {
        throw .valueError("Only '.' or '[' may follow ']' in format field specifier")
      }
      if part.isEmpty { throw .valueError("Empty attribute in format string") }
      let key = PythonString(bytes: Array(part))
      value =
        try isAttribute
        ? context.attribute(of: value, named: key)
        : context.item(of: value, at: TemplateFormat.number(part).map(Value.int) ?? .string(key))
    }
    return value
  }

  /// The number that the digits write; `nil` for other text.
  private static func number(_ digits: ArraySlice<UInt8>) throws(Raised) -> Int? {
    guard !digits.isEmpty else { return nil }
    var result = 0
    for point in PythonString(bytes: Array(digits)).codePoints {
      guard let digit = CharacterClass.decimalValue(point) else { return nil }
      if result > (Int.max - digit) / 10 { throw .valueError("Too many decimal digits in format string") }
      result = result * 10 + digit
    }
    return result
  }

  private mutating func argument(_ name: [UInt8]) throws(Raised) -> Value {
    if name.isEmpty {
      if isManual { throw .valueError("cannot switch from manual field specification to automatic field numbering") }
      automatic += 1
      return try positional(automatic - 1)
    }
    guard let number = try TemplateFormat.number(name[...]) else { return try lookup(PythonString(bytes: name)) }
    if automatic > 0 { throw .valueError("cannot switch from automatic field numbering to manual field specification") }
    isManual = true
    return try positional(number)
  }

  private func positional(_ position: Int) throws(Raised) -> Value {
    guard let positional else { throw .valueError("Format string contains positional fields") }
    guard position < positional.count else {
      throw .indexError("Replacement index \(position) out of range for positional args tuple")
    }
    return positional[position]
  }
}
