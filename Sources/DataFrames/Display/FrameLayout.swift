import Columns
import Kernels

/// What remains of a frame when it is shown, and the columns of text that it gives: pandas' `DataFrameFormatter`.
struct FrameLayout {
  let frame: Frame
  /// The frame without the rows and columns that dots stand for.
  let shown: Frame
  let rows: Truncation?
  let columns: Truncation?
  let era: Era
  let options: DisplayOptions

  /// Whether the labels of the rows are shown; without them values need no space before their first digit.
  let withIndex: Bool

  init(_ frame: Frame, _ era: Era, _ options: DisplayOptions, withIndex: Bool = true) {
    self.frame = frame
    self.withIndex = withIndex
    self.era = era
    self.options = options
    rows = Truncation(count: frame.rowCount, limit: options.maxRows, shown: options.minRows)
    columns = Truncation(count: frame.columnCount, limit: options.maxColumns, shown: nil)
    var shown = frame
    if let columns { shown = shown.selectingColumns(columns.positions) }
    if let rows { shown = shown.selectingRows(rows.positions) }
    self.shown = shown
  }

  var isTruncated: Bool { rows != nil || columns != nil }
  var showsDimensions: Bool { options.showDimensions ?? isTruncated }
  var showsIndexNames: Bool { withIndex && frame.index.hasNames }
  var showsHeaderNames: Bool { frame.header.hasNames }

  var text: ScalarText { ScalarText(era: era, options: options) }

  /// The values of a shown column, with their leading space.
  func values(_ column: Int) -> [PythonString] {
    let field = shown.fields[column]
    return formatted(field.values, field.dtype, ArrayStyle(era: era, options: options, leadingSpace: withIndex))
  }

  /// A shown column with its labels above it, all of one width.
  func column(_ position: Int, labels: [PythonString]) -> [PythonString] {
    let head = showsIndexNames ? labels + [""] : labels
    let values = fixedWidth(self.values(position), .right, minimum: head.widest, options: options, era: era)
    let width = max(values.widest, head.widest)
    return head.map { $0.justified(.right, width) } + values
  }

  /// The labels above each shown column, a list a column.
  var columnLabels: [[PythonString]] {
    let texts = IndexText(index: shown.header, era: era, options: options)
    guard shown.header.isMulti else {
      let labels = texts.flat(withName: false)
      return zip(labels, spaced(labels)).map { [$1 ? " " + $0 : $0] }
    }
    let levels = texts.levels(withNames: false, sparse: false).map { $0.map { $0 ?? "" } }
    let sparse = options.sparse ? sparsified(levels, start: 0) : levels
    return shown.fields.indices.map { column in sparse.map { $0[column] ?? "" } }
  }

  /// Whether a label gets the space of a number's sign. pandas takes the dtypes of the first columns even where columns
  /// are left out, and the classic era looks them up by label.
  private func spaced(_ labels: [PythonString]) -> [Bool] {
    let numeric = labels.indices.map { frame.fields[$0].dtype.isNumeric }
    guard era == .classic else { return numeric }
    var byLabel: [PythonString: Bool] = [:]
    for (label, isNumeric) in zip(labels, numeric) { byLabel[label] = isNumeric }
    return labels.map { byLabel[$0] ?? false }
  }

  /// The column of row labels, with the names of the columns and of the index above.
  var indexColumn: [PythonString] {
    let texts = IndexText(index: shown.index, era: era, options: options)
    let levels =
      shown.index.isMulti
      ? texts.levels(withNames: showsIndexNames, sparse: options.sparse).map { $0.map { $0 ?? "" } }
      : [texts.flat(withName: showsIndexNames)]
    let padded = levels.map { fixedWidth($0, .left, options: options, era: era) }
    let head = showsHeaderNames ? frame.header.names.map { text.name($0) } : frame.header.names.map { _ in "" }
    return head + adjoined(padded, gap: 1)
  }
}
