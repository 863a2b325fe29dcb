/// What came of replaying the golden rows.
package enum GoldenVerdict: Hashable, Sendable {
  /// All rows gave what they had to, in every bit.
  case matched(rows: Int)
  /// The first place that differs. Rows are counted from 1.
  case differs(row: Int, column: String, expected: String, found: String)
  /// The golden files are absent, empty or damaged.
  case unreadable(String)

  /// All golden rows matched.
  package var isMatch: Bool {
    if case .matched = self { true } else { false }
  }

  /// For a person.
  package var message: String {
    switch self {
    case .matched(let rows): "\(rows) golden rows match"
    case .differs(let row, let column, let expected, let found):
      "golden row \(row), column '\(column)': expected '\(expected)', found '\(found)'"
    case .unreadable(let reason): reason
    }
  }
}
