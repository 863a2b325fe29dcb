import Columns

extension Frame {
  /// All values, row by row, as one array: pandas' `values`, in the dtype that holds all columns.
  package var matrix: Field {
    let all = concatenated(fields)
    let rows = rowCount
    let columns = columnCount
    var positions: [Int] = []
    positions.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { positions.append(column * rows + row) }
    }
    return Field(all.values.selecting(positions), all.dtype)
  }

  /// Rows as columns: pandas' `T`.
  package var transposed: Frame {
    let all = concatenated(fields)
    let rows = rowCount
    let fields = (0..<rows).map { row in
      Field(all.values.selecting((0..<columnCount).map { $0 * rows + row }), all.dtype)
    }
    return Frame(index: header, header: index, fields: fields)
  }
}
