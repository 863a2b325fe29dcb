import Kernels
import PythonRuntime

extension Standard.Json {
  static let loads = Function(
    "loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)"
  ) { call in
    try JSONDocuments.read(try JSONDocuments.text(call["s"], call), call)
  }

  static let load = Function(
    "load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)"
  ) { call in
    try JSONDocuments.read(try JSONDocuments.text(call.context.callMethod(call["fp"], "read").supported(), call), call)
  }

  static let dumps = Function(
    "dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)"
  ) { call in
    try JSONDocuments.written(call)
  }

  static let dump = Function(
    "dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)"
  ) { call in
    let text = try JSONDocuments.written(call)
    _ = try call.context.callMethod(call["fp"], "write", CallArguments([text]))
    if let file = call["fp"].cast(to: FileObject.self) { call.context.save(call[0], as: file.path, by: "json.dump") }
    return .none
  }

  static let decodeError = Constant("JSONDecodeError") { _ in .object(JSONReader.errorType) }
  static let encoder = Constant("JSONEncoder") { _ in .object(JSONDocuments.encoderType) }
  static let decoder = Constant("JSONDecoder") { _ in .object(JSONDocuments.decoderType) }
}

/// What the functions and classes of `json` share.
enum JSONDocuments {
  nonisolated(unsafe) static let encoderType = TypeObject(
    name: "JSONEncoder", module: "json.encoder", members: Standard.JsonEncoderClass.members)
  nonisolated(unsafe) static let decoderType = TypeObject(
    name: "JSONDecoder", module: "json.decoder", members: Standard.JsonDecoderClass.members)

  /// The text of a document, given as text or bytes.
  static func text(_ value: Value, _ call: Call) throws(Raised) -> PythonString {
    if case .string(let text) = value {
      if text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        throw JSONReader.failure("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, at: 0)
      }
      return text
    }
    guard let bytes = value.cast(to: BytesObject.self)?.bytes else {
      if value.typeName == "bytearray" { throw call.unsupported("'json.loads' of a 'bytearray'") }
      throw .typeError("the JSON object must be str, bytes or bytearray, not \(value.typeName)")
    }
    return PythonString(bytes: try call.context.decoded(bytes, encoding(of: bytes)))
  }

  /// The encoding of a document, which begins with two characters of ASCII at most.
  private static func encoding(of bytes: [UInt8]) -> PythonString {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "utf-8-sig" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "utf-16" }
    guard bytes.count > 1 else { return "utf-8" }
    if bytes[0] == 0 { return "utf-16-be" }
    return bytes[1] == 0 ? "utf-16-le" : "utf-8"
  }

  static func read(_ text: PythonString, _ call: Call) throws(Raised) -> Value {
    if !call.isNone("cls") {
      let names = ["object_hook", "parse_float", "parse_int", "parse_constant", "object_pairs_hook"]
      var keywords = call.keywords
      for name in names where !call.isNone(name) { keywords.append((PythonString(name), call[name])) }
      let decoder = try call.context.call(call["cls"], CallArguments([], keywords: keywords))
      return try call.context.callMethod(decoder, "decode", CallArguments([.string(text)]))
    }
    var reader = JSONReader(text.bytes, call.context, try options(call, keywords: call.keywords))
    return try reader.document()
  }

  static func options(
    _ call: Call, keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> JSONReadingOptions {
    var options = JSONReadingOptions(
      objectHook: call["object_hook"], pairsHook: call["object_pairs_hook"], parseFloat: call["parse_float"],
      parseInt: call["parse_int"], parseConstant: call["parse_constant"])
    for (name, value) in keywords {
      guard name == "strict" else {
        throw .typeError("JSONDecoder.__init__() got an unexpected keyword argument '\(name)'")
      }
      options.isStrict = try call.context.truth(value)
    }
    return options
  }

  static func written(_ call: Call) throws(Raised) -> Value {
    if !call.isNone("cls") {
      let names = [
        "skipkeys", "ensure_ascii", "check_circular", "allow_nan", "indent", "separators", "default", "sort_keys",
      ]
      let keywords = names.map { (PythonString($0), call[$0]) } + call.keywords
      let encoder = try call.context.call(call["cls"], CallArguments([], keywords: keywords))
      return try call.context.callMethod(encoder, "encode", CallArguments([call["obj"]]))
    }
    for (name, _) in call.keywords {
      throw .typeError("JSONEncoder.__init__() got an unexpected keyword argument '\(name)'")
    }
    var writer = try JSONWriter(try JSONWritingOptions(call), call.context)
    try writer.write(call["obj"])
    return .string(PythonString(bytes: writer.output))
  }
}
