import Kernels

extension PatternTranslation {
  private enum Member {
    case character(UInt32)
    case category(UInt32)
  }

  /// `[…]`.
  mutating func readClass() throws(PatternError) {
    let start = at
    at += 1
    output.add("[")
    if take("^") { output.add("^") }
    let first = at
    while true {
      guard let c = next else { throw error("unterminated character set", at: start) }
      if c == 0x5d && at > first { break }
      let begin = at
      let member = try readMember(start)
      guard next == 0x2d else {
        write(member)
        continue
      }
      at += 1
      guard let end = next else { throw error("unterminated character set", at: start) }
      if end == 0x5d {
        write(member)
        write(.character(0x2d))
        break
      }
      let upper = try readMember(start)
      guard case .character(let low) = member, case .character(let high) = upper, low <= high else {
        throw error("bad character range ", pattern[begin..<at], at: begin)
      }
      write(.character(low))
      output.add("-")
      write(.character(high))
    }
    at += 1
    output.add("]")
  }

  private mutating func readMember(_ start: Int) throws(PatternError) -> Member {
    let begin = at
    let c = pattern[at]
    at += 1
    guard c == 0x5c else { return .character(c) }
    guard let escaped = next else { throw error("bad escape (end of pattern)", at: begin) }
    switch scalar(escaped) {
    case "b":
      at += 1
      return .character(8)
    case "d", "D", "s", "S", "w", "W":
      at += 1
      return .category(escaped)
    case "0"..."7":
      at -= 1
      let value = readOctal(limit: 3)
      guard value <= 0o377 else {
        throw error("octal escape value ", pattern[begin..<at], " outside of range 0-0o377", at: begin)
      }
      return .character(value)
    default:
      return .character(try readCharacterEscape(begin))
    }
  }

  private mutating func write(_ member: Member) {
    switch member {
    case .character(let c): write(literal: c)
    case .category(let c): writeClassEscape(c, inClass: true)
    }
  }
}
