package import Columns
package import DataFrames
package import Plans

/// A column with its trace: values, the row function that makes them, and which raw rows they stand for.
package struct TracedColumn {
  package var values: Column
  package var dtype: DType
  /// How each value is made from its raw row. Present exactly when `domain` is.
  package var function: RowFunction?
  /// The raw rows; `nil` for a constant column: one over groups or literals, computed eagerly.
  package var domain: Domain?
  /// For a constant column: what it was computed from, to be remembered by what freezes it.
  package var fitted: Plan.Fitted?

  package init(
    values: Column, dtype: DType, function: RowFunction? = nil, domain: Domain? = nil, fitted: Plan.Fitted? = nil
  ) {
    self.values = values
    self.dtype = dtype
    self.function = function
    self.domain = domain
    self.fitted = fitted
  }

  package var count: Int { values.count }

  /// The rows at `positions`, in that order: another domain, the same row function.
  package func selecting(_ positions: [Int], in selected: Domain?) -> TracedColumn {
    TracedColumn(
      values: values.selecting(positions), dtype: dtype, function: function, domain: selected, fitted: fitted)
  }
}

/// The storage of a column, shared by everything that is a view of it.
///
/// A store through any alias replaces the contents, row function included. Copy-on-write eras give every alias a buffer of
/// its own before they store.
package final class ColumnBuffer {
  package var column: TracedColumn

  package init(_ column: TracedColumn) {
    self.column = column
  }
}

extension Column {
  /// One value in every row.
  package init(repeating value: Scalar, count: Int) {
    switch value {
    case .bool(let flag): self = .bools(Array(repeating: flag, count: count))
    case .int(let number): self = .ints(Array(repeating: number, count: count))
    case .float(let number): self = .floats(Array(repeating: number, count: count))
    case .string(let text): self = .strings(StringColumn(repeating: text, count: count))
    case .missing, .none: self = .floats(Array(repeating: .nan, count: count))
    case .object: self = Column(.object(Array(repeating: value, count: count)))
    }
  }
}
