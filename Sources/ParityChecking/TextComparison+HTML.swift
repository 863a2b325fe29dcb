/// Compares a recorded HTML output with the replayed one: tags and their attributes must be the same, the text between them
/// is compared as plain text is, tag by tag.
package func htmlComparison(recorded: String, replayed: String) -> TextComparison {
  if Array(recorded.utf8) == Array(replayed.utf8) { return .exact }
  let mine = pieces(of: recorded)
  let theirs = pieces(of: replayed)
  for (a, b) in zip(mine, theirs) {
    switch (a, b) {
    case (.tag(let x), .tag(let y)):
      if x != y { return .differs("recorded tag '<\(x)>', replayed '<\(y)>'") }
    case (.text(let x), .text(let y)):
      let result = comparison(of: tokens(of: x), with: tokens(of: y))
      if !result.verdict.isReproduced { return result }
    case (.tag(let x), .text(let y)): return .differs("recorded tag '<\(x)>', replayed '\(shortened(y[...]))'")
    case (.text(let x), .tag(let y)): return .differs("recorded '\(shortened(x[...]))', replayed tag '<\(y)>'")
    }
  }
  guard mine.count == theirs.count else {
    return .differs("recorded \(mine.count) pieces of HTML, replayed \(theirs.count)")
  }
  return .equal
}

private enum Piece: Equatable {
  case tag(String)
  case text(String)
}

/// Tags with white space folded, and the non-blank texts between them.
private func pieces(of html: String) -> [Piece] {
  var result: [Piece] = []
  var rest = html[...]
  func addText(_ text: Substring) {
    if text.contains(where: { !$0.isWhitespace }) { result.append(.text(String(text))) }
  }
  while let open = rest.firstIndex(of: "<") {
    guard let close = rest[open...].firstIndex(of: ">") else { break }
    addText(rest[..<open])
    let tag = rest[rest.index(after: open)..<close].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    result.append(.tag(tag))
    rest = rest[rest.index(after: close)...]
  }
  addText(rest)
  return result
}
