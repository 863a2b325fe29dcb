import Kernels
import Testing

@Suite struct CSVTests {
  /// Texts made of what is special to tokenizers, in 13 dialects; whole and in chunks.
  @Test(arguments: [0, 1, 3, 17])
  func recordsAsPandasCutsThem(chunk: Int) throws {
    for item in try Fixture("tables").cases {
      let found = records(item.text(1), dialect(item.text(0)), chunk: chunk)
      if let message = item.items[2] as? String {
        #expect(found.error == message, "\(item.text(0)) \(item.text(1).debugDescription)")
      } else {
        let expected = item.list(2).map { ($0 as? [Any] ?? []).map { $0 as? String ?? "" } }
        #expect(found.rows.map(trimmed) == expected.map(trimmed), "\(item.text(0)) \(item.text(1).debugDescription)")
      }
    }
  }

  /// pandas fills short rows up.
  private func trimmed(_ row: [String]) -> [String] {
    var row = row
    while row.last == "" { row.removeLast() }
    return row
  }

  private func dialect(_ options: String) -> CSVDialect {
    var dialect = CSVDialect()
    for option in options.split(separator: " ") {
      let value = UInt8(option.dropFirst(2)) ?? 0
      switch option.first {
      case "d": dialect.delimiter = value
      case "w": dialect.delimitsByWhitespace = value == 1
      case "q": dialect.quote = value
      case "Q": dialect.doubleQuote = value == 1
      case "e": dialect.escape = value
      case "c": dialect.comment = value
      case "t": dialect.lineTerminator = value
      case "s": dialect.skipsInitialSpace = value == 1
      case "b": dialect.skipsBlankLines = value == 1
      default: Issue.record("unknown option \(option)")
      }
    }
    return dialect
  }

  private func records(_ text: String, _ dialect: CSVDialect, chunk: Int) -> (rows: [[String]], error: String?) {
    let bytes = Array(text.utf8)
    var rows: [[String]] = []
    func drain(_ reader: CSVReader) throws(CSVError) {
      while let record = try reader.next() { rows.append(record.fields.map(\.string)) }
    }
    let error: CSVError? = bytes.withUnsafeBufferPointer { buffer in
      do throws(CSVError) {
        if chunk == 0 {
          try drain(CSVReader(dialect, over: Text(base: buffer.baseAddress ?? Text("").base, count: buffer.count)))
        } else {
          let reader = CSVReader(dialect)
          for start in stride(from: 0, to: buffer.count, by: chunk) {
            reader.append(UnsafeBufferPointer(rebasing: buffer[start..<min(start + chunk, buffer.count)]))
            try drain(reader)
          }
          reader.finish()
          try drain(reader)
        }
        return nil
      } catch {
        return error
      }
    }
    switch error {
    case nil: return (rows, nil)
    case .endInsideQuotes(let row): return (rows, "EOF inside string starting at row \(row)")
    case .endAfterEscape: return (rows, "EOF following escape character")
    }
  }

  @Test func skippedLines() throws {
    let reader = CSVReader(CSVDialect(), over: Text("title \"x\n\n\"a\nb\",1\nc,d\n"))
    #expect(reader.skipLine())
    #expect(reader.skipLine())
    #expect(reader.skipLine())
    let record = try reader.next()
    #expect(record?.fields.map(\.string) == ["c", "d"])
    #expect(record?.line == 4)
    #expect(try reader.next() == nil)
    #expect(!reader.skipLine())
  }

  @Test func fieldsAsPythonWritesThem() {
    func field(_ literal: StaticString, alone: Bool = false) -> String {
      written { appendField(Text(literal), CSVDialect(), alone: alone, to: &$0) }
    }
    #expect(field("plain text") == "plain text")
    #expect(field("a,b") == "\"a,b\"")
    #expect(field("say \"hi\"") == "\"say \"\"hi\"\"\"")
    #expect(field("two\nlines") == "\"two\nlines\"")
    #expect(field("") == "" && field("", alone: true) == "\"\"")
  }
}
