import Kernels

extension Builtins.StrClass {
  static let split = Method("split(self, sep=None, maxsplit=-1)") { call in
    let limit = try call.int("maxsplit")
    guard let separator = try separator(call) else {
      return .list(try call.text().parts { Kernels.split($0, limit: limit, $1) })
    }
    return .list(
      try call.text().parts { text, scratch in separator.withText { Kernels.split(text, by: $0, limit: limit, scratch) }
      })
  }

  static let rsplit = Method("rsplit(self, sep=None, maxsplit=-1)") { call in
    let limit = try call.int("maxsplit")
    guard let separator = try separator(call) else {
      return .list(try call.text().parts { splitFromEnd($0, limit: limit, $1) })
    }
    return .list(
      try call.text().parts { text, scratch in separator.withText { splitFromEnd(text, by: $0, limit: limit, scratch) }
      })
  }

  static let partition = Method("partition(self, sep, /)") { call in
    guard let separator = try separator(call) else { throw Raised.typeError("must be str, not NoneType") }
    return .tuple(
      try call.text().parts(by: separator) { Kernels.partition($0, by: $1, $2) })
  }

  static let rpartition = Method("rpartition(self, sep, /)") { call in
    guard let separator = try separator(call) else { throw Raised.typeError("must be str, not NoneType") }
    return .tuple(
      try call.text().parts(by: separator) { partitionFromEnd($0, by: $1, $2) })
  }

  private static func separator(_ call: Call) throws(Raised) -> PythonString? {
    let value = try call["sep"].supported()
    if value.isNone { return nil }
    guard let separator = value.stringValue else {
      let isSplit = call.signature.name.hasSuffix("split")
      throw .typeError("must be str\(isSplit ? " or None" : ""), not \(value.typeName)")
    }
    if separator.bytes.isEmpty { throw Raised.valueError("empty separator") }
    return separator
  }

  static let splitlines = Method("splitlines(self, keepends=False)") { call in
    let keeps = try call.bool("keepends")
    let points = try call.text().codePoints
    var lines: [Value] = []
    var line: [UInt32] = []
    var i = 0
    while i < points.count {
      let point = points[i]
      i += 1
      let isBreak = (10...13).contains(point) || (28...30).contains(point) || [0x85, 0x2028, 0x2029].contains(point)
      guard isBreak else {
        line.append(point)
        continue
      }
      if keeps { line.append(point) }
      if point == 13, i < points.count, points[i] == 10 {
        if keeps { line.append(10) }
        i += 1
      }
      lines.append(.string(PythonString(codePoints: line)))
      line = []
    }
    if !line.isEmpty { lines.append(.string(PythonString(codePoints: line))) }
    return .list(lines)
  }

  static let join = Method("join(self, iterable, /)") { call in
    let separator = try call.text()
    let context = call.context
    if call[1].object == nil, call[1].stringValue == nil { throw Raised.typeError("can only join an iterable") }
    var bytes: [UInt8] = []
    for (i, item) in try context.items(of: call[1]).enumerated() {
      guard let part = try item.supported().stringValue else {
        throw Raised.typeError("sequence item \(i): expected str instance, \(item.typeName) found")
      }
      if i > 0 { bytes += separator.bytes }
      bytes += part.bytes
    }
    return .string(PythonString(bytes: bytes))
  }

  static let replace = Method("replace(self, old, new, count=-1, /)") { call in
    let (text, old, new) = (try call.text(), try call.string("old"), try call.string("new"))
    let count = try call.int("count")
    return .string(
      new.withText { new in
        text.through(old) { replaced($0, $1, with: new, count: count, $2) }
      })
  }
}
