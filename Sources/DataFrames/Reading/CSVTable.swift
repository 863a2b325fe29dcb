import Columns
import Kernels

/// The fields of a table, line by line, each line with its own number of fields.
struct CSVTable {
  /// The fields of all lines, one after the other.
  private(set) var fields: [Text] = []
  /// Where each line begins, and the end.
  private(set) var starts: [Int] = [0]
  /// What fields that are no slice of the text are kept in.
  private let scratch = Scratch()

  var lineCount: Int { starts.count - 1 }

  func fieldCount(_ line: Int) -> Int { starts[line + 1] - starts[line] }

  /// The field, empty behind the line's end.
  func field(_ line: Int, _ column: Int) -> Text {
    let position = starts[line] + column
    return position < starts[line + 1] ? fields[position] : Text("")
  }

  /// Reads the lines of `text`, which must outlive the table.
  ///
  /// - Parameter headerLines: so many lines may have fewer fields than those that follow.
  init(_ text: Text, _ options: CSVOptions, headerLines: Int, expectedFields: Int) throws(CSVFailure) {
    let reader = CSVReader(options.dialect, over: text)
    let source = text.bytes
    var expected = 0
    var number = 0
    let limit = options.rowLimit.map { $0 + headerLines } ?? .max
    do {
      skipFirst(reader, options.skippedLines)
      while lineCount < limit {
        if case .numbered(let lines) = options.skippedLines, lines.contains(reader.lines) {
          guard reader.skipLine() else { break }
          continue
        }
        guard let record = try reader.next() else { break }
        number = record.line
        if lineCount > headerLines && record.fields.count > max(expected, expectedFields)
          && options.usedColumns == nil
        {
          if options.skipsBadLines { continue }
          throw CSVFailure(
            "ParserError",
            "Error tokenizing data. C error: Expected " + PythonString(max(expected, expectedFields))
              + " fields in line " + PythonString(number) + ", saw " + PythonString(record.fields.count) + "\n")
        }
        expected = lineCount < headerLines ? record.fields.count : max(expected, record.fields.count)
        append(record, source)
      }
    } catch let failure as CSVFailure {
      throw failure
    } catch {
      throw tokenizing(error)
    }
  }

  private mutating func append(_ record: CSVRecord, _ source: UnsafeBufferPointer<UInt8>) {
    for field in record.fields {
      let isSlice =
        source.baseAddress.map { field.base >= $0 && field.base + field.count <= $0 + source.count } ?? false
      fields.append(isSlice ? field : scratch.text(copying: field.bytes))
    }
    starts.append(fields.count)
  }

  /// Leaves out the last lines.
  mutating func dropLast(_ count: Int) {
    starts.removeLast(min(count, lineCount))
  }
}

private func skipFirst(_ reader: CSVReader, _ lines: CSVOptions.SkippedLines) {
  guard case .first(let count) = lines else { return }
  for _ in 0..<count where !reader.skipLine() { return }
}

private func tokenizing(_ error: any Error) -> CSVFailure {
  let reason: PythonString =
    switch error as? CSVError {
    case .endInsideQuotes(let row): "EOF inside string starting at row " + PythonString(row)
    case .endAfterEscape, nil: "EOF following escape character"
    }
  return CSVFailure("ParserError", "Error tokenizing data. C error: " + reason)
}
