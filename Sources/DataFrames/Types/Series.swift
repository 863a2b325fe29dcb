package import Columns

/// One column with its labels.
package struct Series: Sendable, Hashable {
  package var name: Label?
  package var index: Index
  package var dtype: DType
  package var values: Column

  package init(_ values: Column, dtype: DType? = nil, index: Index? = nil, name: Label? = nil) {
    self.values = values
    self.dtype = dtype ?? DType(of: values)
    self.index = index ?? Index(count: values.count)
    self.name = name
  }

  package var count: Int { values.count }

  /// The rows at `positions`, in that order.
  package func selecting(_ positions: [Int]) -> Series {
    Series(values.selecting(positions), dtype: dtype, index: index.selecting(positions), name: name)
  }
}
