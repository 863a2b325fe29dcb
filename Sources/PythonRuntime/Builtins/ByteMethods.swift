import Kernels

extension Call {
  /// `self` as bytes or bytearray.
  func byteSequence() throws(Raised) -> any ByteSequence {
    let value = try values[0].supported()
    if let sequence = value.byteSequence { return sequence }
    throw .typeError("descriptor '\(signature.name)' doesn't apply to a '\(value.typeName)' object")
  }

  /// `self`'s bytes as a string of bytes, for the algorithms of strings.
  fileprivate func raw() throws(Raised) -> PythonString { PythonString(bytes: try byteSequence().bytes) }
}

extension Builtins.ByteMethods {
  // MARK: Searching

  static let find = Method("find(self, sub, start=None, end=None, /)") { call in
    .int(try position(call, fromEnd: false))
  }
  static let rfind = Method("rfind(self, sub, start=None, end=None, /)") { call in
    .int(try position(call, fromEnd: true))
  }
  static let index = Method("index(self, sub, start=None, end=None, /)") { call in try found(call, fromEnd: false) }
  static let rindex = Method("rindex(self, sub, start=None, end=None, /)") { call in try found(call, fromEnd: true) }

  private static func found(_ call: Call, fromEnd: Bool) throws(Raised) -> Value {
    let position = try position(call, fromEnd: fromEnd)
    if position < 0 { throw Raised.valueError("subsection not found") }
    return .int(position)
  }

  private static func position(_ call: Call, fromEnd: Bool) throws(Raised) -> Int {
    let part = PythonString(bytes: try pattern(call))
    let text = try call.raw()
    guard let (start, end) = try window(call, count: text.bytes.count) else { return -1 }
    let window = PythonString(bytes: Array(text.bytes[start..<end]))
    let offset =
      fromEnd ? window.lastOffset(of: part, before: window.bytes.count) : window.firstOffset(of: part)
    return offset.map { $0 + start } ?? -1
  }

  static let count = Method("count(self, sub, start=None, end=None, /)") { call in
    let part = PythonString(bytes: try pattern(call))
    let text = try call.raw()
    guard let (start, end) = try window(call, count: text.bytes.count) else { return 0 }
    if part.bytes.isEmpty { return .int(end - start + 1) }
    let window = PythonString(bytes: Array(text.bytes[start..<end]))
    var (count, from) = (0, 0)
    while let offset = window.firstOffset(of: part, from: from) {
      count += 1
      from = offset + part.bytes.count
    }
    return .int(count)
  }

  /// What is looked for: bytes or the number of one.
  private static func pattern(_ call: Call) throws(Raised) -> [UInt8] {
    let value = try call[1].supported()
    if let bytes = try call.context.byteBuffer(value) { return bytes }
    if value.object is BigIntObject { throw .valueError("byte must be in range(0, 256)") }
    guard let number = try call.context.indexIfInteger(value) else {
      throw .typeError("argument should be integer or bytes-like object, not '\(value.typeName)'")
    }
    guard let byte = UInt8(exactly: number) else { throw .valueError("byte must be in range(0, 256)") }
    return [byte]
  }

  /// The positions between `start` and `end`; `nil` if the start is behind the end.
  private static func window(_ call: Call, count: Int) throws(Raised) -> (start: Int, end: Int)? {
    let slice = SliceObject(start: call["start"], stop: call["end"])
    let bounds = try slice.bounds(count: count, in: call.context)
    if case .int(let start) = call["start"], start > count { return nil }
    return bounds.start <= bounds.stop ? (bounds.start, bounds.stop) : nil
  }

  static let startswith = Method("startswith(self, prefix, start=None, end=None, /)") { call in
    .bool(try matches(call, "startswith") { $0.starts(with: $1) })
  }
  static let endswith = Method("endswith(self, suffix, start=None, end=None, /)") { call in
    .bool(try matches(call, "endswith") { $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) })
  }

  private static func matches(
    _ call: Call, _ name: String, _ test: (ArraySlice<UInt8>, [UInt8]) -> Bool
  ) throws(Raised) -> Bool {
    let argument = try call[1].supported()
    let parts = argument.cast(to: TupleObject.self)?.items ?? [argument]
    let bytes = try call.byteSequence().bytes
    let window = try window(call, count: bytes.count)
    for part in parts {
      guard let part = try call.context.byteBuffer(part) else {
        if argument.object is TupleObject {
          throw .typeError("a bytes-like object is required, not '\(part.typeName)'")
        }
        throw .typeError("\(name) first arg must be bytes or a tuple of bytes, not \(argument.typeName)")
      }
      if let window, test(bytes[window.start..<window.end], part) { return true }
    }
    return false
  }

  // MARK: Splitting and joining

  static let split = Method("split(self, sep=None, maxsplit=-1)") { call in try split(call, fromEnd: false) }
  static let rsplit = Method("rsplit(self, sep=None, maxsplit=-1)") { call in try split(call, fromEnd: true) }

  private static func split(_ call: Call, fromEnd: Bool) throws(Raised) -> Value {
    let sequence = try call.byteSequence()
    let limit = try call.int("maxsplit")
    var parts: [ArraySlice<UInt8>]
    if call.isNone("sep") {
      parts = ByteSplitting.atBlanks(sequence.bytes, limit: limit, fromEnd: fromEnd)
    } else {
      let separator = try call.context.requiredBytes(call["sep"])
      if separator.isEmpty { throw Raised.valueError("empty separator") }
      parts = ByteSplitting.at(separator, sequence.bytes, limit: limit, fromEnd: fromEnd)
    }
    return .list(parts.map { sequence.made(Array($0)) })
  }

  static let partition = Method("partition(self, sep, /)") { call in try parted(call, fromEnd: false) }
  static let rpartition = Method("rpartition(self, sep, /)") { call in try parted(call, fromEnd: true) }

  private static func parted(_ call: Call, fromEnd: Bool) throws(Raised) -> Value {
    let sequence = try call.byteSequence()
    let separator = try call.context.requiredBytes(call["sep"])
    if separator.isEmpty { throw Raised.valueError("empty separator") }
    let bytes = sequence.bytes
    let (text, part) = (PythonString(bytes: bytes), PythonString(bytes: separator))
    let offset = fromEnd ? text.lastOffset(of: part, before: bytes.count) : text.firstOffset(of: part)
    guard let offset else {
      let whole = sequence.made(bytes)
      let (a, b) = (sequence.made([]), sequence.made([]))
      return .tuple(fromEnd ? [a, b, whole] : [whole, a, b])
    }
    return .tuple([
      sequence.made(Array(bytes[..<offset])), sequence.made(separator),
      sequence.made(Array(bytes[(offset + separator.count)...])),
    ])
  }

  static let splitlines = Method("splitlines(self, keepends=False)") { call in
    let sequence = try call.byteSequence()
    let keeps = try call.bool("keepends")
    return .list(ByteSplitting.lines(sequence.bytes, keepsEnds: keeps).map { sequence.made(Array($0)) })
  }

  static let join = Method("join(self, iterable, /)") { call in
    let sequence = try call.byteSequence()
    let separator = sequence.bytes
    var result: [UInt8] = []
    let items: [Value]
    do throws(Raised) {
      items = try call.list("iterable")
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      throw Raised.typeError("can only join an iterable")
    }
    for (i, item) in items.enumerated() {
      guard let part = try call.context.byteBuffer(item) else {
        throw Raised.typeError("sequence item \(i): expected a bytes-like object, \(item.typeName) found")
      }
      if i > 0 { result += separator }
      result += part
    }
    return sequence.made(result)
  }

  static let replace = Method("replace(self, old, new, count=-1, /)") { call in
    let sequence = try call.byteSequence()
    let (old, new) = (try call.context.requiredBytes(call["old"]), try call.context.requiredBytes(call["new"]))
    return sequence.made(ByteSplitting.replaced(sequence.bytes, old, by: new, limit: try call.int("count")))
  }
}
