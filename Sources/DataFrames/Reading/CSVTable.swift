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
  private var columns: [UnsafeMutablePointer<FieldPlace>] = []
  private var capacity: Int
  /// What fields that are no slice of the text are kept in.
  private let scratch = Scratch()
  private var copies: [Text] = []
  private var forgotten: Set<Int> = []
  private let source: UnsafeBufferPointer<UInt8>

  /// Reads the lines of `text`, which must outlive the table.
  ///
  /// - Parameter headerLines: so many lines may have fewer fields than those that follow.
  init(_ text: Text, _ options: CSVOptions, headerLines: Int, expectedFields: Int) throws(CSVFailure) {
    source = text.bytes
    capacity = 1024
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

  /// The field, empty behind the line's end. A line of the header is there even where the footer took it away.
  func field(_ line: Int, _ column: Int) -> Text {
    guard column < columnCount, line < capacity, !forgotten.contains(column) else { return Text("") }
    return columns[column][line].text(source.baseAddress ?? Text("").base, copies)
  }

  /// The fields of a column from `line` on.
  func column(_ column: Int, from line: Int) -> FieldColumn {
    while column >= columnCount { addColumn() }
    let count = forgotten.contains(column) ? 0 : max(lineCount - line, 0)
    return FieldColumn(
      places: UnsafeBufferPointer(start: columns[column] + (count > 0 ? line : 0), count: count), source: source,
      copies: copies)
  }

  /// Gives up the memory of a column that nobody will ask for again.
  func forget(_ column: Int) {
    guard column < columnCount else { return }
    columns[column].deallocate()
    columns[column] = UnsafeMutablePointer<FieldPlace>.allocate(capacity: 1)
    columns[column].initialize(to: .empty)
    forgotten.insert(column)
  }

  /// Leaves out the last lines.
  func dropLast(_ count: Int) {
    lineCount -= min(count, lineCount)
  }

  private func append(_ record: CSVRecord) {
    let fields = record.fields
    while columnCount < fields.count { addColumn() }
    if lineCount == capacity { grow() }
    // Looked up once a line: each access to what an object holds is checked.
    let line = lineCount
    for (column, places) in columns.enumerated() {
      places[line] = column < fields.count ? place(of: fields[column]) : .empty
    }
    lineCount = line + 1
  }

  private func place(of field: Text) -> FieldPlace {
    if let base = source.baseAddress, field.base >= base, field.base + field.count <= base + source.count,
      let place = FieldPlace(offset: field.base - base, count: field.count)
    {
      return place
    }
    copies.append(scratch.text(copying: field.bytes))
    return FieldPlace(copy: copies.count - 1)
  }

  private func addColumn() {
    let column = UnsafeMutablePointer<FieldPlace>.allocate(capacity: capacity)
    column.initialize(repeating: .empty, count: lineCount)
    columns.append(column)
    columnCount += 1
  }

  /// Makes room for as many lines as there will be if they are as long as those so far.
  private func grow() {
    let seen = max(lastEnd, 1)
    let expected = Double(lineCount) * Double(source.count) / Double(seen) * 1.02
    let larger = max(2 * capacity, Int(min(expected, Double(8 * capacity * max(lineCount / 512, 1)))) + 64)
    for column in columns.indices {
      let grown = UnsafeMutablePointer<FieldPlace>.allocate(capacity: larger)
      grown.initialize(from: columns[column], count: lineCount)
      columns[column].deallocate()
      columns[column] = grown
    }
    capacity = larger
  }

  /// Where the latest line ends in the text.
  private var lastEnd: Int {
    guard let column = columns.last, lineCount > 0 else { return 0 }
    return column[lineCount - 1].end ?? 0
  }
}

/// Where a field lies in the text, in eight bytes: 40 bits say where it begins, 24 how long it is.
struct FieldPlace {
  private let bits: UInt64

  static let empty = FieldPlace(bits: 0)
  /// The length that marks a field which lies elsewhere.
  private static let copied: UInt64 = 0xff_ffff

  private init(bits: UInt64) { self.bits = bits }

  /// `nil` for what is too far or too long.
  init?(offset: Int, count: Int) {
    guard offset < 1 << 40, count < Int(Self.copied) else { return nil }
    bits = UInt64(offset) << 24 | UInt64(count)
  }

  /// The field that is kept as a copy with this number.
  init(copy number: Int) { bits = UInt64(number) << 24 | Self.copied }

  /// Where the field ends in the text; `nil` for a copy.
  var end: Int? { bits & Self.copied == Self.copied ? nil : Int(bits >> 24) + Int(bits & Self.copied) }

  @inline(__always)
  func text(_ source: UnsafePointer<UInt8>, _ copies: [Text]) -> Text {
    let count = bits & Self.copied
    if count == Self.copied { return copies[Int(bits >> 24)] }
    return Text(base: source + Int(bits >> 24), count: Int(count))
  }
}

/// The fields of one column; they end with their table.
struct FieldColumn: RandomAccessCollection {
  let places: UnsafeBufferPointer<FieldPlace>
  let source: UnsafeBufferPointer<UInt8>
  let copies: [Text]

  var startIndex: Int { 0 }
  var endIndex: Int { places.count }

  subscript(row: Int) -> Text { places[row].text(source.baseAddress ?? Text("").base, copies) }

  /// How many bytes the fields have.
  var size: Int { reduce(0) { $0 + $1.count } }
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
