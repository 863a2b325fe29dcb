package import Columns

/// Columns of one length with labels for the rows (`index`) and for the columns (`header`).
package struct Frame: Sendable, Hashable {
  /// Values with their dtype.
  package struct Field: Sendable, Hashable {
    package var dtype: DType
    package var values: Column

    package init(_ values: Column, _ dtype: DType? = nil) {
      self.values = values
      self.dtype = dtype ?? DType(of: values)
    }
  }

  package var index: Index
  /// pandas' `columns`: as many labels as there are fields.
  package var header: Index
  package var fields: [Field]

  package init(index: Index, header: Index, fields: [Field]) {
    self.index = index
    self.header = header
    self.fields = fields
  }

  package var rowCount: Int { index.count }
  package var columnCount: Int { fields.count }

  package func series(_ column: Int) -> Series {
    Series(fields[column].values, dtype: fields[column].dtype, index: index, name: header.label(at: column))
  }

  /// The rows at `positions`, in that order.
  package func selectingRows(_ positions: [Int]) -> Frame {
    Frame(
      index: index.selecting(positions), header: header,
      fields: fields.map { Field($0.values.selecting(positions), $0.dtype) })
  }

  /// The columns at `positions`, in that order.
  package func selectingColumns(_ positions: [Int]) -> Frame {
    Frame(index: index, header: header.selecting(positions), fields: positions.map { fields[$0] })
  }
}
