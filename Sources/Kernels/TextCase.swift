/// Python's `str.lower`.
public func lowercased(_ text: Text, _ scratch: Scratch) -> Text {
  mapped(text, scratch) { loweredInContext(text, at: $0, $1) }
}

/// Python's `str.upper`.
public func uppercased(_ text: Text, _ scratch: Scratch) -> Text {
  mapped(text, scratch) { upper($1) }
}

/// Python's `str.casefold`.
public func casefolded(_ text: Text, _ scratch: Scratch) -> Text {
  mapped(text, scratch) { folded($1) }
}

/// Python's `str.capitalize`: the first character in title case, the others in lower case.
public func capitalized(_ text: Text, _ scratch: Scratch) -> Text {
  mapped(text, scratch) { $0 == 0 ? title($1) : loweredInContext(text, at: $0, $1) }
}

/// Python's `str.title`: title case after a character without case.
public func titlecased(_ text: Text, _ scratch: Scratch) -> Text {
  var afterCased = false
  return mapped(text, scratch) { offset, c in
    defer { afterCased = CharacterClass.isCased(c) }
    return afterCased ? loweredInContext(text, at: offset, c) : title(c)
  }
}

/// Python's `str.swapcase`.
public func swapcased(_ text: Text, _ scratch: Scratch) -> Text {
  mapped(text, scratch) { offset, c in
    if CharacterClass.isUppercase(c) { return loweredInContext(text, at: offset, c) }
    return CharacterClass.isLowercase(c) ? upper(c) : MappedCharacter(first: c)
  }
}

/// Each character mapped; no mapping has more than three times its character's bytes, and of ASCII no more at all.
private func mapped(_ text: Text, _ scratch: Scratch, _ map: (Int, UInt32) -> MappedCharacter) -> Text {
  let out = scratch.bytes(text.isASCII ? text.count : 3 &* text.count &+ 9)
  var n = 0
  var i = 0
  while i < text.count {
    let (c, width) = text.codePoint(at: i)
    n &+= map(i, c).write(out + n)
    i &+= width
  }
  return Text(base: out, count: n)
}

/// Lower case, where a sigma at the end of a word becomes `ς`.
private func loweredInContext(_ text: Text, at offset: Int, _ c: UInt32) -> MappedCharacter {
  guard c == 0x3a3 else { return lower(c) }
  return MappedCharacter(first: isFinalSigma(text, at: offset) ? 0x3c2 : 0x3c3)
}

private func isFinalSigma(_ text: Text, at offset: Int) -> Bool {
  var before = offset
  var letterBefore = false
  while before > 0 {
    let (c, width) = text.codePoint(before: before)
    before &-= width
    if CharacterClass.isCaseIgnorable(c) { continue }
    letterBefore = CharacterClass.isCased(c)
    break
  }
  guard letterBefore else { return false }
  var after = offset &+ 2
  while after < text.count {
    let (c, width) = text.codePoint(at: after)
    after &+= width
    if !CharacterClass.isCaseIgnorable(c) { return !CharacterClass.isCased(c) }
  }
  return true
}
