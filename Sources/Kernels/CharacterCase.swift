/// A character's case mapping: one to three characters.
struct MappedCharacter {
  var first: UInt32
  var second: UInt32 = 0
  var third: UInt32 = 0

  /// Writes the characters as UTF-8; gives the number of bytes.
  func write(_ out: UnsafeMutablePointer<UInt8>) -> Int {
    var n = writeCodePoint(first, out)
    if second != 0 { n &+= writeCodePoint(second, out + n) }
    if third != 0 { n &+= writeCodePoint(third, out + n) }
    return n
  }
}

/// The full lower case of a character, without the rule of the final sigma.
func lower(_ c: UInt32) -> MappedCharacter {
  if c < 0x80 { return MappedCharacter(first: c >= 65 && c <= 90 ? c &+ 32 : c) }
  return special(lowerSpecials, c) ?? single(lowerMappings, c) ?? MappedCharacter(first: c)
}

/// The full upper case of a character.
func upper(_ c: UInt32) -> MappedCharacter {
  if c < 0x80 { return MappedCharacter(first: c >= 97 && c <= 122 ? c &- 32 : c) }
  return special(upperSpecials, c) ?? single(upperMappings, c) ?? MappedCharacter(first: c)
}

/// The full title case of a character.
func title(_ c: UInt32) -> MappedCharacter {
  if c < 0x80 { return upper(c) }
  return special(titleSpecials, c) ?? single(titleMappings, c) ?? upper(c)
}

/// The full case folding of a character.
func folded(_ c: UInt32) -> MappedCharacter {
  if c < 0x80 { return lower(c) }
  return special(foldSpecials, c) ?? single(foldMappings, c) ?? lower(c)
}

private func special(_ table: [Int32], _ c: UInt32) -> MappedCharacter? {
  guard let i = last(table, stride: 4, notAbove: c), table[i] == Int32(truncatingIfNeeded: c) else { return nil }
  return MappedCharacter(
    first: UInt32(truncatingIfNeeded: table[i &+ 1]), second: UInt32(truncatingIfNeeded: table[i &+ 2]),
    third: UInt32(truncatingIfNeeded: table[i &+ 3]))
}

private func single(_ table: [Int32], _ c: UInt32) -> MappedCharacter? {
  guard let i = last(table, stride: 4, notAbove: c) else { return nil }
  let c = Int32(truncatingIfNeeded: c)
  guard c <= table[i &+ 1], (c &- table[i]) % table[i &+ 2] == 0 else { return nil }
  return MappedCharacter(first: UInt32(truncatingIfNeeded: c &+ table[i &+ 3]))
}
