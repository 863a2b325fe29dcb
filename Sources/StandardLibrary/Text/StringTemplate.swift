import Kernels
import PythonRuntime

/// `string.Template`.
enum StringTemplate {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject(name: "Template", module: "string", members: Standard.StringTemplateClass.members)
    type.define("delimiter", "$")
    type.define("idpattern", "(?a:[_a-z][_a-z0-9]*)")
    return type
  }()

  /// A piece of a template.
  enum Piece {
    case text([UInt8])
    case name(PythonString, written: [UInt8])
    /// A delimiter that begins nothing, with the offset behind it.
    case invalid(Int)
  }

  static func pieces(_ text: [UInt8], delimiter: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    var i = 0
    func isName(_ byte: UInt8, first: Bool) -> Bool {
      byte == 0x5F || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (!first && byte >= 0x30 && byte <= 0x39)
    }
    func end(from start: Int) -> Int {
      var end = start
      while end < text.count, isName(text[end], first: end == start) { end += 1 }
      return end
    }
    while i < text.count {
      guard text[i...].starts(with: delimiter) else {
        plain.append(text[i])
        i += 1
        continue
      }
      let start = i + delimiter.count
      if text[start...].starts(with: delimiter) {
        plain += delimiter
        i = start + delimiter.count
        continue
      }
      let isBraced = start < text.count && text[start] == UInt8(ascii: "{")
      let nameStart = isBraced ? start + 1 : start
      let nameEnd = end(from: nameStart)
      let isClosed = !isBraced || (nameEnd < text.count && text[nameEnd] == UInt8(ascii: "}"))
      pieces.append(.text(plain))
      plain = []
      if nameEnd > nameStart, isClosed {
        let whole = isBraced ? nameEnd + 1 : nameEnd
        pieces.append(.name(PythonString(bytes: Array(text[nameStart..<nameEnd])), written: Array(text[i..<whole])))
        i = whole
      } else {
        pieces.append(.invalid(start))
        plain += delimiter
        i = start
      }
    }
    return pieces + [.text(plain)]
  }

  /// Where a template is not one.
  static func invalid(_ text: [UInt8], at offset: Int) -> Raised {
    let before = text[..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 }
    return .valueError("Invalid placeholder in string: line \(line), col \(column)")
  }
}

extension Standard.StringTemplateClass {
  static let new = Constructor("Template(cls, template)") { call in
    let type = call.receivingClass ?? StringTemplate.type
    let template = InstanceObject(of: type)
    template.attributes["template"] = call["template"]
    return .object(template)
  }

  private static func pieces(_ call: Call) throws(Raised) -> (text: [UInt8], pieces: [StringTemplate.Piece]) {
    let text = try call.context.str(call.context.attribute(of: call.receiver, named: "template")).bytes
    let delimiter = try call.context.str(call.context.attribute(of: call.receiver, named: "delimiter")).bytes
    return (text, StringTemplate.pieces(text, delimiter: delimiter.isEmpty ? [0x24] : delimiter))
  }

  private static func value(_ name: PythonString, _ call: Call) throws(Raised) -> Value? {
    for keyword in call.keywords where keyword.name == name { return keyword.value }
    guard call.isGiven("mapping") else { return nil }
    do throws(Raised) {
      return try call.context.item(of: call["mapping"], at: .string(name)).supported()
    } catch {
      guard error.isException(of: Exceptions.keyError) else { throw error }
      return nil
    }
  }

  private static func substituted(_ call: Call, isSafe: Bool) throws(Raised) -> Value {
    let (text, pieces) = try pieces(call)
    var result: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let bytes): result += bytes
      case .name(let name, let written):
        if let value = try value(name, call) {
          result += try call.context.str(value).bytes
        } else if isSafe {
          result += written
        } else {
          throw .keyError(.string(name))
        }
      case .invalid(let offset): if !isSafe { throw StringTemplate.invalid(text, at: offset) }
      }
    }
    return .string(PythonString(bytes: result))
  }

  static let substitute = Method("substitute(self, mapping={}, /, **kws)") { call in
    try substituted(call, isSafe: false)
  }
  static let safeSubstitute = Method("safe_substitute(self, mapping={}, /, **kws)") { call in
    try substituted(call, isSafe: true)
  }
  static let getIdentifiers = Method("get_identifiers(self)") { call in
    var names: [PythonString] = []
    for case .name(let name, _) in try pieces(call).pieces where !names.contains(name) { names.append(name) }
    return .list(names.map(Value.string))
  }
  static let isValid = Method("is_valid(self)") { call in
    .bool(!(try pieces(call).pieces.contains { if case .invalid = $0 { true } else { false } }))
  }
}

extension Standard.StringModule {
  static let template = Constant("Template") { _ in .object(StringTemplate.type) }
  static let printable = Constant("printable") { _ in
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\u{0B}\u{0C}"
  }

  static let capwords = Function("capwords(s, sep=None)") { call in
    let context = call.context
    let words = try context.callMethod(call["s"], "split", CallArguments(call.isNone("sep") ? [] : [call["sep"]]))
    var result: [Value] = []
    for word in try context.items(of: words) { result.append(try context.callMethod(word, "capitalize")) }
    return try context.callMethod(call.isNone("sep") ? " " : call["sep"], "join", CallArguments([.list(result)]))
  }
}
