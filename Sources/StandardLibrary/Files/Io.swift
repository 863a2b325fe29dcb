import Kernels
import PythonRuntime

/// `io.StringIO` and `io.BytesIO`.
final class MemoryStream: StreamBuffer {
  nonisolated(unsafe) static let textType = TypeObject(
    name: "StringIO", module: "_io", bases: [Streams.text], members: Standard.StringIOClass.members)
  nonisolated(unsafe) static let bytesType = TypeObject(
    name: "BytesIO", module: "_io", bases: [Streams.buffered], members: Standard.BytesIOClass.members)

  override func next(in context: Context) throws(Raised) -> Value? {
    try checkOpen()
    return line()
  }
}

extension Standard.StringIOClass {
  static let new = Constructor("StringIO(cls, initial_value='', newline='\\n')") { call in
    let stream = MemoryStream(type: call.receivingClass ?? MemoryStream.textType, isBinary: false)
    let text = call.isNone("initial_value") ? "" : call["initial_value"]
    guard case .string(let initial) = try text.supported() else {
      throw Raised.typeError("initial_value must be str or None, not \(text.typeName)")
    }
    let translates = try stream.setNewline(call.optionalString("newline"))
    stream.data = translates ? StreamBuffer.translated(initial.bytes) : initial.bytes
    return .object(stream)
  }

  static let getvalue = Method("getvalue(self)") { call in
    let stream = try call.receiver(as: MemoryStream.self)
    try stream.checkOpen()
    return stream.value(stream.data[...])
  }
}

extension Standard.BytesIOClass {
  static let new = Constructor("BytesIO(cls, initial_bytes=b'')") { call in
    let stream = MemoryStream(type: call.receivingClass ?? MemoryStream.bytesType, isBinary: true)
    guard call.isGiven("initial_bytes"), !call.isNone("initial_bytes") else { return .object(stream) }
    stream.data = try call.context.requiredBytes(call["initial_bytes"].supported())
    return .object(stream)
  }

  static let getvalue = Method("getvalue(self)") { call in
    let stream = try call.receiver(as: MemoryStream.self)
    try stream.checkOpen()
    return stream.value(stream.data[...])
  }
}

extension Standard.Io {
  static let stringIO = Constant("StringIO") { _ in .object(MemoryStream.textType) }
  static let bytesIO = Constant("BytesIO") { _ in .object(MemoryStream.bytesType) }
  static let base = Constant("IOBase") { _ in .object(Streams.base) }
  static let rawBase = Constant("RawIOBase") { _ in .object(Streams.raw) }
  static let bufferedBase = Constant("BufferedIOBase") { _ in .object(Streams.buffered) }
  static let textBase = Constant("TextIOBase") { _ in .object(Streams.text) }
  static let unsupported = Constant("UnsupportedOperation") { _ in .object(Streams.unsupportedType) }
  static let start = Constant("SEEK_SET") { _ in 0 }
  static let current = Constant("SEEK_CUR") { _ in 1 }
  static let end = Constant("SEEK_END") { _ in 2 }
  static let bufferSize = Constant("DEFAULT_BUFFER_SIZE") { _ in 8192 }

  static let open = Function(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"
  ) { call in
    .object(
      try call.context.open(
        call.context.path(call["file"]), mode: call.text("mode"), encoding: call.optionalString("encoding"),
        errors: call.optionalString("errors"), newline: call.optionalString("newline")))
  }

  /// A text stream over the bytes of another, which is read at once.
  static let textIOWrapper = Function(
    "TextIOWrapper(buffer, encoding=None, errors='strict', newline=None, line_buffering=False, write_through=False)"
  ) { call in
    guard let source = call["buffer"].cast(to: StreamBuffer.self), source.isBinary, source.isReadable,
      source is MemoryStream || (source as? FileObject)?.contents == nil
    else { throw call.unsupported("'io.TextIOWrapper' of a '\(call["buffer"].typeName)'") }
    let bytes = Array(source.data[min(source.position, source.data.count)...])
    let encoding = try call.optionalString("encoding") ?? "utf-8"
    let stream = MemoryStream(type: MemoryStream.textType, isBinary: false)
    stream.data = try call.context.decoded(bytes, encoding, call.optionalString("errors") ?? "strict")
    if try stream.setNewline(call.optionalString("newline")) { stream.data = StreamBuffer.translated(stream.data) }
    return .object(stream)
  }
}
