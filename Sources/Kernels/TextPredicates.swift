/// Python's `str.isalpha`.
public func isAlphabetic(_ text: Text) -> Bool { every(text) { CharacterClass.isAlphabetic($0) } }

/// Python's `str.isdigit`.
public func isDigit(_ text: Text) -> Bool { every(text) { CharacterClass.isDigit($0) } }

/// Python's `str.isdecimal`.
public func isDecimal(_ text: Text) -> Bool { every(text) { CharacterClass.isDecimal($0) } }

/// Python's `str.isnumeric`.
public func isNumeric(_ text: Text) -> Bool { every(text) { CharacterClass.isNumeric($0) } }

/// Python's `str.isalnum`.
public func isAlphanumeric(_ text: Text) -> Bool { every(text) { CharacterClass.isAlphanumeric($0) } }

/// Python's `str.isspace`.
public func isSpace(_ text: Text) -> Bool { every(text) { CharacterClass.isSpace($0) } }

/// Python's `str.islower`: some character has a case, and all that have one are lower case.
public func isLowercase(_ text: Text) -> Bool {
  someCased(text) { CharacterClass.isLowercase($0) }
}

/// Python's `str.isupper`.
public func isUppercase(_ text: Text) -> Bool {
  someCased(text) { CharacterClass.isUppercase($0) }
}

/// Python's `str.istitle`: upper and title case only after a character without case, lower case only after one with.
public func isTitlecase(_ text: Text) -> Bool {
  var some = false
  var afterCased = false
  let fits = every(text) { c in
    if CharacterClass.isUppercase(c) || CharacterClass.isTitlecase(c) {
      defer { (some, afterCased) = (true, true) }
      return !afterCased
    }
    if CharacterClass.isLowercase(c) { return afterCased }
    afterCased = false
    return true
  }
  return fits && some
}

private func someCased(_ text: Text, _ fits: (UInt32) -> Bool) -> Bool {
  var some = false
  let all = every(text) { c in
    if fits(c) {
      some = true
      return true
    }
    return !CharacterClass.isCased(c)
  }
  return all && some
}

/// Whether there is a character and all of them fit.
private func every(_ text: Text, _ fits: (UInt32) -> Bool) -> Bool {
  var i = 0
  while i < text.count {
    let (c, width) = text.codePoint(at: i)
    guard fits(c) else { return false }
    i &+= width
  }
  return text.count > 0
}
