import Kernels
import PythonRuntime
import RegularExpressions

/// `textwrap.TextWrapper`: text in lines of a width.
struct TextWrapper {
  var width = 70
  var initialIndent: [UInt32] = []
  var subsequentIndent: [UInt32] = []
  var expandsTabs = true
  var replacesBlanks = true
  var fixesSentences = false
  var breaksWords = true
  var dropsBlanks = true
  var breaksHyphens = true
  var tabSize = 8
  var maximumLines: Int?
  var placeholder: [UInt32] = Array(" [...]".unicodeScalars.map(\.value))

  static let names = [
    "width", "initial_indent", "subsequent_indent", "expand_tabs", "replace_whitespace", "fix_sentence_endings",
    "break_long_words", "drop_whitespace", "break_on_hyphens", "tabsize", "max_lines", "placeholder",
  ]

  init(_ values: [PythonString: Value], in context: Context) throws(Raised) {
    func integer(_ name: PythonString, _ standard: Int) throws(Raised) -> Int {
      try values[name].map { value throws(Raised) in try context.index(value) } ?? standard
    }
    func flag(_ name: PythonString, _ standard: Bool) throws(Raised) -> Bool {
      try values[name].map { value throws(Raised) in try context.truth(value) } ?? standard
    }
    func text(_ name: PythonString, _ standard: [UInt32]) -> [UInt32] {
      values[name]?.stringValue?.codePoints ?? standard
    }
    width = try integer("width", 70)
    initialIndent = text("initial_indent", [])
    subsequentIndent = text("subsequent_indent", [])
    expandsTabs = try flag("expand_tabs", true)
    replacesBlanks = try flag("replace_whitespace", true)
    fixesSentences = try flag("fix_sentence_endings", false)
    breaksWords = try flag("break_long_words", true)
    dropsBlanks = try flag("drop_whitespace", true)
    breaksHyphens = try flag("break_on_hyphens", true)
    tabSize = try integer("tabsize", 8)
    guard tabSize < 1 << 20 else { throw Raised(Exceptions.memoryError, "") }
    width = max(min(width, 1 << 40), -1 << 40)
    if let lines = values["max_lines"], !lines.isNone { maximumLines = try context.index(lines) }
    placeholder = text("placeholder", placeholder)
  }

  private static let blanks: Set<UInt32> = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20]

  private static let words =
    #"([\t\n\x0b\x0c\r ]+|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^\t\n\x0b\x0c\r ]+?(?:-(?:(?<=[^\d\W]{2}-)|"#
    + #"(?<=[^\d\W]-[\w!"'&.,?]-))(?=[^\d\W]-?[^\d\W])|(?=[\t\n\x0b\x0c\r ]|\Z)|(?<=[\w!"'&.,?])(?=-{2,}\w)))"#
  private static let simpleWords = #"([\t\n\x0b\x0c\r ]+)"#

  /// The lines of a text.
  func wrapped(_ text: PythonString, in context: Context) throws(Raised) -> [[UInt32]] {
    var points = text.codePoints
    if expandsTabs { points = TextWrapper.expanded(points, tabSize) }
    if replacesBlanks { points = points.map { TextWrapper.blanks.contains($0) ? 0x20 : $0 } }
    var chunks = try self.chunks(points)
    if fixesSentences { fixSentences(&chunks) }
    return try lines(of: chunks)
  }

  /// Tabs as blanks up to the next stop.
  static func expanded(_ points: [UInt32], _ size: Int) -> [UInt32] {
    var result: [UInt32] = []
    var column = 0
    for point in points {
      if point == 0x09 {
        guard size > 0 else { continue }
        let count = size - column % size
        result += [UInt32](repeating: 0x20, count: count)
        column += count
      } else {
        result.append(point)
        column = point == 0x0A || point == 0x0D ? 0 : column + 1
      }
    }
    return result
  }

  private func chunks(_ points: [UInt32]) throws(Raised) -> [[UInt32]] {
    let pattern = try PatternObject(
      PythonString(breaksHyphens ? TextWrapper.words : TextWrapper.simpleWords), flags: [])
    let subject = try PatternSubject(.string(PythonString(codePoints: points)), for: pattern)
    return try pattern.split(subject, limit: 0).compactMap { value in
      guard let text = value.stringValue, !text.bytes.isEmpty else { return nil }
      return text.codePoints
    }
  }

  /// Two blanks after a sentence.
  private func fixSentences(_ chunks: inout [[UInt32]]) {
    var i = 0
    while i < chunks.count - 1 {
      var end = chunks[i][...]
      if let last = end.last, last == 0x22 || last == 0x27 { end.removeLast() }
      let isEnd = end.last.map { [0x2E, 0x21, 0x3F].contains($0) } ?? false
      let isLower = end.dropLast().last.map { $0 >= 0x61 && $0 <= 0x7A } ?? false
      if chunks[i + 1] == [0x20], isEnd, isLower {
        chunks[i + 1] = [0x20, 0x20]
        i += 2
      } else {
        i += 1
      }
    }
  }

  private func isBlank(_ chunk: [UInt32]) -> Bool { chunk.allSatisfy(CharacterClass.isSpace) }

  private static func trimmed(_ points: [UInt32]) -> [UInt32] {
    Array(points.drop(while: CharacterClass.isSpace))
  }

  private func lines(of all: [[UInt32]]) throws(Raised) -> [[UInt32]] {
    if width <= 0 { throw .valueError("invalid width \(width) (must be > 0)") }
    if let maximumLines {
      let indent = maximumLines > 1 ? subsequentIndent : initialIndent
      if indent.count + TextWrapper.trimmed(placeholder).count > width {
        throw .valueError("placeholder too large for max width")
      }
    }
    var lines: [[UInt32]] = []
    var chunks = Array(all.reversed())
    while !chunks.isEmpty {
      let indent = lines.isEmpty ? initialIndent : subsequentIndent
      let width = self.width - indent.count
      if dropsBlanks, isBlank(chunks[chunks.count - 1]), !lines.isEmpty { chunks.removeLast() }
      var line = take(&chunks, width)
      if dropsBlanks, let last = line.last, isBlank(last) { line.removeLast() }
      guard !line.isEmpty else { continue }
      let isWhole = chunks.isEmpty || (dropsBlanks && chunks.count == 1 && isBlank(chunks[0]))
      let hasRoom = maximumLines.map { lines.count + 1 < $0 } ?? true
      let length = line.reduce(0) { $0 + $1.count }
      if hasRoom || (isWhole && length <= width) {
        lines.append(indent + line.joined())
      } else {
        shorten(&line, width, indent, &lines)
        break
      }
    }
    return lines
  }

  /// The chunks of one line; a word that is too long is broken.
  private func take(_ chunks: inout [[UInt32]], _ width: Int) -> [[UInt32]] {
    var line: [[UInt32]] = []
    var length = 0
    while let next = chunks.last, length + next.count <= width {
      line.append(next)
      length += next.count
      chunks.removeLast()
    }
    guard let next = chunks.last, next.count > width else { return line }
    if breaksWords {
      let room = width < 1 ? 1 : width - length
      var end = room
      if breaksHyphens, next.count > room, room > 0,
        let hyphen = next[..<room].lastIndex(of: 0x2D), hyphen > 0, next[..<hyphen].contains(where: { $0 != 0x2D })
      {
        end = hyphen + 1
      }
      line.append(Array(next[..<end]))
      chunks[chunks.count - 1] = Array(next[end...])
    } else if line.isEmpty {
      line.append(chunks.removeLast())
    }
    return line
  }

  /// The last line that is allowed, with the placeholder for the rest.
  private func shorten(_ line: inout [[UInt32]], _ width: Int, _ indent: [UInt32], _ lines: inout [[UInt32]]) {
    var length = line.reduce(0) { $0 + $1.count }
    while let last = line.last {
      if !isBlank(last), length + placeholder.count <= width {
        lines.append(indent + line.joined() + placeholder)
        return
      }
      length -= last.count
      line.removeLast()
    }
    if var previous = lines.last {
      while let last = previous.last, CharacterClass.isSpace(last) { previous.removeLast() }
      if previous.count + placeholder.count <= self.width {
        lines[lines.count - 1] = previous + placeholder
        return
      }
    }
    lines.append(indent + TextWrapper.trimmed(placeholder))
  }
}

extension Standard.Textwrap {
  private static func options(_ call: Call, _ names: [String]) -> [PythonString: Value] {
    var values: [PythonString: Value] = [:]
    for name in names { values[PythonString(name)] = call[name] }
    for (name, value) in call.keywords { values[name] = value }
    return values
  }

  private static func wrapper(_ values: [PythonString: Value], _ call: Call) throws(Raised) -> TextWrapper {
    for name in values.keys where !TextWrapper.names.contains(name.description) {
      throw .typeError("TextWrapper.__init__() got an unexpected keyword argument '\(name)'")
    }
    return try TextWrapper(values, in: call.context)
  }

  private static func text(_ points: [UInt32]) -> Value { .string(PythonString(codePoints: points)) }

  static let wrap = Function("wrap(text, width=70, **kwargs)") { call in
    let lines = try wrapper(options(call, ["width"]), call).wrapped(call.string("text"), in: call.context)
    return .list(lines.map(text))
  }
  static let fill = Function("fill(text, width=70, **kwargs)") { call in
    let lines = try wrapper(options(call, ["width"]), call).wrapped(call.string("text"), in: call.context)
    return text(Array(lines.joined(separator: [0x0A])))
  }
  static let shorten = Function("shorten(text, width, **kwargs)") { call in
    var values = options(call, ["width"])
    values["max_lines"] = 1
    let words = try call.string("text").codePoints.split(whereSeparator: CharacterClass.isSpace)
    let plain = PythonString(codePoints: words.joined(separator: [0x20]))
    let lines = try wrapper(values, call).wrapped(plain, in: call.context)
    return text(Array(lines.joined(separator: [0x0A])))
  }

  static let indent = Function("indent(text, prefix, predicate=None)") { call in
    let lines = try call.context.items(
      of: call.context.callMethod(call["text"], "splitlines", CallArguments([true])))
    let prefix = try call.string("prefix").bytes
    var result: [UInt8] = []
    for line in lines {
      let content = line.stringValue?.bytes ?? []
      let isIndented =
        try call.isNone("predicate")
        ? !(line.stringValue?.codePoints.allSatisfy(CharacterClass.isSpace) ?? true)
        : call.context.truth(call.context.call(call["predicate"], [line]))
      result += (isIndented ? prefix : []) + content
    }
    return .string(PythonString(bytes: result))
  }

  static let dedent = Function("dedent(text)") { call in
    var lines = try call.string("text").bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    func isMargin(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var margin: [UInt8]?
    for (i, line) in lines.enumerated() {
      let indent = Array(line.prefix(while: isMargin))
      // Lines of blanks only become empty and do not count.
      if indent.count == line.count {
        lines[i] = []
        continue
      }
      margin = margin.map { known in Array(zip(known, indent).prefix { $0 == $1 }.map(\.0)) } ?? indent
    }
    if let margin, !margin.isEmpty {
      lines = lines.map { $0.starts(with: margin) ? Array($0.dropFirst(margin.count)) : $0 }
    }
    return .string(PythonString(bytes: Array(lines.joined(separator: [0x0A]))))
  }

  static let wrapperClass = Constant("TextWrapper") { _ in .object(TextWrapperType.type) }
}

/// The class `textwrap.TextWrapper`, whose instances hold its options as attributes.
enum TextWrapperType {
  nonisolated(unsafe) static let type = TypeObject(
    name: "TextWrapper", module: "textwrap", members: Standard.TextWrapperClass.members)
}

extension Standard.TextWrapperClass {
  static let new = Constructor(
    "TextWrapper(cls, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]')"
  ) { call in
    let wrapper = InstanceObject(of: call.receivingClass ?? TextWrapperType.type)
    for name in TextWrapper.names { wrapper.attributes[PythonString(name)] = call[name] }
    return .object(wrapper)
  }

  private static func lines(_ call: Call) throws(Raised) -> [[UInt32]] {
    var values: [PythonString: Value] = [:]
    for name in TextWrapper.names {
      values[PythonString(name)] = try call.context.attribute(of: call.receiver, named: PythonString(name))
    }
    return try TextWrapper(values, in: call.context).wrapped(call.string("text"), in: call.context)
  }
  static let wrap = Method("wrap(self, text)") { call in
    .list(try lines(call).map { .string(PythonString(codePoints: $0)) })
  }
  static let fill = Method("fill(self, text)") { call in
    .string(PythonString(codePoints: Array(try lines(call).joined(separator: [0x0A]))))
  }
}
