/// Python's `str.strip()`: without white space at both ends.
public func stripped(_ text: Text) -> Text { rightStripped(leftStripped(text)) }

/// Python's `str.lstrip()`.
public func leftStripped(_ text: Text) -> Text { leftStripped(text) { CharacterClass.isSpace($0) } }

/// Python's `str.rstrip()`.
public func rightStripped(_ text: Text) -> Text { rightStripped(text) { CharacterClass.isSpace($0) } }

/// Python's `str.strip(characters)`.
public func stripped(_ text: Text, of characters: Text) -> Text {
  rightStripped(leftStripped(text, of: characters), of: characters)
}

/// Python's `str.lstrip(characters)`.
public func leftStripped(_ text: Text, of characters: Text) -> Text {
  leftStripped(text) { isAmong($0, characters) }
}

/// Python's `str.rstrip(characters)`.
public func rightStripped(_ text: Text, of characters: Text) -> Text {
  rightStripped(text) { isAmong($0, characters) }
}

/// Python's `str.removeprefix`.
public func withoutPrefix(_ text: Text, _ prefix: Text) -> Text {
  text.has(prefix, at: 0) ? text.slice(prefix.count..<text.count) : text
}

/// Python's `str.removesuffix`.
public func withoutSuffix(_ text: Text, _ suffix: Text) -> Text {
  ends(text, with: suffix) ? text.slice(0..<(text.count &- suffix.count)) : text
}

private func leftStripped(_ text: Text, _ drops: (UInt32) -> Bool) -> Text {
  var start = 0
  while start < text.count {
    let (c, width) = text.codePoint(at: start)
    guard drops(c) else { break }
    start &+= width
  }
  return text.slice(start..<text.count)
}

private func rightStripped(_ text: Text, _ drops: (UInt32) -> Bool) -> Text {
  var end = text.count
  while end > 0 {
    let (c, width) = text.codePoint(before: end)
    guard drops(c) else { break }
    end &-= width
  }
  return text.slice(0..<end)
}

private func isAmong(_ c: UInt32, _ characters: Text) -> Bool {
  var i = 0
  while i < characters.count {
    let (other, width) = characters.codePoint(at: i)
    if other == c { return true }
    i &+= width
  }
  return false
}
