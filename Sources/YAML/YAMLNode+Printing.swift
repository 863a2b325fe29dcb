extension YAMLNode {
  /// The node as YAML, the same text for the same node: block style with indentation by 2, flow style where it was asked for,
  /// scalars in one form each. Parsing it gives an equal node.
  ///
  /// libyaml reads what we print but does not print it: its emitter breaks long flow maps inside strings, and
  /// quotes `float64?`.
  package func printed() -> String {
    var printer = BlockPrinter()
    printer.document(self)
    return printer.output.text
  }
}

/// Prints block style; what is in flow style goes to `flow`.
private struct BlockPrinter {
  var output = TextLines()

  mutating func document(_ node: YAMLNode) {
    entry(node, indentation: 0)
  }

  /// Prints a node whose first line may begin at the current column, and ends the line.
  private mutating func entry(_ node: YAMLNode, indentation: Int) {
    switch node.value {
    case .map(let map) where isBlock(node):
      for (position, entry) in map.entries.enumerated() {
        if position > 0 { output.indent(indentation) }
        self.entry(entry, indentation: indentation)
      }
    case .list(let nodes) where isBlock(node):
      for (position, node) in nodes.enumerated() {
        if position > 0 { output.indent(indentation) }
        output.append("- ")
        entry(node, indentation: indentation + 2)
      }
    default: leaf(node, indentation: indentation)
    }
  }

  private mutating func entry(_ entry: YAMLMap.Entry, indentation: Int) {
    output.append(key: entry.key) { output in
      output.newline()
      output.indent(indentation)
    }
    if isBlock(entry.value) {
      output.newline()
      output.indent(indentation + 2)
    } else {
      output.append(" ")
    }
    self.entry(entry.value, indentation: indentation + 2)
  }

  private mutating func leaf(_ node: YAMLNode, indentation: Int) {
    if case .string(let text) = node.value, let header = literalHeader(text) {
      literal(text, header: header, indentation: max(indentation, 2))
    } else {
      output.append(flow: node, indentation: indentation)
      output.newline()
    }
  }

  private mutating func literal(_ text: String, header: String, indentation: Int) {
    output.append(header)
    output.newline()
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if header == "|" { lines.removeLast() }
    for line in lines {
      if !line.isEmpty { output.indent(indentation) }
      output.append(String(line))
      output.newline()
    }
  }

  private func isBlock(_ node: YAMLNode) -> Bool {
    guard node.style == .block else { return false }
    return switch node.value {
    case .map(let map): !map.isEmpty
    case .list(let nodes): !nodes.isEmpty
    default: false
    }
  }
}

/// `|` or `|-` for a text of several lines that can stand as it is; `nil` for what needs quotes.
private func literalHeader(_ text: String) -> String? {
  guard text.utf8.contains(UInt8(ascii: "\n")), text.utf8.first != UInt8(ascii: " ") else { return nil }
  guard text.unicodeScalars.allSatisfy({ $0 == "\n" || isPrinted($0) }) else { return nil }
  var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let ends = lines.last?.isEmpty == true
  if ends { lines.removeLast() }
  guard lines.first?.isEmpty == false, lines.last?.isEmpty == false else { return nil }
  guard lines.allSatisfy({ $0.last != UInt8(ascii: " ") }) else { return nil }
  return ends ? "|" : "|-"
}
