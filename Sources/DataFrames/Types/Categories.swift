package import Columns

/// The categories of a categorical dtype, in their order.
package struct Categories: Sendable, Hashable {
  /// The categories: unique, none missing.
  package let values: Column
  package let dtype: DTypeBox
  package let ordered: Bool
  /// The bounds, where the categories are intervals; `values` then holds their texts.
  package let intervals: Intervals?

  package init(_ values: Column, dtype: DType, ordered: Bool = false) {
    self.values = values
    self.dtype = DTypeBox(dtype)
    self.ordered = ordered
    intervals = nil
  }

  /// Intervals as categories, as `cut` and `qcut` make them.
  package init(_ intervals: Intervals, ordered: Bool) {
    values = intervals.texts
    dtype = DTypeBox(.interval(intervals.kind))
    self.ordered = ordered
    self.intervals = intervals
  }

  package var count: Int { values.count }

  /// For each row of `column` the position of its category, -1 where it is missing or no category.
  package func codes(of column: Column) -> [Int] {
    var position: [Scalar: Int] = [:]
    for code in 0..<values.count { position[values[code].asKey] = code }
    return (0..<column.count).map { row in
      column.isMissing(row) ? -1 : position[column[row].asKey] ?? -1
    }
  }
}

/// A dtype inside a dtype: the categories' own.
package final class DTypeBox: Sendable, Hashable {
  package let value: DType

  package init(_ value: DType) { self.value = value }

  package static func == (a: DTypeBox, b: DTypeBox) -> Bool { a.value == b.value }

  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Scalar {
  /// The value as Python hashes it: `1`, `1.0` and `True` are one key, so are `0.0` and `-0.0`, and all missing values.
  package var asKey: Scalar {
    switch self {
    case .bool(let value): .int(value ? 1 : 0)
    case .float(let value):
      if value.isNaN { .missing } else if let whole = Int64(exactly: value) { .int(whole) } else { self }
    case .none: .missing
    default: self
    }
  }
}
