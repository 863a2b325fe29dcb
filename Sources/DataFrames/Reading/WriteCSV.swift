package import Columns
package import Kernels

extension Frame {
  /// The text of `frame.to_csv(…)`.
  /// - Parameters:
  ///   - withIndex: the labels of the rows as first columns.
  ///   - float: how floats are written; `nil` as Python's `repr`.
  package func csv(
    dialect: CSVDialect = CSVDialect(), withIndex: Bool = true, withHeader: Bool = true, missing: PythonString = "",
    float: ((Double) -> PythonString)? = nil, era: Era
  ) -> PythonString {
    let text = ScalarText(era: era, options: DisplayOptions())
    var bytes: [UInt8] = []
    let levels = withIndex ? index.levels.map { Field($0.labels, $0.dtype) } : []
    func append(_ cells: [PythonString]) {
      for (i, cell) in cells.enumerated() {
        if i > 0 { bytes.append(dialect.delimiter) }
        cell.withText { appendField($0, dialect, alone: cells.count == 1, to: &bytes) }
      }
      bytes.append(10)
    }
    func cell(_ value: Scalar, _ dtype: DType) -> PythonString {
      if value.isMissing { return missing }
      if case .float(let number) = value, let float { return float(number) }
      return text.str(value, dtype.categories?.dtype.value ?? dtype)
    }
    if withHeader {
      for level in 0..<header.levelCount {
        let names =
          header.levelCount > 1 && level > 0
          ? levels.map { _ in PythonString("") }
          : index.names.prefix(levels.count).map { $0.map { text.str($0) } ?? "" }
        let labels = header.levels[level]
        let lead =
          header.levelCount > 1 && withIndex
          ? [header.names[level].map { text.str($0) } ?? ""] + names.dropFirst() : Array(names)
        append(lead + (0..<columnCount).map { cell(labels.labels[$0], labels.dtype) })
      }
      if header.levelCount > 1 && withIndex && index.hasNames {
        append(index.names.map { $0.map { text.str($0) } ?? "" } + fields.map { _ in "" })
      }
    }
    let columns = (levels + fields).map { CSVCells($0, text) }
    for row in 0..<rowCount {
      append(columns.map { column in column.date(row) ?? cell(column.field.values[row], column.field.dtype) })
    }
    return PythonString(bytes: bytes)
  }
}

/// A column as it is written: dates without time of day where all are midnight.
private struct CSVCells {
  let field: Frame.Field
  private let unit: TimeUnit?
  private let isDateOnly: Bool

  init(_ field: Frame.Field, _ text: ScalarText) {
    self.field = field
    guard case .datetime64(let unit) = field.dtype else {
      self.unit = nil
      isDateOnly = false
      return
    }
    self.unit = unit
    isDateOnly = (0..<field.values.count).allSatisfy { row in
      if case .int(let count) = field.values[row] { DateText(count, unit).isMidnight } else { true }
    }
  }

  func date(_ row: Int) -> PythonString? {
    guard let unit, case .int(let count) = field.values[row] else { return nil }
    let date = DateText(count, unit)
    return PythonString(isDateOnly ? date.date : date.full)
  }
}
