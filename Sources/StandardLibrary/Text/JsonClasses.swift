import Kernels
import PythonRuntime

extension Standard.JsonEncoderClass {
  static let new = Constructor("JSONEncoder(cls, *args, **kwargs)") { call in
    let type = call.receivingClass ?? JSONDocuments.encoderType
    let encoder = Value.object(InstanceObject(of: type))
    // A class of the notebook is initialized by the interpreter.
    if !type.isUserDefined { try JSONDocuments.initialize(encoder, call) }
    return encoder
  }

  static let initialize = Method(
    "__init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)"
  ) { call in
    guard let encoder = call.receiver.cast(to: InstanceObject.self) else { return .none }
    let options = try JSONWritingOptions(call)
    for name in ["skipkeys", "ensure_ascii", "check_circular", "allow_nan", "sort_keys", "indent"] {
      encoder.attributes[PythonString(name)] = call[name]
    }
    encoder.attributes["item_separator"] = .string(PythonString(bytes: options.itemSeparator))
    encoder.attributes["key_separator"] = .string(PythonString(bytes: options.keySeparator))
    if !call.isNone("default") { encoder.attributes["default"] = call["default"] }
    return .none
  }

  static let standard = Method("default(self, o)") { call in
    throw Raised.typeError("Object of type \(call["o"].type.name) is not JSON serializable")
  }

  static let encode = Method("encode(self, o)") { call in .string(try text(call)) }
  static let iterencode = Method("iterencode(self, o, _one_shot=False)") { call in
    .object(ArrayIterator([.string(try text(call))]))
  }

  private static func text(_ call: Call) throws(Raised) -> PythonString {
    let context = call.context
    func attribute(_ name: PythonString) throws(Raised) -> Value {
      try context.attribute(of: call.receiver, named: name)
    }
    var options = JSONWritingOptions()
    switch try attribute("indent") {
    case .string(let text): options.indent = text.bytes
    case .int(let count): options.indent = [UInt8](repeating: 0x20, count: min(max(0, count), 1 << 20))
    default: break
    }
    options.itemSeparator = try attribute("item_separator").stringValue?.bytes ?? []
    options.keySeparator = try attribute("key_separator").stringValue?.bytes ?? []
    options.isASCII = try context.truth(attribute("ensure_ascii"))
    options.sortsKeys = try context.truth(attribute("sort_keys"))
    options.skipsKeys = try context.truth(attribute("skipkeys"))
    options.allowsNaN = try context.truth(attribute("allow_nan"))
    options.fallback = try attribute("default")
    var writer = try JSONWriter(options, context)
    try writer.write(call["o"])
    return PythonString(bytes: writer.output)
  }
}

extension Standard.JsonDecoderClass {
  static let new = Constructor("JSONDecoder(cls, *args, **kwargs)") { call in
    let type = call.receivingClass ?? JSONDocuments.decoderType
    let decoder = Value.object(InstanceObject(of: type))
    if !type.isUserDefined { try JSONDocuments.initialize(decoder, call) }
    return decoder
  }

  static let initialize = Method(
    "__init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None)"
  ) { call in
    guard let decoder = call.receiver.cast(to: InstanceObject.self) else { return .none }
    for name in ["object_hook", "parse_float", "parse_int", "parse_constant", "strict", "object_pairs_hook"] {
      decoder.attributes[PythonString(name)] = call[name]
    }
    return .none
  }

  private static func options(_ call: Call) throws(Raised) -> JSONReadingOptions {
    let attributes = call.receiver.cast(to: InstanceObject.self)?.attributes
    func value(_ name: PythonString) -> Value { attributes?[name] ?? .none }
    return JSONReadingOptions(
      objectHook: value("object_hook"), pairsHook: value("object_pairs_hook"), parseFloat: value("parse_float"),
      parseInt: value("parse_int"), parseConstant: value("parse_constant"),
      isStrict: try call.context.truth(value("strict")))
  }

  static let decode = Method("decode(self, s)") { call in
    var reader = JSONReader(try call.string("s").bytes, call.context, try options(call))
    return try reader.document()
  }

  static let rawDecode = Method("raw_decode(self, s, idx=0)") { call in
    let text = try call.string("s")
    let boundaries = text.boundaries
    let index = try call.int("idx")
    if index < 0 { throw Raised.valueError("idx cannot be negative") }
    var reader = JSONReader(
      text.bytes, call.context, try options(call), from: boundaries[min(index, boundaries.count - 1)])
    let (value, end) = try reader.rawDocument()
    return .tuple([value, .int(end)])
  }
}

extension JSONDocuments {
  /// Calls `__init__` with the arguments of a constructor.
  static func initialize(_ object: Value, _ call: Call) throws(Raised) {
    _ = try call.context.callMethod(object, "__init__", CallArguments(call.variadic, keywords: call.keywords))
  }
}
