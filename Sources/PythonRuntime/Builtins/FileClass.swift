import Kernels

extension Builtins.FileClass {
  private static func readable(_ call: Call) throws(Raised) -> StreamBuffer {
    let stream = try call.receiver(as: StreamBuffer.self)
    if let file = stream as? FileObject {
      try file.checkReadable()
    } else {
      try stream.checkOpen()
    }
    return stream
  }

  private static func count(_ call: Call) throws(Raised) -> Int? {
    try call.optionalInt("size").flatMap { $0 < 0 ? nil : $0 }
  }

  static let read = Method("read(self, size=-1, /)") { call in try readable(call).read(count(call)) }

  static let readline = Method("readline(self, size=-1, /)") { call in
    let stream = try readable(call)
    return try stream.line(limit: count(call)) ?? stream.value([])
  }

  static let readlines = Method("readlines(self, hint=-1, /)") { call in
    let stream = try readable(call)
    let hint = try call.optionalInt("hint") ?? -1
    var lines: [Value] = []
    let start = stream.position
    while let line = stream.line() {
      lines.append(line)
      if hint > 0, stream.position - start >= hint { break }
    }
    return .list(lines)
  }

  /// Reads into the memory of another object; how many bytes there were.
  static let readinto = Method("readinto(self, buffer, /)") { call in
    let stream = try readable(call)
    guard stream.isBinary else { throw call.context.missingAttribute(of: call[0], named: "readinto") }
    guard let buffer = call[1].byteBuffer, buffer.isWritable else {
      throw Raised.typeError("readinto() argument must be read-write bytes-like object, not \(call[1].typeName)")
    }
    let room = buffer.bytes.count
    let bytes = stream.read(room).byteBuffer?.bytes ?? []
    buffer.overwrite(bytes, at: 0)
    return .int(bytes.count)
  }

  static let next = Method("__next__(self)") { call in
    guard let line = try readable(call).line() else { throw Raised.stopIteration() }
    return line
  }

  static let write = Method("write(self, text, /)", acceptsUnsupported: true) { call in
    .int(try written(call[1], to: call.receiver(as: StreamBuffer.self), call))
  }

  static let writelines = Method("writelines(self, lines, /)", acceptsUnsupported: true) { call in
    let stream = try call.receiver(as: StreamBuffer.self)
    for line in try call.list("lines") { _ = try written(line, to: stream, call) }
    return .none
  }

  private static func written(_ value: Value, to stream: StreamBuffer, _ call: Call) throws(Raised) -> Int {
    try stream.checkOpen()
    guard stream.isWritable else { throw Streams.unsupportedOperation(stream.isBinary ? "write" : "not writable") }
    if let cause = value.poison {
      // What is not known makes the whole file unknown.
      guard let file = stream as? FileObject else { throw .unsupported(cause) }
      file.contents?.cause = cause
      return 0
    }
    if stream.isBinary {
      guard let bytes = try call.context.byteBuffer(value) else {
        throw .typeError("a bytes-like object is required, not '\(value.typeName)'")
      }
      try put(bytes, bytes.count, to: stream, call)
      return bytes.count
    }
    guard case .string(let text) = value else {
      let name = stream is FileObject ? "write() argument must be str" : "string argument expected"
      throw .typeError(
        stream is FileObject ? "\(name), not \(value.typeName)" : "\(name), got '\(value.typeName)'")
    }
    try put(text.bytes, text.codePointCount, to: stream, call)
    return text.codePointCount
  }

  private static func put(_ bytes: [UInt8], _ count: Int, to stream: StreamBuffer, _ call: Call) throws(Raised) {
    do throws(Raised) { try stream.write(bytes, characters: count, in: call.context) } catch {
      // What cannot be written, for its encoding, leaves the file unknown.
      if let cause = error.cause { (stream as? FileObject)?.contents?.cause = cause }
      throw error
    }
  }

  static let seek = Method("seek(self, offset, whence=0, /)") { call in
    let stream = try call.receiver(as: StreamBuffer.self)
    try stream.checkOpen()
    let offset = try call.int("offset")
    switch try call.int("whence") {
    case 0:
      if offset < 0 {
        let letter = stream is FileObject ? "n" : "N"
        throw Raised.valueError(
          stream.isBinary ? "negative seek value \(offset)" : "\(letter)egative seek position \(offset)")
      }
      stream.position = stream is FileObject || stream.isBinary ? offset : StreamPosition.bytes(offset, in: stream.data)
    case 1:
      if !stream.isBinary, offset != 0 { throw relative(stream, "cur") }
      stream.position = max(0, min(stream.position, 1 << 60) + min(offset, 1 << 60))
    case 2:
      if !stream.isBinary, offset != 0 { throw relative(stream, "end") }
      stream.position = max(0, stream.data.count + min(offset, 1 << 60))
    default: throw Raised.valueError("invalid whence (\(try call.int("whence")), should be 0, 1 or 2)")
    }
    return .int(StreamPosition.shown(stream))
  }

  private static func relative(_ stream: StreamBuffer, _ place: String) -> Raised {
    stream is FileObject
      ? Streams.unsupportedOperation("can't do nonzero \(place)-relative seeks")
      : Raised(Exceptions.osError, "Can't do nonzero \(place)-relative seeks")
  }

  static let tell = Method("tell(self)") { call in
    let stream = try call.receiver(as: StreamBuffer.self)
    try stream.checkOpen()
    return .int(StreamPosition.shown(stream))
  }

  static let truncate = Method("truncate(self, pos=None, /)") { call in
    let stream = try call.receiver(as: StreamBuffer.self)
    try stream.checkOpen()
    let shown = try call.optionalInt("pos") ?? StreamPosition.shown(stream)
    let size =
      stream is FileObject || stream.isBinary ? shown : StreamPosition.bytes(shown, in: stream.data)
    if size >= 0, size < stream.data.count {
      stream.data.removeLast(stream.data.count - size)
      try stream.wrote(stream.data, at: 0, in: call.context)
    }
    return .int(shown)
  }

  static let close = Method("close(self)") { call in
    try call.receiver(as: StreamBuffer.self).isClosed = true
    return .none
  }

  static let flush = Method("flush(self)") { _ in .none }
  static let readableMethod = Method("readable(self)") { call in
    .bool(try call.receiver(as: StreamBuffer.self).isReadable)
  }
  static let writable = Method("writable(self)") { call in
    .bool(try call.receiver(as: StreamBuffer.self).isWritable)
  }
  static let seekable = Method("seekable(self)") { _ in true }
  static let isatty = Method("isatty(self)") { _ in false }
  static let fileno = Method("fileno(self)") { call in
    let stream = try call.receiver(as: StreamBuffer.self)
    if stream is FileObject { throw call.unsupported("'fileno'") }
    throw Streams.unsupportedOperation("fileno")
  }
  static let closed = Property("closed") { call in .bool(try call.receiver(as: StreamBuffer.self).isClosed) }
}

extension Builtins.TextFileClass {
  static let name = Property("name") { call in .string(try call.receiver(as: FileObject.self).path) }
  static let mode = Property("mode") { call in .text(try call.receiver(as: FileObject.self).mode) }
  static let encoding = Property("encoding") { call in
    try call.receiver(as: FileObject.self).encoding.map(Value.string) ?? .none
  }
  static let errors = Property("errors") { call in .string(try call.receiver(as: FileObject.self).errors) }
  static let newlines = Property("newlines") { _ in .none }
}

/// Positions of text streams in characters.
enum StreamPosition {
  /// What `tell` says: characters in `StringIO`, bytes elsewhere.
  static func shown(_ stream: StreamBuffer) -> Int {
    if stream is FileObject || stream.isBinary { return stream.position }
    let known = min(stream.position, stream.data.count)
    return stream.data[..<known].count { $0 & 0xC0 != 0x80 } + (stream.position - known)
  }

  /// The offset of a character; beyond the end, as many bytes as characters are missing.
  static func bytes(_ characters: Int, in data: [UInt8]) -> Int {
    var left = characters
    for (i, byte) in data.enumerated() where byte & 0xC0 != 0x80 {
      if left == 0 { return i }
      left -= 1
    }
    return data.count + min(left, 1 << 60)
  }
}
