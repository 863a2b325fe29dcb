import FlatRents
import Scoring
import Testing

/// Replays the fixture's rows against its expectations after `change`.
private func check(_ change: (String) -> String, _ expected: GoldenVerdict) throws {
  let rows = GoldenRows(rows: Array(FlatRents.rows.utf8), expected: Array(change(FlatRents.expected).utf8))
  #expect(try rows.verdict(on: FlatRents().model) == expected)
}

private func replacing(_ old: String, _ new: String) -> (String) -> String {
  { text in
    guard let range = text.firstRange(of: old) else { return "" }
    return text.replacingCharacters(in: range, with: new)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}

@Test func matchesInEveryBit() throws {
  try check({ $0 }, .matched(rows: 4))
  let rents = try FlatRents()
  #expect(try rents.bundle.goldenVerdict(on: rents.model) == .matched(rows: 4))
  let expectations = try GoldenRows.expectations(of: Array(FlatRents.rows.utf8), by: rents.model)
  #expect(String(decoding: expectations, as: UTF8.self) == FlatRents.expected)
}

@Test func namesTheFirstDifference() throws {
  try check(
    replacing("0.6794871794871795", "0.6794871794871796"),
    .differs(row: 2, column: "probability_1", expected: "0.6794871794871796", found: "0.6794871794871795"))
  try check(
    replacing(",nan,", ",0.0,"), .differs(row: 2, column: "feature_area", expected: "0.0", found: "nan"))
  try check(
    replacing("sunk", "gone"),
    .differs(row: 4, column: "error", expected: "KeyError: 'Atlantis, gone'", found: "KeyError: 'Atlantis, sunk'"))
}

@Test func neverPassesWithoutComparing() throws {
  try check(
    replacing("feature_area", "feature_size"), .unreadable("golden/expected.csv has other columns than the model"))
  try check({ $0 + "1\n" }, .unreadable("golden/expected.csv has more rows than golden/rows.jsonl"))
  let header = String(FlatRents.expected.prefix { $0 != "\n" }) + "\n"
  try check({ _ in header }, .unreadable("golden/expected.csv ends before row 1"))
  let none = GoldenRows(rows: [0x0A], expected: Array(header.utf8))
  #expect(try none.verdict(on: FlatRents().model) == .unreadable("golden/rows.jsonl has no rows"))
}
