package import Plans

/// A table as it was read from a file or taken from a bundled data set: what raw fields belong to.
package final class TableSource: Sendable {
  /// Unique within a replay, in order of reading.
  package let number: Int
  /// The file's base name, or the data set's name.
  package let name: String
  /// SHA-256 or other identity is the reader's concern; here only how many rows were read.
  package let rowCount: Int
  /// The columns in the file's order.
  package let columns: [String]
  package let origin: Origin?

  package init(number: Int, name: String, rowCount: Int, columns: [String], origin: Origin?) {
    self.number = number
    self.name = name
    self.rowCount = rowCount
    self.columns = columns
    self.origin = origin
  }
}

/// Names one raw row: its source and its 0-based position in it.
package struct RowIdentity: Hashable, Sendable {
  package let source: Int32
  package let row: Int32

  package init(source: Int, row: Int) {
    self.source = Int32(truncatingIfNeeded: source)
    self.row = Int32(truncatingIfNeeded: row)
  }

  /// A row that stands for no raw row: synthetic samples. Equal to itself only by position.
  package static let synthetic = RowIdentity(source: -1, row: -1)

  package var isSynthetic: Bool { source < 0 }
}

/// Which raw rows stand at which positions.
///
/// Filters, splits, sorts and samples derive domains; they leave row functions as they are.
package final class Domain: Sendable {
  package let rows: [RowIdentity]
  /// The selections that led here from whole sources, oldest first.
  package let filters: [Plan.TrainingFilter]
  /// The rows that the latest filter left; `nil` when there was none. Splits and samples do not change it.
  package let afterFilters: Domain?

  package init(rows: [RowIdentity], filters: [Plan.TrainingFilter] = [], afterFilters: Domain? = nil) {
    self.rows = rows
    self.filters = filters
    self.afterFilters = afterFilters
  }

  /// All rows of a source, in order.
  package convenience init(of source: TableSource) {
    self.init(rows: (0..<source.rowCount).map { RowIdentity(source: source.number, row: $0) })
  }

  package var count: Int { rows.count }

  /// The rows at `positions`; `filter`, when given, tells how they were chosen.
  package func selecting(_ positions: [Int], filter: Plan.TrainingFilter? = nil) -> Domain {
    let selected = positions.map { rows[$0] }
    guard let filter else { return Domain(rows: selected, filters: filters, afterFilters: afterFilters) }
    return Domain(rows: selected, filters: filters + [filter], afterFilters: Domain(rows: selected))
  }

  /// Whether the same raw row stands at every position.
  package static func agree(_ a: Domain?, _ b: Domain?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a === b || (a.rows == b.rows && !a.rows.contains(where: \.isSynthetic))
  }
}
