import Kernels
import PythonRuntime

/// `pprint`: containers over several lines where one is too short.
///
/// - SeeAlso: CPython 3.11, `Lib/pprint.py`.
struct PrettyFormat {
  var indent = 1
  var width = 80
  var depth: Int?
  var isCompact = false
  var sortsDicts = true
  var underscoresNumbers = false
  let context: Context
  private var output: [UInt8] = []
  private var open: Set<ObjectIdentifier> = []

  init(_ call: Call) throws(Raised) {
    context = call.context
    indent = try call.int("indent")
    width = try call.int("width")
    depth = try call.optionalInt("depth")
    isCompact = try call.bool("compact")
    sortsDicts = try call.bool("sort_dicts")
    underscoresNumbers = try call.bool("underscore_numbers")
    width = max(min(width, 1 << 40), -1 << 40)
    guard indent < 1 << 20 else { throw Raised(Exceptions.memoryError, "") }
    if indent < 0 { throw .valueError("indent must be >= 0") }
    if let depth, depth <= 0 { throw .valueError("depth must be > 0") }
    if width == 0 { throw .valueError("width must be != 0") }
    if depth == 0 { depth = nil }
  }

  /// The text of a value.
  mutating func text(of value: Value) throws(Raised) -> PythonString {
    output = []
    try format(value, indent: 0, allowance: 0, level: 0)
    return PythonString(bytes: output)
  }

  private mutating func write(_ text: String) { output += text.utf8 }

  private mutating func format(_ value: Value, indent: Int, allowance: Int, level: Int) throws(Raised) {
    try context.nest()
    defer { context.unnest() }
    let identity = value.object.map(ObjectIdentifier.init)
    if let identity, open.contains(identity) { return write(recursion(value)) }
    let shown = try safeRepr(value, level: level)
    guard shown.codePointCount > width - indent - allowance else {
      output += shown.bytes
      return
    }
    if let identity { open.insert(identity) }
    defer { if let identity { open.remove(identity) } }
    if case .string(let text) = value {
      return try string(text, indent: indent, allowance: allowance, level: level + 1)
    }
    guard let object = value.object, try formatted(object, indent, allowance, level + 1) else {
      output += shown.bytes
      return
    }
  }

  private func recursion(_ value: Value) -> String {
    let address = value.object.map { Int(bitPattern: ObjectIdentifier($0)) } ?? 0
    return context.clockText(PythonString("<Recursion on \(value.type.name) with id=\(address)>")).description
  }

  /// A container; `false` for what is written as its repr.
  private mutating func formatted(
    _ object: Object, _ indent: Int, _ allowance: Int, _ level: Int
  ) throws(Raised) -> Bool {
    let name = object.type.name
    switch object {
    case let list as ListObject where list.type === ListObject.type:
      try sequence(list.items, "[", "]", indent, allowance, level)
    case let tuple as TupleObject where tuple.type === TupleObject.type:
      try sequence(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", indent, allowance, level)
    case let set as SetObject where set.type === SetObject.type || set.type === SetObject.frozenType:
      let items = try sorted(context.items(of: .object(set)).map { ($0, $0) }).map(\.0)
      if items.isEmpty { return false }
      if set.type === SetObject.type {
        try sequence(items, "{", "}", indent, allowance, level)
      } else {
        try sequence(items, "\(name)({", "})", indent + name.count + 1, allowance, level)
      }
    case let dict as DictObject where dict.type === DictObject.type:
      try dictionary(dict.items, indent, allowance, level)
    case let dict as OrderedDictObject where dict.type === OrderedDictObject.orderedType:
      if dict.count == 0 { return false }
      write("\(name)(")
      let pairs = Value.list(dict.items.map { .tuple([$0.key, $0.value]) })
      try format(pairs, indent: indent + name.count + 1, allowance: allowance + 1, level: level)
      write(")")
    case let dict as DefaultDictObject where dict.type === DefaultDictObject.defaultType:
      if dict.count == 0 { return false }
      let factory = try safeRepr(dict.factory, level: level)
      write("\(name)(")
      output += factory.bytes
      write(",\n" + String(repeating: " ", count: indent + name.count + 1))
      try dictionary(dict.items, indent + name.count + 1, allowance + 1, level)
      write(")")
    case let counter as CounterObject where counter.type === CounterObject.counterType:
      if counter.count == 0 { return false }
      write("\(name)({")
      padFirst()
      let items = try counter.mostCommon(in: context).map { ($0.key, $0.value) }
      try entries(items, indent + name.count + 1, allowance + 2, level)
      write("})")
    default: return false
    }
    return true
  }

  private mutating func padFirst() {
    if indent > 1 { write(String(repeating: " ", count: indent - 1)) }
  }

  private mutating func dictionary(
    _ items: [(key: Value, value: Value)], _ indent: Int, _ allowance: Int, _ level: Int
  ) throws(Raised) {
    write("{")
    padFirst()
    if !items.isEmpty {
      let pairs = items.map { ($0.key, $0.value) }
      try entries(sortsDicts ? sorted(pairs) : pairs, indent, allowance + 1, level)
    }
    write("}")
  }

  private mutating func entries(
    _ items: [(Value, Value)], _ indent: Int, _ allowance: Int, _ level: Int
  ) throws(Raised) {
    let indent = indent + self.indent
    for (i, (key, value)) in items.enumerated() {
      let isLast = i == items.count - 1
      let shown = try safeRepr(key, level: level)
      output += shown.bytes
      write(": ")
      try format(
        value, indent: indent + shown.codePointCount + 2, allowance: isLast ? allowance : 1, level: level)
      if !isLast { write(",\n" + String(repeating: " ", count: indent)) }
    }
  }

  private mutating func sequence(
    _ items: [Value], _ start: String, _ end: String, _ indent: Int, _ allowance: Int, _ level: Int
  ) throws(Raised) {
    write(start)
    padFirst()
    try elements(items, indent + self.indent, allowance + (start.hasSuffix("({") ? 2 : end.count), level)
    write(end)
  }

  private mutating func elements(
    _ items: [Value], _ indent: Int, _ allowance: Int, _ level: Int
  ) throws(Raised) {
    let newLine = ",\n" + String(repeating: " ", count: indent)
    var separator = ""
    var widest = width - indent + 1
    var room = widest
    for (i, item) in items.enumerated() {
      let isLast = i == items.count - 1
      if isLast {
        widest -= allowance
        room -= allowance
      }
      if isCompact {
        let shown = try safeRepr(item, level: level)
        let needed = shown.codePointCount + 2
        if room < needed {
          room = widest
          if !separator.isEmpty { separator = newLine }
        }
        if room >= needed {
          room -= needed
          write(separator)
          separator = ", "
          output += shown.bytes
          continue
        }
      }
      write(separator)
      separator = newLine
      try format(item, indent: indent, allowance: isLast ? allowance : 1, level: level)
    }
  }

  /// A long string in pieces of lines and words.
  private mutating func string(_ text: PythonString, indent: Int, allowance: Int, level: Int) throws(Raised) {
    var (indent, allowance) = (indent, allowance)
    if level == 1 {
      indent += 1
      allowance += 1
    }
    let lines = try context.items(of: context.callMethod(.string(text), "splitlines", CallArguments([true])))
    var chunks: [PythonString] = []
    let widest = width - indent
    var room = widest
    var shown: PythonString = ""
    for (i, line) in lines.enumerated() {
      let isLastLine = i == lines.count - 1
      let content = line.stringValue ?? ""
      shown = StringRepr.quoted(content)
      if isLastLine { room -= allowance }
      if shown.codePointCount <= room {
        chunks.append(shown)
        continue
      }
      let parts = PrettyFormat.words(content.codePoints)
      var limit = widest
      var current: [UInt32] = []
      for (j, part) in parts.enumerated() {
        if j == parts.count - 1, isLastLine { limit -= allowance }
        if StringRepr.quoted(PythonString(codePoints: current + part)).codePointCount > limit {
          if !current.isEmpty { chunks.append(StringRepr.quoted(PythonString(codePoints: current))) }
          current = part
        } else {
          current += part
        }
      }
      if !current.isEmpty { chunks.append(StringRepr.quoted(PythonString(codePoints: current))) }
    }
    guard chunks.count != 1 else {
      output += shown.bytes
      return
    }
    if level == 1 { write("(") }
    for (i, chunk) in chunks.enumerated() {
      if i > 0 { write("\n" + String(repeating: " ", count: indent)) }
      output += chunk.bytes
    }
    if level == 1 { write(")") }
  }

  /// Words with the blanks after them.
  private static func words(_ points: [UInt32]) -> [[UInt32]] {
    var words: [[UInt32]] = []
    var wasBlank = true
    for (i, point) in points.enumerated() {
      let isBlank = CharacterClass.isSpace(point)
      if i == 0 || (wasBlank && !isBlank) { words.append([]) }
      words[words.count - 1].append(point)
      wasBlank = isBlank
    }
    return words
  }
}

extension PrettyFormat {
  /// The repr, dictionaries sorted and no deeper than asked.
  private func safeRepr(_ value: Value, level: Int) throws(Raised) -> PythonString {
    var path: Set<ObjectIdentifier> = []
    return try safeRepr(value, level, &path)
  }

  private func safeRepr(
    _ value: Value, _ level: Int, _ path: inout Set<ObjectIdentifier>
  ) throws(Raised) -> PythonString {
    if underscoresNumbers, value.bigInt != nil, value.type === Types.int { return try context.format(value, "_") }
    guard let object = value.object else { return try context.repr(value) }
    switch object {
    case let dict as DictObject where dict.type === DictObject.type:
      if dict.count == 0 { return "{}" }
      if let depth, level >= depth { return "{...}" }
      guard path.insert(ObjectIdentifier(object)).inserted else { return PythonString(recursion(value)) }
      defer { path.remove(ObjectIdentifier(object)) }
      let pairs = dict.items.map { ($0.key, $0.value) }
      var parts: [[UInt8]] = []
      for (key, item) in sortsDicts ? try sorted(pairs) : pairs {
        let name = try safeRepr(key, level + 1, &path).bytes
        parts.append(name + [0x3A, 0x20] + (try safeRepr(item, level + 1, &path).bytes))
      }
      return PythonString(bytes: [0x7B] + parts.joined(separator: [0x2C, 0x20]) + [0x7D])
    case let list as ListObject where list.type === ListObject.type:
      return try safeRepr(list.items, object, "[", "]", level, &path)
    case let tuple as TupleObject where tuple.type === TupleObject.type:
      return try safeRepr(tuple.items, object, "(", tuple.items.count == 1 ? ",)" : ")", level, &path)
    default: return try context.repr(value)
    }
  }

  private func safeRepr(
    _ items: [Value], _ object: Object, _ start: String, _ end: String, _ level: Int,
    _ path: inout Set<ObjectIdentifier>
  ) throws(Raised) -> PythonString {
    if items.isEmpty { return PythonString(start + end) }
    if let depth, level >= depth { return PythonString(start + "..." + end) }
    guard path.insert(ObjectIdentifier(object)).inserted else { return PythonString(recursion(.object(object))) }
    defer { path.remove(ObjectIdentifier(object)) }
    var parts: [[UInt8]] = []
    for item in items { parts.append(try safeRepr(item, level + 1, &path).bytes) }
    return PythonString(bytes: Array(start.utf8) + parts.joined(separator: [0x2C, 0x20]) + Array(end.utf8))
  }

  /// In the order of the first values; what cannot be compared goes by the names of the types.
  private func sorted(_ pairs: [(Value, Value)]) throws(Raised) -> [(Value, Value)] {
    func isLess(_ a: Value, _ b: Value) throws(Raised) -> Bool {
      do throws(Raised) { return try context.isLess(a, b) } catch {
        guard error.isException(of: Exceptions.typeError) else { throw error }
        return "\(a.type.qualifiedName)" < "\(b.type.qualifiedName)"
      }
    }
    do {
      return try pairs.sorted { try isLess($0.0, $1.0) }
    } catch {
      throw Raised(error)
    }
  }
}
