import Diagnostics

/// Writes a tree as `ast.dump` does, node by node.
struct TreeDumper {
  let style: DumpStyle
  var text: [UInt8] = []
  /// The text of the tree, for the spans within f-strings of old.
  let source: SourceFile?
  /// The f-string around, where its parts have no spans of their own.
  var string: OldFormattedString?
  private var isFirstField = true

  init(style: DumpStyle, source: SourceFile?) {
    self.style = style
    self.source = source
  }

  mutating func write(_ string: StaticString) {
    string.withUTF8Buffer { text.append(contentsOf: $0) }
  }

  mutating func write(_ string: String) {
    text.append(contentsOf: string.utf8)
  }

  /// `Name(field=…, lineno=…)`
  mutating func node(_ name: String, span: SourceSpan?, _ fields: (inout TreeDumper) -> Void) {
    write(name)
    write("(")
    let outer = isFirstField
    isFirstField = true
    fields(&self)
    if style.includesAttributes, let span { attributes(span) }
    isFirstField = outer
    write(")")
  }

  private mutating func attributes(_ span: SourceSpan) {
    field("lineno") { $0.write(String(span.start.line)) }
    field("col_offset") { $0.write(String(span.start.column)) }
    field("end_lineno") { $0.write(String(span.end.line)) }
    field("end_col_offset") { $0.write(String(span.end.column)) }
  }

  /// `name=…`, with a comma before it where it is not the first.
  mutating func field(_ name: StaticString, _ value: (inout TreeDumper) -> Void) {
    if !isFirstField { write(", ") }
    isFirstField = false
    write(name)
    write("=")
    value(&self)
  }

  /// `name=[…]`
  mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ dump: (inout TreeDumper, Element) -> Void
  ) {
    if elements.isEmpty, style.minorVersion >= 13 { return }
    field(name) { node in
      node.write("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { node.write(", ") }
        dump(&node, element)
      }
      node.write("]")
    }
  }

  mutating func statements(_ name: StaticString, _ body: [Statement]) {
    list(name, body) { $0.dump($1) }
  }

  mutating func expression(_ name: StaticString, _ value: Expression?) {
    guard let value else { return }
    field(name) { $0.dump(value) }
  }

  mutating func expressions(_ name: StaticString, _ values: [Expression]) {
    list(name, values) { $0.dump($1) }
  }

  /// `name='…'`; nothing where there is none.
  mutating func identifier(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    field(name) { $0.string(Array(value.utf8)) }
  }

  mutating func `operator`(_ name: StaticString, _ value: String) {
    field(name) {
      $0.write(value)
      $0.write("()")
    }
  }
}
