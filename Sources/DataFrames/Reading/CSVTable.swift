import Columns
import Kernels

/// The fields of a table, column by column: slices of its text.
///
/// The lines may differ in length; what a line lacks is empty.
final class CSVTable {
  private(set) var lineCount = 0
  private(set) var columnCount = 0
  /// How many fields the first lines have: those of the header and one more.
  private var firstCounts: [Int] = []
  private var columns: [UnsafeMutablePointer<Text>] = []
  private var capacity = 1024
  /// What fields that are no slice of the text are kept in.
  private let scratch = Scratch()
  private let source: UnsafeBufferPointer<UInt8>

  /// Reads the lines of `text`, which must outlive the table.
  ///
  /// - Parameter headerLines: so many lines may have fewer fields than those that follow.
  init(_ text: Text, _ options: CSVOptions, headerLines: Int, expectedFields: Int) throws(CSVFailure) {
    source = text.bytes
    let reader = CSVReader(options.dialect, over: text)
    var expected = 0
    let limit = options.rowLimit.map { $0 + headerLines } ?? .max
    skipFirst(reader, options.skippedLines)
    while lineCount < limit {
      if case .numbered(let lines) = options.skippedLines, lines.contains(reader.lines) {
        guard reader.skipLine() else { break }
        continue
      }
      guard let record = try nextRecord(reader) else { break }
      let count = record.fields.count
      if lineCount > headerLines && count > max(expected, expectedFields) && options.usedColumns == nil {
        if options.skipsBadLines { continue }
        throw tooManyFields(count, max(expected, expectedFields), line: record.line)
      }
      expected = lineCount < headerLines ? count : max(expected, count)
      if lineCount <= headerLines { firstCounts.append(count) }
      append(record)
    }
  }

  deinit {
    for column in columns { column.deallocate() }
  }

  /// How many fields one of the first lines has.
  func fieldCount(_ line: Int) -> Int { firstCounts[line] }

  /// The field, empty behind the line's end.
  func field(_ line: Int, _ column: Int) -> Text { column < columnCount ? columns[column][line] : Text("") }

  /// The fields of a column from `line` on.
  func column(_ column: Int, from line: Int) -> UnsafeBufferPointer<Text> {
    let count = max(lineCount - line, 0)
    while column >= columnCount { addColumn() }
    return UnsafeBufferPointer(start: columns[column] + min(line, lineCount), count: count)
  }

  /// Leaves out the last lines.
  func dropLast(_ count: Int) {
    lineCount -= min(count, lineCount)
  }

  private func append(_ record: CSVRecord) {
    let fields = record.fields
    while columnCount < fields.count { addColumn() }
    if lineCount == capacity { grow() }
    for column in 0..<columnCount {
      columns[column][lineCount] = column < fields.count ? kept(fields[column]) : Text("")
    }
    lineCount += 1
  }

  private func kept(_ field: Text) -> Text {
    guard let base = source.baseAddress, field.base >= base, field.base + field.count <= base + source.count else {
      return scratch.text(copying: field.bytes)
    }
    return field
  }

  private func addColumn() {
    let column = UnsafeMutablePointer<Text>.allocate(capacity: capacity)
    column.initialize(repeating: Text(""), count: lineCount)
    columns.append(column)
    columnCount += 1
  }

  private func grow() {
    for column in columns.indices {
      let larger = UnsafeMutablePointer<Text>.allocate(capacity: 2 * capacity)
      larger.initialize(from: columns[column], count: lineCount)
      columns[column].deallocate()
      columns[column] = larger
    }
    capacity *= 2
  }
}

private func skipFirst(_ reader: CSVReader, _ lines: CSVOptions.SkippedLines) {
  guard case .first(let count) = lines else { return }
  for _ in 0..<count where !reader.skipLine() { return }
}

private func nextRecord(_ reader: CSVReader) throws(CSVFailure) -> CSVRecord? {
  do {
    return try reader.next()
  } catch {
    let reason: PythonString =
      switch error {
      case .endInsideQuotes(let row): "EOF inside string starting at row " + PythonString(row)
      case .endAfterEscape: "EOF following escape character"
      }
    throw CSVFailure("ParserError", "Error tokenizing data. C error: " + reason)
  }
}

private func tooManyFields(_ count: Int, _ expected: Int, line: Int) -> CSVFailure {
  CSVFailure(
    "ParserError",
    "Error tokenizing data. C error: Expected " + PythonString(expected) + " fields in line " + PythonString(line)
      + ", saw " + PythonString(count) + "\n")
}
