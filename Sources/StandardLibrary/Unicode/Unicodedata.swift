import Kernels
import PythonRuntime

extension Standard.Unicodedata {
  static let version = Constant("unidata_version") { _ in "14.0.0" }

  /// The one character of an argument.
  private static func character(_ call: Call, isOnly: Bool = true) throws(Raised) -> UInt32 {
    if let text = call[0].stringValue, text.codePointCount == 1 { return text.codePoint(at: 0).point }
    let argument = isOnly ? "argument" : "argument 1"
    throw .typeError("\(call.signature.name)() \(argument) must be a unicode character, not \(call[0].typeName)")
  }

  static let category = Function("category(chr, /)") { call in .text(CharacterData.category(try character(call))) }
  static let bidirectional = Function("bidirectional(chr, /)") { call in
    .text(CharacterData.direction(try character(call)))
  }
  static let eastAsianWidth = Function("east_asian_width(chr, /)") { call in
    .text(CharacterData.width(try character(call)))
  }
  static let combining = Function("combining(chr, /)") { call in
    .int(CharacterData.combiningClass(try character(call)))
  }
  static let mirrored = Function("mirrored(chr, /)") { call in
    .int(CharacterData.isMirrored(try character(call)) ? 1 : 0)
  }

  static let decomposition = Function("decomposition(chr, /)") { call in
    guard let found = CharacterData.decomposition(try character(call)) else { return "" }
    let parts = found.parts.map { part in
      let digits = String(part, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return .text(((found.tag.isEmpty ? [] : [found.tag]) + parts).joined(separator: " "))
  }

  static let decimal = Function("decimal(chr, default=None, /)") { call in
    let value = CharacterClass.decimalValue(try character(call, isOnly: false)).map(Value.int)
    return try value ?? standard(call, "not a decimal")
  }
  static let digit = Function("digit(chr, default=None, /)") { call in
    let value = CharacterData.digit(try character(call, isOnly: false)).map(Value.int)
    return try value ?? standard(call, "not a digit")
  }
  static let numeric = Function("numeric(chr, default=None, /)") { call in
    let value = CharacterData.number(try character(call, isOnly: false)).map(Value.float)
    return try value ?? standard(call, "not a numeric character")
  }
  static let name = Function("name(chr, default=None, /)") { call in
    let value = CharacterData.name(try character(call, isOnly: false)).map(Value.text)
    return try value ?? standard(call, "no such name")
  }

  private static func standard(_ call: Call, _ message: String) throws -> Value {
    if call.isGiven("default") { return call[1] }
    throw Raised.valueError(message)
  }

  static let lookup = Function("lookup(name, /)") { call in
    let name = try call.string("name")
    guard let scalar = CharacterNames.scalar(named: name.description) else {
      throw Raised.keyError(.text("undefined character name '\(name)'"))
    }
    return .string(PythonString(codePoints: [scalar.value]))
  }

  private static func normalized(_ call: Call) throws(Raised) -> (text: PythonString, result: PythonString) {
    guard let form = call[0].stringValue else {
      throw .typeError("\(call.signature.name)() argument 1 must be str, not \(call[0].typeName)")
    }
    guard let text = call[1].stringValue else {
      throw .typeError("\(call.signature.name)() argument 2 must be str, not \(call[1].typeName)")
    }
    guard let form = Normalization(rawValue: form.description) else { throw .valueError("invalid normalization form") }
    if text.isASCII { return (text, text) }
    return (text, PythonString(codePoints: form.normalized(text.codePoints)))
  }

  static let normalize = Function("normalize(form, unistr, /)") { call in .string(try normalized(call).result) }
  static let isNormalized = Function("is_normalized(form, unistr, /)") { call in
    let (text, result) = try normalized(call)
    return .bool(text == result)
  }
}
