import Kernels
import ModelInterface

extension ScoringRun {
  /// Scores the rows of a CSV table, read as pandas reads it.
  func scoreTable() throws(ScoringError) {
    var dialect = CSVDialect()
    dialect.delimiter = description.reader.delimiter
    let reader = CSVReader(dialect)
    var columns: TableColumns?
    var unread = 0
    while true {
      let portion = try nextPortion()
      if portion.count > 0 { reader.append(portion) } else { reader.finish() }
      unread += portion.count
      while let record = try next(of: reader) {
        unread = 0
        if let columns {
          try row { output in score(record, columns, to: output) }
        } else {
          columns = try TableColumns(header: record, description)
          try begin()
        }
      }
      if portion.count == 0 { break }
      if unread > Self.rowLimit {
        throw .input("a row after line \(reader.lines) is longer than \(Self.rowLimit) bytes")
      }
    }
    guard columns != nil else { throw .input("the table is empty: it has no header") }
    try flush()
  }

  private func next(of reader: CSVReader) throws(ScoringError) -> CSVRecord? {
    do throws(CSVError) {
      return try reader.next()
    } catch {
      switch error {
      case .endInsideQuotes(let row): throw .input("the table ends inside quotes that begin at row \(row)")
      case .endAfterEscape: throw .input("the table ends after an escape character")
      }
    }
  }

  private func score(_ record: CSVRecord, _ columns: TableColumns, to output: OutputBytes) -> Bool {
    do throws(BadInput) {
      try columns.read(record, into: scorer.session.row)
    } catch {
      return scorer.fail(error.line, to: output)
    }
    return scorer.scoreRow(to: output)
  }
}
