import Kernels

extension Builtins.StrClass {
  static let new = Constructor("str(cls, object='', encoding='utf-8', errors='strict')") { call in
    if call.isGiven("encoding") || call.isGiven("errors") {
      for name in ["encoding", "errors"] where call[name].stringValue == nil {
        throw Raised.typeError("str() argument '\(name)' must be str, not \(call[name].typeName)")
      }
      if case .string = call[1] { throw Raised.typeError("decoding str is not supported") }
      guard let bytes = try call.context.byteBuffer(call[1]) else {
        throw Raised.typeError("decoding to str: need a bytes-like object, \(call[1].typeName) found")
      }
      return .string(
        try call.context.decoded(bytes, encoding: call.text("encoding"), errors: call.string("errors"), of: call[1]))
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
    var template = TemplateFormat(positional: nil, in: context) { name throws(Raised) in
      try context.item(of: mapping, at: .string(name))
    }
    return .string(try template.formatted(call.text()))
  }

  static let encode = Method("encode(self, encoding='utf-8', errors='strict')") { call in
    .object(
      BytesObject(
        try call.context.encoded(call.text(), encoding: call.text("encoding"), errors: call.string("errors"))))
  }

  static let maketrans = StaticMethod("maketrans(x, y=None, z=None, /)") { call in
    let table = DictObject()
    if call.isNone("y") {
      guard let dict = call[0].cast(to: DictObject.self) else {
        throw Raised.typeError("if you give only one argument to maketrans it must be a dict")
      }
      for (key, value) in dict.items {
        var point = key
        if let text = key.stringValue {
          guard text.codePointCount == 1 else {
            throw Raised.valueError("string keys in translate table must be of length 1")
          }
          point = .int(Int(text.codePoint(at: 0).point))
        } else if key.bigInt == nil {
          throw Raised.typeError("keys in translate table must be strings or integers")
        }
        try table.set(point, to: value, in: call.context)
      }
      return .object(table)
    }
    if call[0].stringValue == nil {
      throw Raised.typeError("first maketrans argument must be a string if there is a second argument")
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
        case .int(let mapped):
          guard mapped >= 0, mapped < 0x110000 else {
            throw .valueError("character mapping must be in range(0x110000)")
          }
          PythonString.append(UInt32(mapped), to: &bytes)
        case .none: break
        default: throw .typeError("character mapping must return integer, None or str")
        }
      } catch {
        guard error.isException(of: Exceptions.lookupError) else { throw error }
        PythonString.append(point, to: &bytes)
      }
    }
    return .string(PythonString(bytes: bytes))
  }
}
