package import Columns
package import Kernels

extension Frame {
  /// `repr(frame)`: cut to the options' rows and columns, broken into blocks of the options' width.
  package func text(_ era: Era, _ options: DisplayOptions = DisplayOptions()) -> PythonString {
    let layout = FrameLayout(self, era, options)
    var text = FrameText(layout: layout).text(width: options.width)
    if layout.showsDimensions { text += "\n\n[" + dimensions(" x ") + "]" }
    return text
  }

  /// `frame.to_string()`: every row and column, no line broken.
  /// - Parameter withIndex: the labels of the rows in front.
  package func string(
    _ era: Era, _ options: DisplayOptions = DisplayOptions(), withIndex: Bool = true
  ) -> PythonString {
    var options = options
    options.maxRows = nil
    options.maxColumns = nil
    options.maxColumnWidth = nil
    return FrameText(layout: FrameLayout(self, era, options, withIndex: withIndex)).text(width: nil)
  }

  func dimensions(_ by: PythonString) -> PythonString {
    PythonString(rowCount) + " rows" + by + PythonString(columnCount) + " columns"
  }
}

private struct FrameText {
  let layout: FrameLayout

  func text(width: Int?) -> PythonString {
    if layout.frame.rowCount == 0 || layout.frame.columnCount == 0 { return empty }
    var columns = layout.withIndex ? [layout.indexColumn] : []
    for (position, labels) in layout.columnLabels.enumerated() {
      columns.append(layout.column(position, labels: labels))
    }
    insertDots(&columns)
    guard let width else { return adjoined(columns, gap: 1).joined("\n") }
    return blocks(columns, width)
  }

  private var empty: PythonString {
    "Empty DataFrame\nColumns: " + labels(layout.frame.header) + "\nIndex: " + labels(layout.frame.index)
  }

  /// `pprint_thing(index)`: at most a hundred labels, strings without quotes.
  private func labels(_ index: Index) -> PythonString {
    let limit = layout.options.maxSequenceItems ?? index.count
    var texts = (0..<min(index.count, limit)).map { row -> PythonString in
      switch index.label(at: row) {
      case .single(.float(let value)) where layout.era == .modern && !value.isNaN:
        var options = layout.options
        options.floatFormat = nil
        return singleFloat(value, options).stripped
      case .single(let value): return layout.text.pprint(value, index.levels[0].dtype)
      case .tuple(let parts): return layout.text.tuple(parts)
      }
    }
    if index.count > limit { texts.append("...") }
    return "[" + texts.joined(", ") + "]"
  }

  private func insertDots(_ columns: inout [[PythonString]]) {
    let height = columns[0].count
    if let cut = layout.columns {
      columns.insert([PythonString](repeating: " ...", count: height), at: cut.before + 1)
    }
    guard let cut = layout.rows else { return }
    let headerRows = height - layout.shown.rowCount
    for i in columns.indices {
      let isDots = layout.columns.map { i == $0.before + 1 } ?? false
      let width = columns[i][cut.before].width
      let dots: PythonString = width > 3 || isDots ? "..." : ".."
      columns[i].insert(dots.justified(i == 0 ? .left : .right, isDots ? 4 : width), at: cut.before + headerRows)
    }
  }

  /// Blocks of columns that fit the width, each with the row labels; a backslash where columns follow below.
  private func blocks(_ columns: [[PythonString]], _ width: Int) -> PythonString {
    let room = width - columns[0].widest - 1
    let ends = blockEnds(columns.dropFirst().map(\.widest), room)
    var start = 0
    var texts: [PythonString] = []
    for (i, end) in ends.enumerated() {
      var block = [columns[0]] + columns[(start + 1)..<(end + 1)]
      if ends.count > 1 {
        let isLast = i == ends.count - 1
        let rest = [PythonString](repeating: isLast ? " " : "  ", count: columns[0].count - 1)
        block.append([isLast ? " " : " \\"] + rest)
      }
      texts.append(adjoined(block, gap: 1).joined("\n"))
      start = end
    }
    return texts.joined("\n\n")
  }
}

/// Where each block of columns ends: pandas' `_binify`.
private func blockEnds(_ widths: [Int], _ room: Int) -> [Int] {
  var ends: [Int] = []
  var used = 0
  for (i, width) in widths.enumerated() {
    used += width + 1
    if used + (i == widths.count - 1 ? 1 : 2) > room && i > 0 {
      ends.append(i)
      used = width + 1
    }
  }
  return ends + [widths.count]
}
