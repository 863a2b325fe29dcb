package import Kernels

/// An open file. What is written stays in memory: a file that is opened again gives what was written to it.
package final class FileObject: StreamBuffer {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "TextIOWrapper", module: "_io", bases: [Streams.text],
    members: Builtins.TextFileClass.members)

  package let path: PythonString
  package let mode: String
  /// `nil` for binary files.
  package let encoding: PythonString?
  package let errors: PythonString
  /// Where writing goes; `nil` if the file is only read.
  package let contents: WrittenFiles.Contents?
  /// Why the contents cannot be read.
  private let cause: UnsupportedCause?

  init(
    _ path: PythonString, mode: String, data: [UInt8], contents: WrittenFiles.Contents?, cause: UnsupportedCause?,
    encoding: PythonString?, errors: PythonString
  ) {
    self.path = path
    self.mode = mode
    self.contents = contents
    self.cause = cause
    self.encoding = encoding
    self.errors = errors
    let isBinary = mode.contains("b")
    let updates = mode.contains("+")
    let binaryType =
      updates ? Streams.random : mode.contains("r") ? Streams.reader : Streams.writer
    super.init(type: isBinary ? binaryType : FileObject.type, data: data, isBinary: isBinary)
    if mode.contains("a") { position = data.count }
  }

  override package var isReadable: Bool { mode.contains("r") || mode.contains("+") }
  override package var isWritable: Bool { contents != nil }

  /// Raises if the file is closed, and signals if its contents are not known.
  func checkReadable() throws(Raised) {
    try checkOpen()
    guard isReadable else { throw Streams.unsupportedOperation(isBinary ? "read" : "not readable") }
    if let cause = contents?.cause ?? cause { throw .unsupported(cause) }
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    try checkReadable()
    return line()
  }

  override package func wrote(_ part: [UInt8], at start: Int, in context: Context) throws(Raised) {
    guard let contents else { return }
    let isAppended = start + part.count == data.count
    let text = isAppended ? part : data
    let bytes = try isBinary ? text : context.encoded(text, encoding ?? "utf-8", errors, newline: writtenNewline)
    if isAppended, start > 0 || contents.bytes.isEmpty { contents.bytes += bytes } else { contents.bytes = bytes }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let name = try context.repr(.string(path))
    guard let encoding else { return PythonString("<_io.\(type.name) name=\(name)>") }
    return PythonString("<_io.TextIOWrapper name=\(name) mode='\(mode)' encoding='\(encoding)'>")
  }
}

extension Context {
  /// Text from the bytes of a file; every encoding that `bytes.decode` knows.
  package func decoded(
    _ bytes: [UInt8], _ encoding: PythonString, _ errors: PythonString = "strict"
  ) throws(Raised) -> [UInt8] {
    let isPlain = ["utf-8", "UTF-8", "utf8", "ascii"].contains(encoding)
    if isPlain, bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    let arguments = CallArguments([.string(encoding), .string(errors)])
    let text = try callMethod(.object(BytesObject(bytes)), "decode", arguments).supported()
    return text.stringValue?.bytes ?? []
  }

  /// The bytes of text in a file; every encoding that `str.encode` knows.
  package func encoded(
    _ text: [UInt8], _ encoding: PythonString, _ errors: PythonString = "strict", newline: [UInt8]? = nil
  ) throws(Raised) -> [UInt8] {
    var text = text
    if let newline {
      text = Array(text.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: newline))
    }
    if text.allSatisfy({ $0 < 0x80 }), !encoding.description.contains("16"), !encoding.description.contains("sig") {
      return text
    }
    let arguments = CallArguments([.string(encoding), .string(errors)])
    let bytes = try callMethod(.string(PythonString(bytes: text)), "encode", arguments).supported()
    return bytes.cast(to: BytesObject.self)?.bytes ?? []
  }
}
