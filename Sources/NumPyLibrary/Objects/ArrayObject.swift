package import Columns
package import DataFrames
package import Kernels
package import Plan
package import PythonRuntime
package import Tracing

/// `numpy.ndarray` of one or two dimensions, traced column by column; its first axis is the domain.
package final class ArrayObject: Object, TracedTable {
  package enum Content {
    case vector(ColumnBuffer)
    /// `rows` tells the height of a matrix without columns.
    case matrix([ColumnBuffer], rows: Int)
  }

  package var content: Content
  package var dtype: DType
  /// Whether a matrix came from a frame: its columns lie contiguous, and sums over them run in another order.
  package var isColumnMajor: Bool

  package init(_ content: Content, dtype: DType, isColumnMajor: Bool = false) {
    self.content = content
    self.dtype = dtype
    self.isColumnMajor = isColumnMajor
    super.init(type: NumPy.arrayType)
  }

  /// A vector.
  package convenience init(_ column: TracedColumn) {
    self.init(.vector(ColumnBuffer(column)), dtype: column.dtype)
  }

  /// A matrix of columns with one dtype.
  package convenience init(columns: [TracedColumn], rows: Int, dtype: DType, isColumnMajor: Bool = false) {
    self.init(.matrix(columns.map(ColumnBuffer.init), rows: rows), dtype: dtype, isColumnMajor: isColumnMajor)
  }

  package var tracedColumns: [TracedColumn] {
    switch content {
    case .vector(let buffer): [buffer.column]
    case .matrix(let buffers, _): buffers.map(\.column)
    }
  }

  package var isOneDimensional: Bool {
    if case .vector = content { true } else { false }
  }

  package var rowCount: Int {
    switch content {
    case .vector(let buffer): buffer.column.count
    case .matrix(_, let rows): rows
    }
  }

  package var shape: [Int] {
    switch content {
    case .vector(let buffer): [buffer.column.count]
    case .matrix(let buffers, let rows): [rows, buffers.count]
    }
  }

  package var columnLabels: [Label]? { nil }

  package func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    let domain = tracedColumns.first?.domain?.selecting(positions, filter: filter)
    let columns = tracedColumns.map { $0.selecting(positions, in: domain) }
    if isOneDimensional, let column = columns.first { return .object(ArrayObject(column)) }
    return .object(ArrayObject(columns: columns, rows: positions.count, dtype: dtype))
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    if isOneDimensional, let column = columns.first { return .object(ArrayObject(column)) }
    return .object(
      ArrayObject(
        columns: columns, rows: rowCount, dtype: columns.first?.dtype ?? dtype, isColumnMajor: isColumnMajor))
  }
}
