package import Columns
package import DataFrames
package import Plan
package import PythonRuntime
package import Tracing

/// `pandas.Series`: a traced column with labels.
package final class SeriesObject: Object, TracedTable {
  /// The storage, shared with the frame it was taken from and with its other views.
  package private(set) var buffer: ColumnBuffer
  package var index: Index
  package var name: Label?
  /// Whether the storage belongs to something else too, so that copy-on-write eras must copy before a store.
  private var isShared: Bool

  package init(_ column: TracedColumn, index: Index, name: Label? = nil) {
    buffer = ColumnBuffer(column)
    self.index = index
    self.name = name
    isShared = false
    super.init(type: Pandas.seriesType)
  }

  /// A view of a frame's column.
  package init(viewing buffer: ColumnBuffer, index: Index, name: Label?) {
    self.buffer = buffer
    self.index = index
    self.name = name
    isShared = true
    super.init(type: Pandas.seriesType)
  }

  package var column: TracedColumn { buffer.column }
  package var values: Column { buffer.column.values }
  package var dtype: DType { buffer.column.dtype }
  package var domain: Domain? { buffer.column.domain }

  /// Replaces the contents: through every alias in the classic era, of this series alone since copy-on-write.
  package func store(_ column: TracedColumn, era: Era) {
    if era == .modern && isShared {
      buffer = ColumnBuffer(column)
      isShared = false
    } else {
      buffer.column = column
    }
  }

  /// As a plain value, for rendering and for algorithms over labels.
  package var plain: Series { Series(values, dtype: dtype, index: index, name: name) }

  // MARK: TracedTable

  package var tracedColumns: [TracedColumn] { [column] }
  package var isOneDimensional: Bool { true }
  package var rowCount: Int { column.count }
  package var columnLabels: [Label]? { name.map { [$0] } }
  package var isColumnMajor: Bool { true }

  package func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    let selected = column.selecting(positions, in: domain?.selecting(positions, filter: filter))
    return .object(SeriesObject(selected, index: index.selecting(positions), name: name))
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    guard let column = columns.first else { return .object(self) }
    return .object(SeriesObject(column, index: index, name: name))
  }
}
