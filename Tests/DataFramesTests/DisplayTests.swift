import Columns
import DataFrames
import Kernels
import Testing

/// What pandas and numpy print, to the character: `fixtures/frames/display-*.json`.
struct DisplayTests {
  @Test(arguments: [Era.classic, .modern])
  func display(era: Era) throws {
    let cases = try Fixture.cases(in: "display-\(era).json")
    #expect(cases.count > 100)
    for fixture in cases { check(fixture, era) }
  }

  private func check(_ fixture: Fixture, _ era: Era) {
    let options = displayOptions(fixture.json["options"] as? [String: Any] ?? [:])
    if let frame = fixture.frame {
      expect(frame.text(era, options), fixture, "text", era)
      expect(frame.html(era, options), fixture, "html", era)
      expect(frame.string(era, options), fixture, "string", era)
      expect(frame.string(era, options, withIndex: false), fixture, "plain string", era)
      if fixture.text("info") != nil { expect(frame.info(era), fixture, "info", era) }
    } else if let series = fixture.series {
      expect(series.text(era, options), fixture, "text", era)
      if fixture.text("info") != nil { expect(series.info(era), fixture, "info", era) }
    } else if let array = fixture.array(era) {
      expect(array.repr, fixture, "text", era)
      expect(array.str, fixture, "str", era)
    } else if let (column, dtype) = fixture.extensionArray {
      expect(extensionArrayRepr(column, dtype, era: era), fixture, "text", era)
    } else if let (column, dtype) = fixture.categorical, let categories = dtype.categories {
      expect(categories.repr(of: column, era), fixture, "text", era)
    } else if let index = fixture.index {
      expect(index.repr(era), fixture, "text", era)
    } else {
      Issue.record("\(fixture.name): no such kind of case")
    }
  }
}

/// Compares a text with the recorded one and shows the first line that differs.
func expect(_ text: PythonString, _ fixture: Fixture, _ key: String, _ era: Era) {
  let wanted = fixture.text(key) ?? ""
  let got = text.description
  guard got != wanted else { return }
  let gotLines = got.split(separator: "\n", omittingEmptySubsequences: false)
  let wantedLines = wanted.split(separator: "\n", omittingEmptySubsequences: false)
  let line =
    zip(gotLines, wantedLines).enumerated().first { $1.0 != $1.1 }?.offset ?? min(gotLines.count, wantedLines.count)
  let gotLine = line < gotLines.count ? "\(gotLines[line])" : "<end>"
  let wantedLine = line < wantedLines.count ? "\(wantedLines[line])" : "<end>"
  Issue.record("\(era) '\(fixture.name)' \(key), line \(line + 1):\n  got    |\(gotLine)|\n  wanted |\(wantedLine)|")
}

private func displayOptions(_ settings: [String: Any]) -> DisplayOptions {
  var options = DisplayOptions()
  if let width = settings["width"] as? Int { options.width = width }
  if let precision = settings["precision"] as? Int { options.precision = precision }
  if let rows = settings["max_rows"] { options.maxRows = rows as? Int }
  if let rows = settings["min_rows"] { options.minRows = rows as? Int }
  if let columns = settings["max_columns"] { options.maxColumns = columns as? Int }
  if let width = settings["max_colwidth"] { options.maxColumnWidth = width as? Int }
  if let decimals = settings["float_decimals"] as? Int {
    options.floatFormat = { value in
      var bytes: [UInt8] = []
      appendFixed(value, precision: decimals, to: &bytes)
      return PythonString(bytes: bytes)
    }
  }
  return options
}
