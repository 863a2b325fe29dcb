public import Kernels

/// What matches are replaced by: text with references to groups, as Python's `sub` reads it.
///
/// - SeeAlso: CPython 3.11, `Lib/re/_parser.py`, `parse_template`.
public struct ReplacementTemplate: Sendable {
  /// A piece of a template.
  public enum Part: Sendable {
    /// Text that stands for itself.
    case literal([UInt8])
    /// What a group matched.
    case group(Int)
  }

  /// The pieces, in order.
  public let parts: [Part]

  /// A template for matches of `expression`: `\1`, `\g<1>`, `\g<name>`, `\n` and the like.
  public init(_ text: Text, for expression: RegularExpression) throws(PatternError) {
    var reader = TemplateReader(text, expression)
    try reader.read()
    parts = reader.parts
  }

  /// Text that stands for itself, as with pandas' `regex=False` or `re.escape`.
  public init(literal text: Text) {
    parts = [.literal(Array(text.bytes))]
  }
}

private struct TemplateReader {
  let characters: [UInt32]
  let expression: RegularExpression
  var at = 0
  var literal: [UInt8] = []
  var parts: [ReplacementTemplate.Part] = []

  init(_ text: Text, _ expression: RegularExpression) {
    var decoded: [UInt32] = []
    var i = 0
    while i < text.count {
      let (c, width) = text.codePoint(at: i)
      decoded.append(c)
      i += width
    }
    characters = decoded
    self.expression = expression
  }

  mutating func read() throws(PatternError) {
    while at < characters.count {
      let c = characters[at]
      if c == 0x5c {
        try readEscape()
      } else {
        literal.add(codePoint: c)
        at += 1
      }
    }
    flush()
  }

  private mutating func flush() {
    guard !literal.isEmpty else { return }
    parts.append(.literal(literal))
    literal = []
  }

  private func error(
    _ message: StaticString, _ quoted: ArraySlice<UInt32> = [], _ after: StaticString = "", at: Int
  )
    -> PatternError
  {
    var bytes: [UInt8] = []
    bytes.add(message)
    bytes.add(quoted)
    bytes.add(after)
    return PatternError(bytes, at: at, in: characters)
  }

  private mutating func readEscape() throws(PatternError) {
    let start = at
    guard at + 1 < characters.count else { throw error("bad escape (end of pattern)", at: start) }
    let c = characters[at + 1]
    at += 2
    switch scalar(c) {
    case "g": try readNamedGroup()
    case "0":
      var value: UInt32 = 0
      var digits = 0
      while digits < 2, at < characters.count, isOctal(characters[at]) {
        value = value * 8 + characters[at] - 48
        at += 1
        digits += 1
      }
      literal.add(codePoint: value)
    case "1"..."9": try readNumberedGroup(start)
    case "a": literal.append(7)
    case "b": literal.append(8)
    case "f": literal.append(12)
    case "n": literal.append(10)
    case "r": literal.append(13)
    case "t": literal.append(9)
    case "v": literal.append(11)
    case "\\": literal.append(0x5c)
    default:
      if c < 0x80 && c | 32 >= 97 && c | 32 <= 122 { throw error("bad escape ", characters[start..<at], at: start) }
      literal.append(0x5c)
      literal.add(codePoint: c)
    }
  }

  private func isOctal(_ c: UInt32) -> Bool { c >= 48 && c <= 55 }

  private mutating func readNumberedGroup(_ start: Int) throws(PatternError) {
    let first = characters[at - 1]
    var number = Int(first - 48)
    if at < characters.count, characters[at] >= 48, characters[at] <= 57 {
      let second = characters[at]
      at += 1
      if isOctal(first), isOctal(second), at < characters.count, isOctal(characters[at]) {
        let value = (first - 48) * 64 + (second - 48) * 8 + characters[at] - 48
        at += 1
        guard value <= 0o377 else {
          throw error("octal escape value ", characters[start..<at], " outside of range 0-0o377", at: start)
        }
        literal.add(codePoint: value)
        return
      }
      number = number * 10 + Int(second - 48)
    }
    try add(group: number, at: start + 1)
  }

  private mutating func readNamedGroup() throws(PatternError) {
    guard at < characters.count, characters[at] == 0x3c else { throw error("missing <", at: at) }
    at += 1
    let first = at
    while at < characters.count && characters[at] != 0x3e { at += 1 }
    let name = characters[first..<at]
    guard at < characters.count else {
      throw error(name.isEmpty ? "missing group name" : "missing >, unterminated name", at: first)
    }
    at += 1
    guard let initial = name.first else { throw error("missing group name", at: first) }
    if name.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      try add(group: name.reduce(0) { min($0 * 10 + Int($1 - 48), 1 << 20) }, at: first)
      return
    }
    let wordly = name.allSatisfy { $0 == 0x5f || CharacterClass.isAlphanumeric($0) }
    guard wordly, !CharacterClass.isNumeric(initial) else {
      var message: [UInt8] = []
      message.add("bad character in group name ")
      message.add(quoted: name)
      throw PatternError(message, at: first, in: characters)
    }
    var bytes: [UInt8] = []
    bytes.add(name)
    guard let group = expression.group(named: PythonString(bytes: bytes)) else {
      // Python raises IndexError here.
      var message: [UInt8] = []
      message.add("unknown group name '")
      message.add(name)
      message.add("'")
      throw PatternError(message)
    }
    flush()
    parts.append(.group(group))
  }

  private mutating func add(group: Int, at position: Int) throws(PatternError) {
    guard group <= expression.groupCount else {
      var bytes: [UInt8] = []
      bytes.add("invalid group reference ")
      bytes.add(group)
      throw PatternError(bytes, at: position, in: characters)
    }
    flush()
    parts.append(.group(group))
  }
}
