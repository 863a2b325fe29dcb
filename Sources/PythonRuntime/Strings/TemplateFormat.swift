import Kernels

/// `'{} and {name:>5}'.format(…)`.
struct TemplateFormat {
  private let context: Context
  private let positional: [Value]
  private let lookup: (PythonString) throws(Raised) -> Value
  private var automatic = 0
  private var isManual = false

  init(positional: [Value], in context: Context, lookup: @escaping (PythonString) throws(Raised) -> Value) {
    self.positional = positional
    self.context = context
    self.lookup = lookup
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
      if byte == UInt8(ascii: "{") {
        if i < bytes.count, bytes[i] == byte {
          output.append(byte)
          i += 1
          continue
        }
        let end = try closing(bytes, from: i)
        output += try field(PythonString(bytes: Array(bytes[i..<end])), depth: depth).bytes
        i = end + 1
      } else if byte == UInt8(ascii: "}") {
        guard i < bytes.count, bytes[i] == byte else { throw .valueError("Single '}' encountered in format string") }
        output.append(byte)
        i += 1
      } else {
        output.append(byte)
      }
    }
    return PythonString(bytes: output)
  }

  private func closing(_ bytes: [UInt8], from start: Int) throws(Raised) -> Int {
    var depth = 1
    for i in start..<bytes.count {
      if bytes[i] == UInt8(ascii: "{") { depth += 1 }
      if bytes[i] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return i }
      }
    }
    throw .valueError(
      start < bytes.count ? "expected '}' before end of string" : "Single '{' encountered in format string")
  }

  private mutating func field(_ text: PythonString, depth: Int) throws(Raised) -> PythonString {
    var name = text.bytes[...]
    var specification: [UInt8] = []
    var conversion: UInt8?
    var nesting = 0
    let colon = text.bytes.firstIndex { byte in
      if byte == UInt8(ascii: "[") { nesting += 1 }
      if byte == UInt8(ascii: "]") { nesting -= 1 }
      return byte == UInt8(ascii: ":") && nesting == 0
    }
    if let colon {
      name = text.bytes[..<colon]
      specification = Array(text.bytes[(colon + 1)...])
    }
    if name.count >= 2, name[name.endIndex - 2] == UInt8(ascii: "!") {
      conversion = name.last
      name = name.dropLast(2)
    }
    var value = try self.value(Array(name))
    switch conversion {
    case UInt8(ascii: "s"): value = .string(try context.str(value))
    case UInt8(ascii: "r"): value = .string(try context.repr(value))
    case UInt8(ascii: "a"): value = .string(StringRepr.ascii(try context.repr(value)))
    default: break
    }
    let format = try formatted(PythonString(bytes: specification), depth: depth - (specification.isEmpty ? 0 : 1))
    return try context.format(value, format)
  }

  /// `0.real[key]`: the argument, then attributes and items.
  private mutating func value(_ name: [UInt8]) throws(Raised) -> Value {
    let end = name.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? name.count
    var value = try argument(Array(name[..<end]))
    var i = end
    while i < name.count {
      if name[i] == UInt8(ascii: ".") {
        let next = name[(i + 1)...].firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? name.count
        value = try context.attribute(of: value, named: PythonString(bytes: Array(name[(i + 1)..<next])))
        i = next
      } else {
        guard let close = name[i...].firstIndex(of: UInt8(ascii: "]")) else {
          throw .valueError("Missing ']' in format string")
        }
        let key = PythonString(bytes: Array(name[(i + 1)..<close]))
        value = try context.item(of: value, at: Int(key.description).map(Value.int) ?? .string(key))
        i = close + 1
      }
    }
    return value
  }

  private mutating func argument(_ name: [UInt8]) throws(Raised) -> Value {
    if name.isEmpty {
      if isManual { throw .valueError("cannot switch from manual field specification to automatic field numbering") }
      automatic += 1
      return try positional(automatic - 1)
    }
    let text = PythonString(bytes: name)
    guard let number = Int(text.description), name.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return try lookup(text)
    }
    if automatic > 0 { throw .valueError("cannot switch from automatic field numbering to manual field specification") }
    isManual = true
    return try positional(number)
  }

  private func positional(_ position: Int) throws(Raised) -> Value {
    guard position < positional.count else {
      throw .indexError("Replacement index \(position) out of range for positional args tuple")
    }
    return positional[position]
  }
}
