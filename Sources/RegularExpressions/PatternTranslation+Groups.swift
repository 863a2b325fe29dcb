import Kernels

extension PatternTranslation {
  /// `(?imsx)` at the start of the pattern.
  mutating func readLeadingFlags() throws(PatternError) {
    while at + 2 < pattern.count, pattern[at] == 0x28, pattern[at + 1] == 0x3f, let flag = flag(pattern[at + 2]) {
      _ = flag
      var end = at + 2
      var found: RegularExpressionFlags = []
      while end < pattern.count, let flag = self.flag(pattern[end]) {
        found.insert(flag)
        end += 1
      }
      guard end < pattern.count, pattern[end] == 0x29 else { return }
      flags.formUnion(found)
      at = end + 1
    }
  }

  private func flag(_ c: UInt32) -> RegularExpressionFlags? {
    switch scalar(c) {
    case "i": .ignoreCase
    case "m": .multiline
    case "s": .dotAll
    case "x": .verbose
    case "a": .ascii
    case "u": .unicode
    default: nil
    }
  }

  /// `(…)`; false if it adds nothing that could be repeated.
  mutating func readGroup(verbose: Bool, depth: Int) throws(PatternError) -> Bool {
    let start = at
    at += 1
    guard take("?") else {
      try readCapture(name: nil, start, verbose, depth)
      return true
    }
    guard let c = next else { throw error("unexpected end of pattern", at: at) }
    switch scalar(c) {
    case "P": return try readNamed(start, verbose, depth)
    case ":":
      at += 1
      output.add("(?:")
    case "#":
      // An escaped parenthesis does not end a comment.
      while let c = next, c != 0x29 { at += c == 0x5c ? 2 : 1 }
      guard take(")") else { throw error("missing ), unterminated comment", at: start) }
      return false
    case "=", "!":
      at += 1
      output.add(c == 0x3d ? "(?=" : "(?!")
    case "<": try openLookbehind(start)
    case ">":
      at += 1
      output.add("(?>")
    case "(": try readCondition(start)
    default:
      guard let inner = try readFlags(start, verbose) else { return false }
      try readBody(start, inner, depth)
      return true
    }
    try readBody(start, verbose, depth)
    return true
  }

  private mutating func readBody(_ start: Int, _ verbose: Bool, _ depth: Int) throws(PatternError) {
    try readAlternatives(verbose: verbose, depth: depth + 1)
    guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
    output.add(")")
  }

  private mutating func readCapture(
    name: ArraySlice<UInt32>?, _ start: Int, _ verbose: Bool, _ depth: Int
  ) throws(PatternError) {
    groupCount += 1
    let number = groupCount
    if let name {
      if let other = names.first(where: { $0.name[...] == name }) {
        var bytes: [UInt8] = []
        bytes.add("redefinition of group name ")
        bytes.add(quoted: name)
        bytes.add(" as group ")
        bytes.add(number)
        bytes.add("; was group ")
        bytes.add(other.group)
        throw PatternError(bytes, at: name.startIndex, in: pattern)
      }
      names.append((Array(name), number))
    }
    openGroups.insert(number)
    output.add("(")
    try readBody(start, verbose, depth)
    openGroups.remove(number)
    closedGroups.append(number)
  }

  private mutating func readNamed(_ start: Int, _ verbose: Bool, _ depth: Int) throws(PatternError) -> Bool {
    at += 1
    if take("<") {
      let name = try readName(until: 0x3e)
      try readCapture(name: name, start, verbose, depth)
      return true
    }
    guard take("=") else {
      guard next != nil else { throw error("unexpected end of pattern", at: at) }
      at += 1
      throw error("unknown extension ", pattern[(start + 1)..<at], at: start + 1)
    }
    let name = try readName(until: 0x29)
    guard let group = names.first(where: { $0.name[...] == name })?.group else {
      throw error("unknown group name ", quoting: name, at: name.startIndex)
    }
    if openGroups.contains(group) { throw error("cannot refer to an open group", at: name.startIndex) }
    output.add("\\g{")
    output.add(group)
    output.add("}")
    return true
  }

  private mutating func readName(until end: UInt32) throws(PatternError) -> ArraySlice<UInt32> {
    let first = at
    while let c = next, c != end { at += 1 }
    let name = pattern[first..<at]
    guard next != nil else {
      if name.isEmpty { throw error("missing group name", at: first) }
      throw error(end == 0x3e ? "missing >, unterminated name" : "missing ), unterminated name", at: first)
    }
    at += 1
    try checkName(name)
    return name
  }

  /// Raises unless the name of a group is an identifier.
  private func checkName(_ name: ArraySlice<UInt32>) throws(PatternError) {
    guard let initial = name.first else { throw error("missing group name", at: name.startIndex) }
    func isWord(_ c: UInt32) -> Bool { c == 0x5f || CharacterClass.isAlphanumeric(c) }
    if CharacterClass.isNumeric(initial) || !name.allSatisfy(isWord) {
      throw error("bad character in group name ", quoting: name, at: name.startIndex)
    }
  }

  private mutating func openLookbehind(_ start: Int) throws(PatternError) {
    at += 1
    guard let c = next else { throw error("unexpected end of pattern", at: at) }
    at += 1
    guard c == 0x3d || c == 0x21 else {
      throw error("unknown extension ", pattern[(start + 1)..<at], at: start + 1)
    }
    output.add(c == 0x3d ? "(?<=" : "(?<!")
  }

  /// `(?(1)…)` and `(?(name)…)`.
  private mutating func readCondition(_ start: Int) throws(PatternError) {
    at += 1
    let name = try { () throws(PatternError) -> ArraySlice<UInt32> in
      let first = at
      while let c = next, c != 0x29 { at += 1 }
      let name = pattern[first..<at]
      guard take(")") else { throw error("missing ), unterminated name", at: first) }
      if name.isEmpty { throw error("missing group name", at: first) }
      return name
    }()
    var group: Int?
    if name.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      let number = name.reduce(0) { min($0 * 10 + Int($1 - 48), 1 << 20) }
      if number == 0 { throw error("bad group number", at: name.startIndex) }
      group = number
      conditions.append((number, name.startIndex))
    } else {
      try checkName(name)
      group = names.first { $0.name[...] == name }?.group
    }
    guard let group else { throw error("unknown group name ", quoting: name, at: name.startIndex) }
    output.add("(?(")
    output.add(group)
    output.add(")")
  }

  /// `(?i-s:…)`; gives whether the body is verbose, `nil` if the group has no body.
  private mutating func readFlags(_ start: Int, _ verbose: Bool) throws(PatternError) -> Bool? {
    let first = at
    var on: RegularExpressionFlags = []
    var off: RegularExpressionFlags = []
    while let c = next, let flag = flag(c) {
      on.insert(flag)
      at += 1
    }
    if at > first && take(")") { throw error("global flags not at the start of the expression", at: start) }
    if take("-") {
      let negated = at
      while let c = next, let flag = flag(c) {
        off.insert(flag)
        at += 1
      }
      if at == negated { throw error(isAtLetter ? "unknown flag" : "missing flag", at: at) }
      guard take(":") else { throw error(isAtLetter ? "unknown flag" : "missing :", at: at) }
    } else if at == first {
      at += next == 0x5c ? 2 : 1
      at = min(at, pattern.count)
      throw error("unknown extension ", pattern[(start + 1)..<at], at: start + 1)
    } else {
      guard take(":") else { throw error(isAtLetter ? "unknown flag" : "missing -, : or )", at: at) }
    }
    output.add("(?")
    write(on)
    if !off.isDisjoint(with: [.ignoreCase, .multiline, .dotAll]) { output.add("-") }
    write(off)
    output.add(":")
    return off.contains(.verbose) ? false : verbose || on.contains(.verbose)
  }

  private var isAtLetter: Bool { next.map(CharacterClass.isAlphabetic) ?? false }

  private mutating func write(_ flags: RegularExpressionFlags) {
    if flags.contains(.ignoreCase) { output.add("i") }
    if flags.contains(.multiline) { output.add("m") }
    if flags.contains(.dotAll) { output.add("s") }
  }
}
