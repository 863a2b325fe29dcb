import FlatRents
import Foundation
import Scoring
import Testing

/// What the fixture's model writes for the text of a file, and how many rows it could not score.
private func scored(_ text: [UInt8], _ format: RowFormat, withFeatures: Bool = false) throws -> (String, failures: Int)
{
  let rents = try FlatRents()
  let input = rents.bundle.path + "/input"
  let output = rents.bundle.path + "/output"
  try Data(text).write(to: URL(filePath: input))
  let summary = try scoreRows(of: input, as: format, to: output, by: rents.model, withFeatures: withFeatures)
  return (try String(contentsOfFile: output, encoding: .utf8), summary.failures)
}

private func check(_ table: String, _ expected: String, failures: Int = 0) throws {
  let (text, count) = try scored(Array(table.utf8), .csv)
  #expect(text == "prediction,probability_0,probability_1,error\n" + expected)
  #expect(count == failures)
}

private let geneva = "0,0.7513056453618503,0.2486943546381497,\n"
private let zurich = "1,0.3205128205128205,0.6794871794871795,\n"

@Test func scoresTables() throws {
  try check("area,rooms,furnished,\"city \"\"ü\"\"\"\n54.5,2,False,Genève\n,3,true,Zürich\n", geneva + zurich)
  // Any order, surplus columns, carriage returns, a byte order mark, blank lines, no line end at the end.
  try check(
    "\u{FEFF}x,\"city \"\"ü\"\"\",rooms,area,furnished,x\r\n1,Genève,2.0, 54.5 ,FALSE,9\r\n\r\n,Zürich,3,NA,True",
    geneva + zurich)
  try check("area,rooms,furnished,\"city \"\"ü\"\"\"\n", "")
}

@Test func takesAColumnWithoutNameForAnIndex() throws {
  try check("area,rooms,furnished,\"city \"\"ü\"\"\"\na,54.5,2,False,Genève\nb,n/a,3,True,Zürich\n", geneva + zurich)
}

@Test func writesErrorsForRows() throws {
  try check(
    "area,rooms,furnished,\"city \"\"ü\"\"\"\n54.5,2,False,Genève\nx,2,False,\n1,,False,\n1,2.5,False,\n1,2,0,\n1,2\n1,2,False,Bern,5\n",
    geneva
      + ",,,field 'area': 'x' is no number\n"
      + ",,,ValueError: cannot convert float NaN to integer\n"
      + ",,,field 'rooms': '2.5' is no integer of 64 bits\n"
      + ",,,field 'furnished': '0' is neither True nor False\n"
      + "0,0.8637230853093486,0.1362769146906514,\n"
      + ",,,\"ParserError: Expected 4 fields in line 8, saw 5\"\n",
    failures: 5)
}

@Test func scoresLines() throws {
  let (text, failures) = try scored(
    Array((FlatRents.rows + "\n{\"area\": 1}\nnonsense").utf8), .jsonl, withFeatures: true)
  #expect(
    text == FlatRents.expected
      + ",,,,,,,field 'rooms': the field is absent; give null where its value is missing\n"
      + ",,,,,,,\"expected a record, which is a JSON object\"\n")
  #expect(failures == 3)
}

@Test func refusesATableWithoutAField() throws {
  #expect(throws: ScoringError.input("the table has no column 'furnished', which is a field of the model")) {
    _ = try scored(Array("area,rooms\n1,2\n".utf8), .csv)
  }
  #expect(throws: ScoringError.input("the table is empty: it has no header")) { _ = try scored([], .csv) }
  #expect(throws: ScoringError.input("the table ends inside quotes that begin at row 1")) {
    _ = try scored(Array("area,rooms,furnished,\"city \"\"ü\"\"\"\n1,2,True,\"Bern\n".utf8), .csv)
  }
}

@Test func neverOverwritesItsInput() throws {
  let rents = try FlatRents()
  let path = rents.bundle.path + "/golden/rows.jsonl"
  #expect(throws: ScoringError.input("\(path) is the input itself")) {
    try scoreRows(of: path, as: .jsonl, to: path, by: rents.model)
  }
  #expect(try String(contentsOfFile: path, encoding: .utf8) == FlatRents.rows)
}

/// Rows that lie across the portions in which the file is read give the same as others.
@Test func scoresLongFiles() throws {
  let row = "54.5,2,False,Genève\n"
  let quoted = "54.5,2,False,\"Genève\"\n"
  let count = 40_000
  let table = "area,rooms,furnished,\"city \"\"ü\"\"\"\n" + String(repeating: row + quoted, count: count / 2)
  let (text, failures) = try scored(Array(table.utf8), .csv)
  #expect(failures == 0)
  #expect(
    text.utf8.elementsEqual(
      ("prediction,probability_0,probability_1,error\n" + String(repeating: geneva, count: count)).utf8))
}
