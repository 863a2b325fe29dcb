package import Kernels

/// Text or bytes in memory with a position: what open files, `StringIO` and `BytesIO` have in common.
open class StreamBuffer: IteratorObject {
  /// Where lines end when a stream is read.
  package enum LineEnd: Sendable { case newline, any, carriageReturn, both }

  /// The contents; text is decoded and its line ends are translated.
  package final var data: [UInt8]
  /// Offset in `data`.
  package final var position = 0
  package final let isBinary: Bool
  package final var isClosed = false
  package final var lineEnd = LineEnd.newline
  /// What `\n` becomes when it is written; `nil` for itself.
  package final var writtenNewline: [UInt8]?

  package init(type: TypeObject, data: [UInt8] = [], isBinary: Bool) {
    self.data = data
    self.isBinary = isBinary
    super.init(type: type)
  }

  /// Whether it can be read.
  open var isReadable: Bool { true }
  /// Whether it can be written.
  open var isWritable: Bool { true }

  /// Called after `data` changed: where the new part begins, and whether it is all there is from there on.
  open func wrote(_ part: [UInt8], at start: Int, in context: Context) throws(Raised) {}

  /// The rest from the position, or `count` characters (bytes) of it.
  package final func read(_ count: Int? = nil) -> Value {
    let start = min(position, data.count)
    var end = data.count
    if let count, count >= 0 {
      if isBinary {
        end = min(data.count - start, count) + start
      } else {
        end = start
        var left = count
        while end < data.count, left > 0 {
          end = offset(after: end)
          left -= 1
        }
      }
    }
    position = max(position, end)
    return value(data[start..<end])
  }

  /// The next line with its end; `nil` at the end of the stream.
  package final func line(limit: Int? = nil) -> Value? {
    guard position < data.count else { return nil }
    var end = endOfLine(from: position)
    if let limit, limit >= 0 {
      let start = position
      guard case let part = read(limit), position > end else { return value(data[start..<position]) }
      _ = part
      position = start
    }
    defer { position = end }
    end = min(end, data.count)
    return value(data[position..<end])
  }

  /// Writes at the position.
  package final func write(_ part: [UInt8], characters: Int, in context: Context) throws(Raised) {
    guard position - data.count < 1 << 31 else { throw Raised(Exceptions.memoryError, "") }
    if position > data.count { data += [UInt8](repeating: 0, count: position - data.count) }
    let start = position
    var end = start
    if isBinary {
      end = min(data.count, start + part.count)
    } else {
      var left = characters
      while end < data.count, left > 0 {
        end = offset(after: end)
        left -= 1
      }
    }
    if end == start, start == data.count { data += part } else { data.replaceSubrange(start..<end, with: part) }
    position = start + part.count
    try wrote(part, at: start, in: context)
  }

  /// A part as Python sees it.
  package final func value(_ part: ArraySlice<UInt8>) -> Value {
    isBinary ? .object(BytesObject(Array(part))) : .string(PythonString(bytes: Array(part)))
  }

  private func offset(after offset: Int) -> Int {
    var next = offset + 1
    while next < data.count, data[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  private func endOfLine(from start: Int) -> Int {
    var i = start
    while i < data.count {
      let byte = data[i]
      i += 1
      switch lineEnd {
      case .newline: if byte == 0x0A { return i }
      case .any:
        if byte == 0x0A { return i }
        if byte == 0x0D { return i < data.count && data[i] == 0x0A ? i + 1 : i }
      case .carriageReturn: if byte == 0x0D { return i }
      case .both: if byte == 0x0D, i < data.count, data[i] == 0x0A { return i + 1 }
      }
    }
    return data.count
  }

  /// Sets what the `newline` argument of `open` says.
  ///
  /// - Returns: whether line ends of all kinds become `\n` when the stream is read.
  package final func setNewline(_ newline: PythonString?) throws(Raised) -> Bool {
    switch newline {
    case nil: return true
    case ""?: lineEnd = .any
    case "\n"?: lineEnd = .newline
    case "\r"?:
      lineEnd = .carriageReturn
      writtenNewline = [0x0D]
    case "\r\n"?:
      lineEnd = .both
      writtenNewline = [0x0D, 0x0A]
    case let other?: throw .valueError("illegal newline value: \(StringRepr.quoted(other))")
    }
    return false
  }

  /// The text with every kind of line end as `\n`.
  package static func translated(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for (i, byte) in bytes.enumerated() {
      if byte == 0x0A, i > 0, bytes[i - 1] == 0x0D { continue }
      text.append(byte == 0x0D ? 0x0A : byte)
    }
    return text
  }

  /// Raises if the stream is closed.
  package final func checkOpen() throws(Raised) {
    // What is neither a file nor binary is a StringIO, which leaves the full stop out.
    let isText = !isBinary && !(self is FileObject)
    if isClosed { throw .valueError("I/O operation on closed file" + (isText ? "" : ".")) }
  }

  override open func next(in context: Context) throws(Raised) -> Value? {
    try checkOpen()
    guard isReadable else { throw Streams.unsupportedOperation("not readable") }
    return line()
  }

  override open var isMutable: Bool { true }

  override open func enter(in context: Context) throws(Raised) -> Value? {
    try checkOpen()
    return .object(self)
  }

  override open func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    isClosed = true
    return false
  }
}

/// The classes of streams.
package enum Streams {
  nonisolated(unsafe) package static let base = TypeObject(name: "_IOBase", module: "_io")
  nonisolated(unsafe) package static let raw = TypeObject(name: "_RawIOBase", module: "_io", bases: [base])
  nonisolated(unsafe) package static let buffered = TypeObject(
    name: "_BufferedIOBase", module: "_io", bases: [base], members: Builtins.FileClass.members)
  nonisolated(unsafe) package static let text = TypeObject(
    name: "_TextIOBase", module: "_io", bases: [base], members: Builtins.FileClass.members)
  nonisolated(unsafe) package static let reader = TypeObject(
    name: "BufferedReader", module: "_io", bases: [buffered], members: Builtins.TextFileClass.members)
  nonisolated(unsafe) package static let writer = TypeObject(
    name: "BufferedWriter", module: "_io", bases: [buffered], members: Builtins.TextFileClass.members)
  nonisolated(unsafe) package static let random = TypeObject(
    name: "BufferedRandom", module: "_io", bases: [buffered], members: Builtins.TextFileClass.members)
  nonisolated(unsafe) package static let unsupportedType = Exceptions.make(
    "UnsupportedOperation", module: "io", Exceptions.osError, Exceptions.valueError)

  /// `io.UnsupportedOperation`.
  package static func unsupportedOperation(_ message: String) -> Raised { Raised(unsupportedType, message) }
}
