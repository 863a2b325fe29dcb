/// Compares a recorded plain text with the replayed one.
///
/// Words must be the same; numbers that stand alone are compared by what their printed digits mean; white space is layout.
package func comparison(recorded: String, replayed: String) -> TextComparison {
  if Array(recorded.utf8) == Array(replayed.utf8) { return .exact }
  return comparison(of: tokens(of: recorded), with: tokens(of: replayed))
}

func comparison(of recorded: [Substring], with replayed: [Substring]) -> TextComparison {
  for (mine, theirs) in zip(recorded, replayed) where !isSame(mine, theirs) {
    return .differs("recorded '\(shortened(mine))', replayed '\(shortened(theirs))'")
  }
  if recorded.count > replayed.count {
    return .differs("recorded '\(shortened(recorded[replayed.count]))', replayed nothing more")
  }
  if replayed.count > recorded.count {
    return .differs("replayed '\(shortened(replayed[recorded.count]))', recorded nothing more")
  }
  return .equal
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
