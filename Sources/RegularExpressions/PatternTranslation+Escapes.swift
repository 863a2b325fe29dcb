import Kernels

extension PatternTranslation {
  /// A backslash and what follows, outside a class.
  mutating func readEscape() throws(PatternError) -> Item {
    let start = at
    at += 1
    guard let c = next else { throw error("bad escape (end of pattern)", at: start) }
    switch scalar(c) {
    case "A":
      return write("\\A", as: .place)
    case "Z":
      return write("\\z", as: .place)
    case "b":
      return write("\\b", as: .place)
    case "B":
      return write("\\B", as: .place)
    case "d", "D", "s", "S", "w", "W":
      at += 1
      writeClassEscape(c, inClass: false)
      return .one
    case "0":
      write(code: readOctal(limit: 2))
      return .one
    case "1"..."9":
      return try readReference(start)
    default:
      write(literal: try readCharacterEscape(start))
      return .one
    }
  }

  private mutating func write(_ escape: StaticString, as item: Item) -> Item {
    at += 1
    output.add(escape)
    return item
  }

  /// `\12`: a group, or with three octal digits a character.
  private mutating func readReference(_ start: Int) throws(PatternError) -> Item {
    let first = pattern[at]
    at += 1
    var number = Int(first - 48)
    if let second = next, second >= 48, second <= 57 {
      at += 1
      if isOctal(first), isOctal(second), let third = next, isOctal(third) {
        at += 1
        let value = (first - 48) * 64 + (second - 48) * 8 + (third - 48)
        guard value <= 0o377 else {
          throw error("octal escape value ", pattern[start..<at], " outside of range 0-0o377", at: start)
        }
        write(code: value)
        return .one
      }
      number = number * 10 + Int(second - 48)
    }
    guard number <= groupCount else {
      var bytes: [UInt8] = []
      bytes.add("invalid group reference ")
      bytes.add(number)
      throw PatternError(bytes, at: start + 1, in: pattern)
    }
    if openGroups.contains(number) { throw error("cannot refer to an open group", at: start) }
    output.add("\\g{")
    output.add(number)
    output.add("}")
    return .one
  }

  private func isOctal(_ c: UInt32) -> Bool { c >= 48 && c <= 55 }

  /// A `0` and up to `limit` octal digits.
  mutating func readOctal(limit: Int) -> UInt32 {
    at += 1
    var value: UInt32 = 0
    var digits = 0
    while digits < limit, let c = next, isOctal(c) {
      value = value * 8 + (c - 48)
      at += 1
      digits += 1
    }
    return value
  }

  /// An escape that means one character, in and outside classes.
  mutating func readCharacterEscape(_ start: Int) throws(PatternError) -> UInt32 {
    let c = pattern[at]
    at += 1
    switch scalar(c) {
    case "a": return 7
    case "f": return 12
    case "n": return 10
    case "r": return 13
    case "t": return 9
    case "v": return 11
    case "x": return try readHexadecimal(2, start)
    case "u": return try readHexadecimal(4, start)
    case "U":
      let value = try readHexadecimal(8, start)
      guard value <= 0x10ffff else { throw error("bad escape ", pattern[start..<at], at: start) }
      return value
    default:
      let letter = c < 0x80 && ((c >= 48 && c <= 57) || (c | 32 >= 97 && c | 32 <= 122))
      if letter { throw error("bad escape ", pattern[start..<at], at: start) }
      return c
    }
  }

  private mutating func readHexadecimal(_ digits: Int, _ start: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < digits, let c = next, let digit = hexadecimalValue(c) {
      value = value &* 16 &+ digit
      at += 1
      count += 1
    }
    guard count == digits else { throw error("incomplete escape ", pattern[start..<at], at: start) }
    return value
  }

  private func hexadecimalValue(_ c: UInt32) -> UInt32? {
    if c >= 48 && c <= 57 { return c - 48 }
    let lower = c | 32
    return lower >= 97 && lower <= 102 && c < 0x80 ? lower - 87 : nil
  }

  /// `\d`, `\s`, `\w` and their opposites.
  mutating func writeClassEscape(_ c: UInt32, inClass: Bool) {
    let ascii = flags.contains(.ascii)
    switch scalar(c) {
    case "s":
      output.add(inClass ? "" : "[")
      output.add(ascii ? "\\x09-\\x0d\\x20" : pythonSpaces)
      output.add(inClass ? "" : "]")
    case "S":
      output.add(inClass ? "" : "[")
      output.add(ascii ? "\\x00-\\x08\\x0e-\\x1f\\x21-\\x{10ffff}" : pythonNonSpaces)
      output.add(inClass ? "" : "]")
    default:
      output.add("\\")
      output.append(UInt8(c))
    }
  }
}

/// PCRE2's `\s` knows U+180E and not U+001C to U+001F; Python the other way round.
private let pythonSpaces: StaticString =
  "\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"
private let pythonNonSpaces: StaticString =
  """
  \\x00-\\x08\\x0e-\\x1b\\x21-\\x84\\x86-\\x9f\\xa1-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\
  \\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}
  """
