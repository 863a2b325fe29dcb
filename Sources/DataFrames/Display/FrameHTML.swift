package import Columns
package import Kernels

extension Frame {
  /// `frame._repr_html_()`: the table as Jupyter shows it, with its style sheet.
  package func html(_ era: Era, _ options: DisplayOptions = DisplayOptions()) -> PythonString {
    var table = HTMLTable(layout: FrameLayout(self, era, options))
    table.write()
    return table.lines.joined("\n")
  }
}

/// Writes the lines of a table: pandas' `NotebookFormatter`.
struct HTMLTable {
  let layout: FrameLayout
  private(set) var lines: [PythonString] = []

  init(layout: FrameLayout) { self.layout = layout }

  private var columnCount: Int { layout.shown.columnCount }

  mutating func write() {
    lines.append("<div>")
    writeStyle()
    add("<table border=\"" + PythonString(layout.options.border) + "\" class=\"dataframe\">", 0)
    add("<thead>", 2)
    writeColumnLabels()
    if layout.showsIndexNames {
      let blanks = columnCount + (layout.columns == nil ? 0 : 1)
      writeRow(layout.frame.index.names.map { layout.text.name($0) } + blank(blanks), headers: .max)
    }
    add("</thead>", 2)
    add("<tbody>", 2)
    if layout.shown.index.isMulti && layout.options.sparse { writeSparseRows() } else { writeRows() }
    add("</tbody>", 2)
    add("</table>", 0)
    if layout.showsDimensions { lines.append("<p>" + layout.frame.dimensions(" × ") + "</p>") }
    lines.append("</div>")
  }

  private mutating func writeStyle() {
    lines.append("<style scoped>")
    var rules: [(PythonString, PythonString, PythonString)] = [
      ("tbody tr th:only-of-type", "vertical-align", "middle"), ("tbody tr th", "vertical-align", "top"),
    ]
    if layout.shown.header.isMulti {
      rules.append(("thead tr th", "text-align", "left"))
      if layout.showsIndexNames { rules.append(("thead tr:last-of-type th", "text-align", "right")) }
    } else {
      rules.append(("thead th", "text-align", "right"))
    }
    for (i, (selector, property, value)) in rules.enumerated() {
      if i > 0 { lines.append("") }
      add(".dataframe " + selector + " {", 4)
      add(property + ": " + value + ";", 8)
      add("}", 4)
    }
    lines.append("</style>")
  }

  private mutating func writeColumnLabels() {
    if layout.shown.header.isMulti { return writeMultiColumnLabels() }
    let texts = IndexText(index: layout.shown.header, era: layout.era, options: layout.options)
    var row = blank(layout.frame.index.levelCount - 1)
    row.append(headerName(0))
    row += texts.flat(withName: false)
    if let cut = layout.columns { row.insert("...", at: layout.frame.index.levelCount + cut.before) }
    writeRow(row, headers: .max, align: true)
  }

  private func headerName(_ level: Int) -> PythonString {
    guard let name = layout.frame.header.names[level] else { return "" }
    return layout.era == .classic && !name.isTruthy ? "" : layout.text.name(name)
  }

  private mutating func writeMultiColumnLabels() {
    let header = layout.shown.header
    let texts = IndexText(index: header, era: layout.era, options: layout.options)
      .levels(withNames: false, sparse: layout.options.sparse)
    for (level, labels) in texts.enumerated() {
      var spans = Spans(labels.map { $0 != nil })
      var values = labels.map { $0 ?? "" }
      if let cut = layout.columns {
        let isInner = level == texts.count - 1
        values.insert(spans.insertDots(at: cut.before, isInner: isInner) ? "..." : "", at: cut.before)
      }
      var row = blank(layout.frame.index.levelCount - 1)
      row.append(headerName(level))
      var tags: [Int: PythonString] = [:]
      for (start, span) in spans.runs {
        if span > 1 { tags[row.count] = "colspan=\"" + PythonString(span) + "\" halign=\"left\"" }
        row.append(values[start])
      }
      writeRow(row, headers: .max, tags: tags)
    }
  }

  private mutating func writeRows() {
    let values = (0..<columnCount).map { layout.values($0) }
    let texts = IndexText(index: layout.shown.index, era: layout.era, options: layout.options)
    let labels =
      layout.shown.index.isMulti
      ? texts.levels(withNames: false, sparse: false).map { $0.map { $0 ?? "" } } : [texts.flat(withName: false)]
    let width = labels.count + columnCount + (layout.columns == nil ? 0 : 1)
    for row in 0..<layout.shown.rowCount {
      if let cut = layout.rows, cut.before == row {
        writeRow([PythonString](repeating: "...", count: width), headers: labels.count)
      }
      var cells = labels.map { $0[row] } + values.map { $0[row] }
      if let cut = layout.columns { cells.insert("...", at: cut.before + labels.count) }
      writeRow(cells, headers: labels.count)
    }
  }

  /// Rows of a multi-index: a label that stands for several rows spans them.
  private mutating func writeSparseRows() {
    let sparse = IndexText(index: layout.shown.index, era: layout.era, options: layout.options)
      .levels(withNames: false, sparse: true)
    var values = (0..<columnCount).map { layout.values($0) }
    var spans = sparse.map { Spans($0.map { $0 != nil }) }
    var labels = sparse.map { $0.map { $0 ?? "" } }
    if let cut = layout.rows {
      for level in spans.indices {
        let dotted = spans[level].insertDots(at: cut.before, isInner: level == spans.count - 1)
        labels[level].insert(dotted ? "..." : "", at: cut.before)
      }
      for column in values.indices { values[column].insert("...", at: cut.before) }
    }
    let starts = spans.map { Dictionary(uniqueKeysWithValues: $0.runs) }
    for row in 0..<(layout.shown.rowCount + (layout.rows == nil ? 0 : 1)) {
      var cells: [PythonString] = []
      var tags: [Int: PythonString] = [:]
      for level in starts.indices {
        guard let span = starts[level][row] else { continue }
        if span > 1 { tags[cells.count] = "rowspan=\"" + PythonString(span) + "\" valign=\"top\"" }
        cells.append(labels[level][row])
      }
      let headers = cells.count
      cells += values.map { $0[row] }
      if let cut = layout.columns { cells.insert("...", at: headers + cut.before) }
      writeRow(cells, headers: headers, tags: tags)
    }
  }

  private mutating func writeRow(
    _ cells: [PythonString], headers: Int, align: Bool = false, tags: [Int: PythonString] = [:]
  ) {
    add(align ? "<tr style=\"text-align: right;\">" : "<tr>", 4)
    for (i, cell) in cells.enumerated() {
      let kind: PythonString = i < headers ? "th" : "td"
      let tag = tags[i].map { " " + $0 } ?? ""
      add("<" + kind + tag + ">" + escaped(cell) + "</" + kind + ">", 6)
    }
    add("</tr>", 4)
  }

  private func escaped(_ cell: PythonString) -> PythonString {
    let text = cell.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").stripped
    return layout.era == .modern ? text.replacing("  ", with: "&nbsp;&nbsp;") : text
  }

  private mutating func add(_ line: PythonString, _ indent: Int) {
    lines.append(PythonString(spaces: indent) + line)
  }

  private func blank(_ count: Int) -> [PythonString] { [PythonString](repeating: "", count: max(count, 0)) }
}

/// Which cells of a level begin a label, and how many cells each label spans.
struct Spans {
  private var begins: [Bool]

  init(_ begins: [Bool]) { self.begins = begins }

  /// First cell and length of each span, in order.
  var runs: [(Int, Int)] {
    let starts = begins.indices.filter { begins[$0] }
    return starts.enumerated().map { i, start in
      (start, (i + 1 < starts.count ? starts[i + 1] : begins.count) - start)
    }
  }

  /// Makes room for dots at a cell; whether they are shown there, or the label around them spans it.
  mutating func insertDots(at cell: Int, isInner: Bool) -> Bool {
    let isShown = isInner || cell >= begins.count || begins[cell]
    begins.insert(isShown, at: cell)
    return isShown
  }
}
