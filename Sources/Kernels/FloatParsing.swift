/// The nearest double of a plain ASCII number, which must be the whole text: `[+-]digits[.digits][e[+-]digits]`.
///
/// For JSON and plan files; has no infinities, NaN, spaces or underscores.
public func plainDouble(_ text: Text) -> Double? {
  guard let scan = DecimalScan(text, from: 0), scan.end == text.count else { return nil }
  return scan.value(in: text)
}

/// Python's `float(text)`; `nil` where Python raises.
///
/// White space around, underscores between digits, `inf`, `infinity` and `nan` in any case, digits of any script.
public func parsedFloat(_ text: Text) -> Double? {
  guard text.isASCII else { return withASCIIDigits(text) { parsedASCIIFloat($0) } }
  return parsedASCIIFloat(text)
}

/// Python's `float(text)`, with its words where it raises.
public func float(_ text: Text, _ scratch: Scratch) throws(RowError) -> Double {
  if let value = parsedFloat(text) { return value }
  throw RowError("ValueError", scratch.joined(Text("could not convert string to float: "), repr(of: text, scratch)))
}

private func parsedASCIIFloat(_ padded: Text) -> Double? {
  let text = withoutASCIISpace(padded)
  if let scan = DecimalScan(text, from: 0, underscores: true) {
    return scan.end == text.count ? scan.value(in: text) : nil
  }
  let signed = text.count > 0 && (text.base[0] == UInt8(ascii: "-") || text.base[0] == UInt8(ascii: "+"))
  let word = text.slice((signed ? 1 : 0)..<text.count)
  let negative = signed && text.base[0] == UInt8(ascii: "-")
  if isWord(word, "inf") || isWord(word, "infinity") { return negative ? -.infinity : .infinity }
  if isWord(word, "nan") { return .nan }
  return nil
}

/// Whether the text is the lower-case ASCII word, in any case.
func isWord(_ text: Text, _ word: StaticString) -> Bool {
  guard text.count == word.utf8CodeUnitCount else { return false }
  for i in 0..<text.count {
    let byte = text.base[i]
    let lower = byte >= 65 && byte <= 90 ? byte &+ 32 : byte
    if lower != word.utf8Start[i] { return false }
  }
  return true
}

/// Without C's white space at both ends.
func withoutASCIISpace(_ text: Text) -> Text {
  var start = 0
  var end = text.count
  while start < end && isASCIISpace(text.base[start]) { start &+= 1 }
  while end > start && isASCIISpace(text.base[end &- 1]) { end &-= 1 }
  return text.slice(start..<end)
}

/// C's `isspace`.
@inline(__always)
func isASCIISpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

/// The text with digits of any script as ASCII digits, white space as spaces and every other foreign character as `?`.
func withASCIIDigits<R>(_ text: Text, _ body: (Text) -> R) -> R {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count &+ 1) { buffer in
    var n = 0
    var i = 0
    while i < text.count {
      let (c, width) = text.codePoint(at: i)
      if c < 0x80 && !CharacterClass.isSpace(c) {
        buffer[n] = UInt8(c)
      } else if let digit = CharacterClass.decimalValue(c) {
        buffer[n] = UInt8(ascii: "0") &+ UInt8(digit)
      } else {
        buffer[n] = CharacterClass.isSpace(c) ? UInt8(ascii: " ") : UInt8(ascii: "?")
      }
      n &+= 1
      i &+= width
    }
    guard let base = buffer.baseAddress else { return body(Text("")) }
    return body(Text(base: base, count: n))
  }
}
