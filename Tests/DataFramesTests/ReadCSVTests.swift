import Columns
import DataFrames
import Kernels
import Testing

/// What pandas reads from tables, and how it writes them: `fixtures/frames/csv-*.json`.
struct ReadCSVTests {
  @Test(arguments: [Era.classic, .modern])
  func reading(era: Era) throws {
    let cases = try Fixture.cases(in: "csv-\(era).json")
    #expect(cases.count > 50)
    for fixture in cases { check(fixture, era) }
  }

  @Test func encodings() throws {
    #expect(try TextEncoding.latin1.decoded([0x4a, 0xe9]) == Array("Jé".utf8))
    #expect(try TextEncoding.windows1252.decoded([0x80, 0x41, 0x99]) == Array("€A™".utf8))
    #expect(try TextEncoding.utf16.decoded([0xff, 0xfe, 0x41, 0, 0xe9, 0]) == Array("Aé".utf8))
    #expect(TextEncoding(named: "ISO-8859-1") == .latin1)
    expectFailure([0x41, 0xe9, 0x42], "'utf-8' codec can't decode byte 0xe9 in position 1: invalid continuation byte")
    expectFailure([0xff], "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
    expectFailure([0x41, 0xe2], "'utf-8' codec can't decode byte 0xe2 in position 1: unexpected end of data")
    expectFailure([0xe2, 0x82], "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data")
  }

  private func expectFailure(_ bytes: [UInt8], _ message: PythonString) {
    #expect(throws: CSVFailure("UnicodeDecodeError", message)) { try TextEncoding.utf8.decoded(bytes) }
  }

  private func check(_ fixture: Fixture, _ era: Era) {
    let options = csvOptions(fixture.json["arguments"] as? [String: Any] ?? [:])
    do {
      let frame = try readCSV(Array((fixture.text("table") ?? "").utf8), options, era: era)
      guard fixture.text("text") != nil else {
        Issue.record("\(era) '\(fixture.name)': no error, wanted \(fixture.json["error"] ?? "")")
        return
      }
      let dtypes = frame.fields.map { $0.dtype.name(era) }
      #expect(dtypes == fixture.json["dtypes"] as? [String] ?? [], "\(era) \(fixture.name)")
      let text = [frame.text(era), frame.index.repr(era), frame.header.repr(era)].map(\.description)
      expect(PythonString(text.joined(separator: "\n")), fixture, "text", era)
      expect(frame.csv(era: era), fixture, "csv", era)
    } catch {
      let wanted = fixture.json["error"] as? [String] ?? ["none", fixture.text("text") ?? ""]
      #expect([error.exception, error.message.description] == wanted, "\(era) \(fixture.name)")
    }
  }
}

private func csvOptions(_ arguments: [String: Any]) -> CSVOptions {
  var options = CSVOptions()
  func byte(_ key: String) -> UInt8? { (arguments[key] as? String)?.utf8.first }
  func words(_ value: Any?) -> Set<PythonString> { Set((value as? [String] ?? []).map { PythonString($0) }) }
  func choice(_ value: Any) -> CSVOptions.ColumnChoice {
    (value as? String).map { .name(PythonString($0)) } ?? .position(value as? Int ?? 0)
  }
  if let separator = arguments["sep"] as? String {
    if separator == "\\s+" { options.dialect.delimitsByWhitespace = true }
    options.dialect.delimiter = separator.utf8.first ?? 44
  }
  options.dialect.skipsInitialSpace = arguments["skipinitialspace"] as? Bool ?? false
  options.dialect.skipsBlankLines = arguments["skip_blank_lines"] as? Bool ?? true
  options.dialect.comment = byte("comment") ?? 0
  options.decimal = byte("decimal") ?? 46
  options.thousands = byte("thousands") ?? 0
  if let header = arguments["header"] { options.header = (header as? Int).map { .line($0) } ?? .none }
  options.names = (arguments["names"] as? [String])?.map { PythonString($0) }
  switch arguments["index_col"] {
  case let list as [Any]: options.indexColumns = .columns(list.map(choice))
  case let flag as Bool where !flag && !(arguments["index_col"] is String) && "\(arguments["index_col"] ?? 1)" == "0":
    options.indexColumns = isFalse(arguments["index_col"]) ? .none : .columns([.position(0)])
  case let value?: options.indexColumns = .columns([choice(value)])
  case nil: break
  }
  options.usedColumns = (arguments["usecols"] as? [Any])?.map(choice)
  options.trueWords = words(arguments["true_values"])
  options.falseWords = words(arguments["false_values"])
  if let byColumn = arguments["na_values"] as? [String: Any] {
    for (name, list) in byColumn { options.missingWordsByColumn[PythonString(name)] = words(list) }
  } else {
    options.missingWords = words(arguments["na_values"])
  }
  options.keepsDefaultMissing = arguments["keep_default_na"] as? Bool ?? true
  options.filtersMissing = arguments["na_filter"] as? Bool ?? true
  options.skipsBadLines = arguments["on_bad_lines"] as? String == "skip"
  options.rowLimit = arguments["nrows"] as? Int
  if let lines = arguments["skiprows"] as? [Int] {
    options.skippedLines = .numbered(Set(lines))
  } else if let count = arguments["skiprows"] as? Int {
    options.skippedLines = .first(count)
  }
  if let dtype = arguments["dtype"] as? String { options.dtype = csvTypes[dtype] }
  for (name, dtype) in arguments["dtype"] as? [String: String] ?? [:] {
    options.dtypes[.name(PythonString(name))] = csvTypes[dtype]
  }
  return options
}

/// JSON's `false`, which Foundation bridges to the number 0.
private func isFalse(_ value: Any?) -> Bool { "\(type(of: value ?? 0))".contains("Bool") }

private let csvTypes: [String: DType] = [
  "str": .str, "float64": .float64, "float32": .float32, "int64": .int64, "int32": .int32,
  "category": .category(Categories(.strings(StringColumn()), dtype: .str)),
]
