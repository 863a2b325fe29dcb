import Kernels

extension Builtins.StrClass {
  static let new = Constructor("str(cls, object='', encoding='utf-8', errors='strict')") { call in
    if call.isGiven("encoding"), let bytes = call[1].cast(to: BytesObject.self) {
      return .string(try BytesDecoding.text(bytes.bytes, call))
    }
    return .string(try call.context.str(call[1]))
  }

  static let format = Method("format(self, *args, **kwargs)") { call in
    let keywords = call.keywords
    var template = TemplateFormat(positional: call.variadic, in: call.context) { name throws(Raised) in
      for keyword in keywords where keyword.name == name { return keyword.value }
      throw Raised.keyError(.string(name))
    }
    return .string(try template.formatted(call.text()))
  }

  static let formatMap = Method("format_map(self, mapping, /)") { call in
    let mapping = call[1]
    let context = call.context
    var template = TemplateFormat(positional: [], in: context) { name throws(Raised) in
      try context.item(of: mapping, at: .string(name))
    }
    return .string(try template.formatted(call.text()))
  }

  static let encode = Method("encode(self, encoding='utf-8', errors='strict')") { call in
    switch try call.text("encoding").lowercased() {
    case "utf-8", "utf8", "u8": return .object(BytesObject(try call.text().bytes))
    case "ascii":
      let text = try call.text()
      guard text.isASCII else { throw call.unsupported("encoding of non-ASCII text as 'ascii'") }
      return .object(BytesObject(text.bytes))
    default: throw call.unsupported("argument 'encoding' of 'str.encode'", argument: "encoding")
    }
  }

  static let maketrans = StaticMethod("maketrans(x, y=None, z=None, /)") { call in
    let table = DictObject()
    if call.isNone("y") {
      for (key, value) in try call.object("x", as: DictObject.self).items {
        let point: Value = if case .string(let text) = key { .int(Int(text.codePoints.first ?? 0)) } else { key }
        try table.set(point, to: value, in: call.context)
      }
      return .object(table)
    }
    let (from, to) = (try call.string("x").codePoints, try call.string("y").codePoints)
    guard from.count == to.count else {
      throw Raised.valueError("the first two maketrans arguments must have equal length")
    }
    for (a, b) in zip(from, to) { try table.set(.int(Int(a)), to: .int(Int(b)), in: call.context) }
    for point in try call.optionalString("z")?.codePoints ?? [] {
      try table.set(.int(Int(point)), to: .none, in: call.context)
    }
    return .object(table)
  }

  static let translate = Method("translate(self, table, /)") { call in
    let table = call[1]
    var bytes: [UInt8] = []
    for point in try call.text().codePoints {
      do throws(Raised) {
        switch try call.context.item(of: table, at: .int(Int(point))) {
        case .string(let text): bytes += text.bytes
        case .int(let mapped): PythonString.append(UInt32(clamping: mapped), to: &bytes)
        default: break
        }
      } catch {
        guard error.isException(of: Exceptions.lookupError) else { throw error }
        PythonString.append(point, to: &bytes)
      }
    }
    return .string(PythonString(bytes: bytes))
  }
}

/// Text from bytes.
enum BytesDecoding {
  /// Decodes by the call's `encoding`; what is not UTF-8 raises.
  static func text(_ bytes: [UInt8], _ call: Call) throws(Raised) -> PythonString {
    switch try call.text("encoding").lowercased() {
    case "utf-8", "utf8", "ascii", "utf-8-sig":
      guard String(validating: bytes, as: UTF8.self) != nil else {
        throw Raised(Exceptions.unicodeDecodeError, "'utf-8' codec can't decode byte: invalid start byte")
      }
      return PythonString(bytes: bytes)
    case "latin-1", "latin1", "iso-8859-1": return PythonString(codePoints: bytes.map(UInt32.init))
    default: throw call.unsupported("argument 'encoding' of 'decode'", argument: "encoding")
    }
  }
}

extension Builtins.BytesClass {
  static let new = Constructor("bytes(cls, source=None, encoding='utf-8', errors='strict')") { call in
    switch call[1] {
    case .string(let text): return .object(BytesObject(text.bytes))
    case .int(let count):
      if count < 0 { throw Raised.valueError("negative count") }
      if count > 1 << 31 { throw Raised(Exceptions.memoryError, "") }
      return .object(BytesObject([UInt8](repeating: 0, count: count)))
    default: break
    }
    if !call.isGiven("source") { return .object(BytesObject([])) }
    if let bytes = call[1].cast(to: BytesObject.self) { return .object(bytes) }
    var result: [UInt8] = []
    for item in try call.list("source") {
      guard let byte = UInt8(exactly: try call.context.index(item)) else {
        throw Raised.valueError("bytes must be in range(0, 256)")
      }
      result.append(byte)
    }
    return .object(BytesObject(result))
  }

  static let decode = Method("decode(self, encoding='utf-8', errors='strict')") { call in
    .string(try BytesDecoding.text(call.receiver(as: BytesObject.self).bytes, call))
  }
}
