package import Kernels

extension Builtins.Functions {
  static let open = Function(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"
  ) { call in
    let mode = try call.text("mode")
    let path = try call.context.path(call["file"])
    // Nothing is written: what goes to a file goes nowhere, but what is saved there is remembered by its name.
    if mode.contains("w") || mode.contains("a") || mode.contains("x") {
      return .object(FileObject(path, bytes: nil, isBinary: mode.contains("b")))
    }
    let bytes = try call.context.files.read(path, in: call.context)
    return .object(FileObject(path, bytes: bytes, isBinary: mode.contains("b")))
  }
}

extension Context {
  /// A path argument: a string, or an object with `__fspath__`.
  package func path(_ value: Value) throws(Raised) -> PythonString {
    if case .string(let text) = try value.supported() { return text }
    if let method = value.type.lookup("__fspath__"), case .string(let text) = try call(method, [value]) { return text }
    throw .typeError("expected str, bytes or os.PathLike object, not \(value.typeName)")
  }
}

/// An open file: the contents of one that is read; nothing for one that is written.
package final class FileObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "TextIOWrapper", module: "_io", members: Builtins.FileClass.members)

  package let path: PythonString
  package let isBinary: Bool
  /// `nil` if it was opened for writing.
  package let bytes: [UInt8]?
  private var position = 0

  package init(_ path: PythonString, bytes: [UInt8]?, isBinary: Bool) {
    self.path = path
    self.bytes = bytes
    self.isBinary = isBinary
    super.init(type: FileObject.type)
  }

  /// The rest from the current position, or `count` bytes of it.
  package func read(_ count: Int? = nil) -> Value {
    let rest = (bytes ?? [])[position...]
    let part = Array(count.map { rest.prefix($0) } ?? rest)
    position += part.count
    return value(part)
  }

  /// The next line with its newline; `nil` at the end.
  package func line() -> Value? {
    guard let bytes, position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    defer { position = end }
    return value(Array(bytes[position..<end]))
  }

  private func value(_ part: [UInt8]) -> Value {
    if isBinary { return .object(BytesObject(part)) }
    // Text mode reads every kind of line end as a newline.
    var text: [UInt8] = []
    text.reserveCapacity(part.count)
    for (i, byte) in part.enumerated() {
      if byte == 0x0D {
        if i + 1 == part.count || part[i + 1] != 0x0A { text.append(0x0A) }
      } else {
        text.append(byte)
      }
    }
    return .string(PythonString(bytes: text))
  }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    NativeIterator { [self] _ throws(Raised) in line() }
  }

  override package func enter(in context: Context) throws(Raised) -> Value? { .object(self) }
}

extension Builtins.FileClass {
  static let read = Method("read(self, size=-1, /)") { call in
    let count = try call.optionalInt("size") ?? -1
    return try call.receiver(as: FileObject.self).read(count < 0 ? nil : count)
  }

  static let readline = Method("readline(self)") { call in
    let file = try call.receiver(as: FileObject.self)
    return file.line() ?? (file.isBinary ? .object(BytesObject([])) : "")
  }

  static let readlines = Method("readlines(self)") { call in
    let file = try call.receiver(as: FileObject.self)
    var lines: [Value] = []
    while let line = file.line() { lines.append(line) }
    return .list(lines)
  }

  static let write = Method("write(self, text, /)", acceptsUnsupported: true) { call in
    if case .string(let text) = call[1] { return .int(text.codePointCount) }
    return 0
  }

  static let close = Method("close(self)") { _ in .none }
  static let flush = Method("flush(self)") { _ in .none }
  static let name = Property("name") { call in .string(try call.receiver(as: FileObject.self).path) }
}
