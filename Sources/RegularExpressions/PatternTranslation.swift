import Kernels

/// A pattern of Python's `re` on its way to PCRE2: read as Python reads it, refused in Python's words, written so that
/// PCRE2 means the same.
///
/// Not all that PCRE2 knows is Python: `\h`, `\Q`, `(?<n>…)`, `[[:alpha:]]` are refused or taken literally here. What
/// Python has and PCRE2 lacks or means differently is rewritten: `\Z`, `\v`, `{,n}`, `\u1234`, `\s`, blanks under `re.X`.
/// - SeeAlso: CPython 3.11, `Lib/re/_parser.py`.
struct PatternTranslation {
  let pattern: [UInt32]
  var at = 0
  var flags: RegularExpressionFlags
  /// Flags set by `(?i)` at the start.
  var output: [UInt8] = []
  var groupCount = 0
  /// Names of groups with their numbers, in the order of definition.
  var names: [(name: [UInt32], group: Int)] = []
  var openGroups: Set<Int> = []
  /// Groups in the order in which they end.
  var closedGroups: [Int] = []
  /// Groups that conditions ask for, with the places.
  var conditions: [(group: Int, at: Int)] = []

  init(_ text: Text, _ flags: RegularExpressionFlags) throws(PatternError) {
    var decoded: [UInt32] = []
    var i = 0
    while i < text.count {
      let (c, width) = text.codePoint(at: i)
      decoded.append(c)
      i += width
    }
    pattern = decoded
    self.flags = flags
    try readLeadingFlags()
    try readAlternatives(verbose: self.flags.contains(.verbose), depth: 0)
    if at < pattern.count { throw error("unbalanced parenthesis", at: at) }
    if let condition = conditions.first(where: { $0.group > groupCount }) {
      var bytes: [UInt8] = []
      bytes.add("invalid group reference ")
      bytes.add(condition.group)
      throw PatternError(bytes, at: condition.at, in: pattern)
    }
  }

  /// The character here, if any.
  var next: UInt32? { at < pattern.count ? pattern[at] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == character.value else { return false }
    at += 1
    return true
  }

  func error(_ message: StaticString, at position: Int) -> PatternError {
    var bytes: [UInt8] = []
    bytes.add(message)
    return PatternError(bytes, at: position, in: pattern)
  }

  func error(
    _ before: StaticString, _ quoted: ArraySlice<UInt32>, _ after: StaticString = "", at position: Int
  )
    -> PatternError
  {
    var bytes: [UInt8] = []
    bytes.add(before)
    bytes.add(quoted)
    bytes.add(after)
    return PatternError(bytes, at: position, in: pattern)
  }

  func error(_ before: StaticString, quoting name: ArraySlice<UInt32>, at position: Int) -> PatternError {
    var bytes: [UInt8] = []
    bytes.add(before)
    bytes.add(quoted: name)
    return PatternError(bytes, at: position, in: pattern)
  }

  /// `|`-separated sequences, up to `)` or the end.
  mutating func readAlternatives(verbose: Bool, depth: Int) throws(PatternError) {
    // Python's own limit is its recursion limit.
    guard depth < 200 else { throw error("pattern nested too deeply", at: at) }
    while true {
      try readSequence(verbose: verbose, depth: depth)
      guard take("|") else { return }
      output.add("|")
    }
  }

  enum Item {
    case none, place, one, repeated
  }

  private mutating func readSequence(verbose: Bool, depth: Int) throws(PatternError) {
    var last = Item.none
    while let c = next, c != 0x7c, c != 0x29 {
      if verbose && skipsInVerbose(c) { continue }
      let start = at
      switch scalar(c) {
      case "*", "+", "?":
        try readRepeat(last, start)
        last = .repeated
      case "{":
        if let bounds = try readBounds() {
          try write(bounds, after: last, start)
          last = .repeated
        } else {
          at += 1
          output.add("\\{")
          last = .one
        }
      case ".":
        at += 1
        output.add(".")
        last = .one
      case "^":
        at += 1
        output.add("^")
        last = .place
      case "$":
        at += 1
        output.add("$")
        last = .place
      case "[":
        try readClass()
        last = .one
      case "\\":
        last = try readEscape()
      case "(":
        if try readGroup(verbose: verbose, depth: depth) { last = .one }
      default:
        at += 1
        write(literal: c)
        last = .one
      }
    }
  }

  private mutating func skipsInVerbose(_ c: UInt32) -> Bool {
    if c == 0x20 || (c >= 9 && c <= 13) {
      at += 1
      return true
    }
    guard c == 0x23 else { return false }
    while let c = next, c != 10 { at += 1 }
    return true
  }

  /// `*`, `+` or `?`, and what makes it lazy or possessive.
  private mutating func readRepeat(_ last: Item, _ start: Int) throws(PatternError) {
    try check(last, start)
    output.append(UInt8(pattern[at]))
    at += 1
    readRepeatKind()
  }

  private mutating func readRepeatKind() {
    if take("?") {
      output.add("?")
    } else if take("+") {
      output.add("+")
    }
  }

  private func check(_ last: Item, _ start: Int) throws(PatternError) {
    if last == .none || last == .place { throw error("nothing to repeat", at: start) }
    if last == .repeated { throw error("multiple repeat", at: start) }
  }

  /// `{m,n}` and its kin; `nil` if the brace is an ordinary character.
  private mutating func readBounds() throws(PatternError) -> (least: Int, most: Int?)? {
    let start = at
    at += 1
    if next == 0x7d {
      at = start
      return nil
    }
    let least = readNumber()
    var most = least
    let ranged = take(",")
    if ranged { most = readNumber() }
    guard take("}") else {
      at = start
      return nil
    }
    if let least, let most, ranged, most < least {
      throw error("min repeat greater than max repeat", at: start + 1)
    }
    return (least ?? 0, ranged ? most : most ?? 0)
  }

  private mutating func readNumber() -> Int? {
    var number: Int?
    while let c = next, c >= 48, c <= 57 {
      number = min((number ?? 0) * 10 + Int(c - 48), 1 << 32)
      at += 1
    }
    return number
  }

  private mutating func write(_ bounds: (least: Int, most: Int?), after last: Item, _ start: Int) throws(PatternError) {
    try check(last, start)
    output.add("{")
    output.add(bounds.least)
    if bounds.most != bounds.least {
      output.add(",")
      if let most = bounds.most { output.add(most) }
    }
    output.add("}")
    readRepeatKind()
  }

  /// A character that stands for itself.
  mutating func write(literal c: UInt32) {
    if c < 0x80 {
      let byte = UInt8(c)
      let ordinary = (c >= 48 && c <= 57) || (c | 32 >= 97 && c | 32 <= 122) || c == 0x5f || c == 0x20
      if c < 32 || c == 127 {
        write(code: c)
      } else {
        if !ordinary { output.add("\\") }
        output.append(byte)
      }
    } else {
      output.add(codePoint: c)
    }
  }

  mutating func write(code c: UInt32) {
    output.add("\\x{")
    output.add(hexadecimal: c)
    output.add("}")
  }
}
