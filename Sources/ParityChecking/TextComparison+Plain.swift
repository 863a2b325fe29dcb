/// Compares a recorded plain text with the replayed one.
///
/// Words must be the same; numbers that stand alone are compared by what their printed digits mean; white space is layout.
///
/// - Parameter variants: the same text as replays with another rounding have it.
package func comparison(recorded: String, replayed: String, variants: [String] = []) -> TextComparison {
  if Array(recorded.utf8) == Array(replayed.utf8) { return .exact }
  return comparison(of: tokens(of: recorded), with: tokens(of: replayed), variants: variants.map(tokens))
}

func comparison(
  of recorded: [Substring], with replayed: [Substring], variants: [[Substring]] = []
) -> TextComparison {
  let variants = variants.filter { $0.count == replayed.count }
  var isBounded = false
  for (position, (mine, theirs)) in zip(recorded, replayed).enumerated() where !isSame(mine, theirs) {
    guard isWithinSpread(mine, theirs, variants.map { $0[position] }) else {
      return .differs("recorded '\(shortened(mine))', replayed '\(shortened(theirs))'")
    }
    isBounded = true
  }
  if recorded.count > replayed.count {
    return .differs("recorded '\(shortened(recorded[replayed.count]))', replayed nothing more")
  }
  if replayed.count > recorded.count {
    return .differs("replayed '\(shortened(replayed[recorded.count]))', recorded nothing more")
  }
  return isBounded ? .bounded : .equal
}

/// How much farther than replays with another rounding a recorded number may be from the replayed one.
///
/// These replays move each result at random, by up to its bound; what all bounds together can amount to is more.
private let spreadFactor = 8.0

/// Whether a recorded number is as near to the replayed one as other processors' rounding brings it.
private func isWithinSpread(_ recorded: Substring, _ replayed: Substring, _ variants: [Substring]) -> Bool {
  guard let mine = PrintedNumber(recorded.utf8)?.approximation, let other = PrintedNumber(replayed.utf8)?.approximation
  else { return false }
  let spread = variants.compactMap { PrintedNumber($0.utf8)?.approximation.value }.map { abs($0 - other.value) }.max()
  guard let spread, spread > 0 else { return false }
  return abs(mine.value - other.value) <= spreadFactor * spread + mine.halfUnit
}

/// Whether two texts have the same words, so that only numbers differ.
package func differInNumbersAlone(_ recorded: String, _ replayed: String) -> Bool {
  let (mine, theirs) = (tokens(of: recorded), tokens(of: replayed))
  return mine.count == theirs.count
    && zip(mine, theirs).allSatisfy { isSame($0, $1) || PrintedNumber($0.utf8) != nil && PrintedNumber($1.utf8) != nil }
}

private func isSame(_ recorded: Substring, _ replayed: Substring) -> Bool {
  if recorded.utf8.elementsEqual(replayed.utf8) { return true }
  guard let mine = PrintedNumber(recorded.utf8), let theirs = PrintedNumber(replayed.utf8) else { return false }
  return mine.contains(theirs)
}

/// Words, numbers and punctuation marks: what stands between white space, with brackets and separators apart.
func tokens(of text: String) -> [Substring] {
  let bytes = text.utf8
  var result: [Substring] = []
  var start: String.Index?
  func isSeparator(_ byte: UInt8) -> Bool { "()[]{},:;=%|<>".utf8.contains(byte) }
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let byte = bytes[index]
    let next = bytes.index(after: index)
    if byte == 0x20 || (0x09...0x0D).contains(byte) || isSeparator(byte) {
      if let begin = start { result.append(text[begin..<index]) }
      start = nil
      if isSeparator(byte) { result.append(text[index..<next]) }
    } else if start == nil {
      start = index
    }
    index = next
  }
  if let begin = start { result.append(text[begin...]) }
  return result
}

func shortened(_ text: Substring) -> String {
  text.count <= 60 ? String(text) : text.prefix(57) + "…"
}
