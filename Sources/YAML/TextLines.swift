/// Text that knows its column, and how flow style is laid out over its lines.
struct TextLines {
  private(set) var text = ""
  private var column = 0

  mutating func append(_ piece: String) {
    text += piece
    column += piece.unicodeScalars.count
  }

  mutating func newline() {
    text += "\n"
    column = 0
  }

  mutating func indent(_ count: Int) { append(String(repeating: " ", count: count)) }

  /// A key with its colon. Readers stop looking for the colon after 1024 characters, so a longer key is announced by `?`, and
  /// `separator` comes before its colon.
  mutating func append(key: String, separator: (inout TextLines) -> Void) {
    let name = scalarText(.string(key)) ?? ""
    guard name.utf8.count > longestImplicitKey else { return append(name + ":") }
    append("? " + name)
    separator(&self)
    append(":")
  }

  /// A node in flow style, continued on further lines behind its bracket, or at `indentation` if that is far right.
  mutating func append(flow node: YAMLNode, indentation: Int) {
    let line = flowLine(node)
    guard !fits(line), let layout = FlowLayout(node) else { return append(line) }
    append(layout.opening)
    let inner = column <= widest / 2 ? column : indentation + 1
    for (position, item) in layout.items.enumerated() {
      if position > 0 { separate(from: item.prefix + flowLine(item.node), indentation: inner) }
      append(item.prefix)
      append(flow: item.node, indentation: inner)
    }
    append(layout.closing)
  }

  /// A comma, and a new line where `item` and the comma behind it would not fit.
  private mutating func separate(from item: String, indentation: Int) {
    guard !fits(", " + item + ",") else { return append(", ") }
    append(",")
    newline()
    indent(indentation)
  }

  private func fits(_ piece: String) -> Bool {
    column + piece.unicodeScalars.count <= widest
  }
}

private let longestImplicitKey = 1000
private let widest = 120

/// A list or map in flow style, taken apart.
private struct FlowLayout {
  let opening: String
  let closing: String
  let items: [(prefix: String, node: YAMLNode)]

  init?(_ node: YAMLNode) {
    switch node.value {
    case .list(let nodes):
      (opening, closing) = ("[", "]")
      items = nodes.map { ("", $0) }
    case .map(let map):
      (opening, closing) = ("{", "}")
      items = map.entries.map { (flowKey($0.key), $0.value) }
    default: return nil
    }
  }
}

private func flowKey(_ key: String) -> String {
  var line = TextLines()
  line.append(key: key) { $0.append(" ") }
  return line.text + " "
}

private func flowLine(_ node: YAMLNode) -> String {
  guard let layout = FlowLayout(node) else { return scalarText(node.value) ?? "" }
  return layout.opening + layout.items.map { $0.prefix + flowLine($0.node) }.joined(separator: ", ") + layout.closing
}
