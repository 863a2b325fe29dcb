/// Compares a recorded HTML output with the replayed one: tags and their attributes must be the same, the text between them
/// is compared as plain text is, tag by tag. What Colab puts around a table, and the style of tables, are set aside.
///
/// - Parameter variants: the same output as replays with another rounding have it.
package func htmlComparison(recorded: String, replayed: String, variants: [String] = []) -> TextComparison {
  if Array(recorded.utf8) == Array(replayed.utf8) { return .exact }
  let mine = pieces(of: withoutStyleOfTables(withoutFrameOfColab(recorded)))
  let theirs = pieces(of: withoutStyleOfTables(replayed))
  let others = variants.map { pieces(of: withoutStyleOfTables($0)) }.filter { $0.count == theirs.count }
  var isBounded = false
  for (position, (a, b)) in zip(mine, theirs).enumerated() {
    switch (a, b) {
    case (.tag(let x), .tag(let y)):
      if x != y { return .differs("recorded tag '<\(x)>', replayed '<\(y)>'") }
    case (.text(let x), .text(let y)):
      let texts = others.compactMap { $0[position].text.map(tokens) }
      let result = comparison(of: tokens(of: x), with: tokens(of: y), variants: texts)
      if !result.verdict.isReproduced { return result }
      isBounded = isBounded || result.verdict == .bounded
    case (.tag(let x), .text(let y)): return .differs("recorded tag '<\(x)>', replayed '\(shortened(y[...]))'")
    case (.text(let x), .tag(let y)): return .differs("recorded '\(shortened(x[...]))', replayed tag '<\(y)>'")
    }
  }
  guard mine.count == theirs.count else {
    return .differs("recorded \(mine.count) pieces of HTML, replayed \(theirs.count)")
  }
  return isBounded ? .bounded : .equal
}

/// The table as pandas gave it: Colab puts it between buttons, with scripts and identifiers that are never the same.
private func withoutFrameOfColab(_ html: String) -> String {
  guard html.contains("colab-df-container"),
    let table = html.firstRange(of: "<table border=\"1\" class=\"dataframe\">"),
    let start = html[..<table.lowerBound].ranges(of: "<div>").last,
    let tableEnd = html[table.upperBound...].firstRange(of: "</table>"),
    let end = html[tableEnd.upperBound...].firstRange(of: "</div>")
  else { return html }
  return String(html[start.lowerBound..<end.upperBound])
}

/// Without the style that pandas gives each table, the same for all: its text and tag were others in other years.
private func withoutStyleOfTables(_ html: String) -> String {
  var result = html
  var searched = result.startIndex
  while let open = result[searched...].firstRange(of: "<style"),
    let close = result[open.upperBound...].firstRange(of: "</style>")
  {
    searched = close.upperBound
    let rules = result[open.upperBound..<close.lowerBound].split(separator: "}", omittingEmptySubsequences: false)
      .dropLast()
    // A table with colours of its own names itself: `#T_a1b2 td`.
    guard rules.allSatisfy({ $0.firstRange(of: ".dataframe ") != nil && !$0.contains("#") }) else { continue }
    result.removeSubrange(open.lowerBound..<close.upperBound)
    searched = result.startIndex
  }
  return result
}

private enum Piece: Equatable {
  case tag(String)
  case text(String)

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
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
