package import Columns
package import DataFrames
package import Plan
package import PythonRuntime
package import Tracing

/// `pandas.DataFrame`: traced columns over one index.
package final class FrameObject: Object, TracedTable {
  package var index: Index
  /// pandas' `columns`: as many labels as there are buffers.
  package var header: Index
  /// One a column; a series taken from the frame shares its buffer.
  package private(set) var buffers: [ColumnBuffer]
  /// Which raw rows stand at which positions; `nil` for a constant frame: over groups or literals.
  package private(set) var domain: Domain?

  /// - Parameter columns: of as many rows as the index; traced ones agree with `domain`.
  package init(index: Index, header: Index, columns: [TracedColumn], domain: Domain?) {
    self.index = index
    self.header = header
    self.buffers = columns.map(ColumnBuffer.init)
    self.domain = domain
    super.init(type: Pandas.frameType)
  }

  /// The same columns, which stay shared: a view.
  package init(index: Index, header: Index, viewing buffers: [ColumnBuffer], domain: Domain?) {
    self.index = index
    self.header = header
    self.buffers = buffers
    self.domain = domain
    super.init(type: Pandas.frameType)
  }

  package var columnCount: Int { buffers.count }
  package func column(_ position: Int) -> TracedColumn { buffers[position].column }
  package func label(_ position: Int) -> Label { header.label(at: position) }

  /// The positions of the columns with this label, in order; more than one where labels repeat.
  package func positions(of label: Label) -> [Int] {
    (0..<columnCount).filter { header.label(at: $0) == label }
  }

  /// The column at `position` as a series that shares its storage.
  package func series(at position: Int) -> SeriesObject {
    SeriesObject(viewing: buffers[position], index: index, name: label(position))
  }

  // MARK: Stores

  /// Replaces the column at `position` by a new one; views taken before keep the old contents.
  package func replaceColumn(at position: Int, with column: TracedColumn) {
    buffers[position] = ColumnBuffer(named(column, label(position)))
  }

  /// Adds a column at the right.
  package func appendColumn(_ column: TracedColumn, label: Label, header: Index) {
    self.header = header
    buffers.append(ColumnBuffer(named(column, label)))
  }

  /// Changes a column's contents through every view in the classic era, of this frame alone since copy-on-write.
  package func storeColumn(at position: Int, _ column: TracedColumn, era: Era) {
    if era == .modern {
      buffers[position] = ColumnBuffer(named(column, label(position)))
    } else {
      buffers[position].column = named(column, label(position))
    }
  }

  /// Becomes another frame: what `inplace=True` does.
  package func become(_ other: FrameObject) {
    index = other.index
    header = other.header
    buffers = other.buffers
    domain = other.domain
  }

  /// Remembers the notebook's name for what makes the column.
  private func named(_ column: TracedColumn, _ label: Label) -> TracedColumn {
    if let function = column.function, case .single(.string(let text)) = label {
      if function.labels.last != text.description { function.labels.append(text.description) }
    }
    return column
  }

  /// As a plain value, for rendering and for algorithms over labels.
  package var plain: Frame {
    Frame(index: index, header: header, fields: buffers.map { Frame.Field($0.column.values, $0.column.dtype) })
  }

  // MARK: TracedTable

  package var tracedColumns: [TracedColumn] { buffers.map(\.column) }
  package var isOneDimensional: Bool { false }
  package var rowCount: Int { index.count }
  package var columnLabels: [Label]? { (0..<columnCount).map(label) }
  package var isColumnMajor: Bool { true }

  package func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    let domain = domain?.selecting(positions, filter: filter)
    return .object(
      FrameObject(
        index: index.selecting(positions), header: header,
        columns: tracedColumns.map { $0.selecting(positions, in: $0.domain == nil ? nil : domain) }, domain: domain))
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    .object(FrameObject(index: index, header: header, columns: columns, domain: domain))
  }
}
