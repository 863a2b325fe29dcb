package import Columns
package import DataFrames
package import Kernels
package import Plans
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

  /// Columns that could not be computed, and where they stood: asking for one is unsupported, the others stay usable.
  package internal(set) var lostColumns: [LostColumn] = [] {
    didSet {
      isPartlyPoisoned = !lostColumns.isEmpty
      poison = lostColumns.first?.cause
    }
  }

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
  package func positions(of label: Label) -> [Int] { header.positions(of: label) }

  /// The column at `position` as a series that shares its storage.
  package func series(at position: Int) -> SeriesObject {
    SeriesObject(viewing: buffers[position], index: index, name: label(position))
  }

  // MARK: Stores

  /// Replaces the column at `position` by a new one; views taken before keep the old contents.
  package func replaceColumn(at position: Int, with column: TracedColumn) {
    buffers[position] = ColumnBuffer(named(column, label(position)))
    adoptDomain(of: column)
  }

  /// Adds a column at the right.
  package func appendColumn(_ column: TracedColumn, label: Label) {
    insertColumn(column, label: label, at: columnCount)
  }

  /// Adds a column before the one at `position`.
  package func insertColumn(_ column: TracedColumn, label: Label, at position: Int) {
    var labels = header.labels
    labels.insert(label, at: position)
    header = Index(of: labels, names: header.names)
    buffers.insert(ColumnBuffer(named(column, label)), at: position)
    adoptDomain(of: column)
  }

  /// Removes the column at `position`.
  package func removeColumn(at position: Int) {
    header = header.selecting((0..<columnCount).filter { $0 != position })
    buffers.remove(at: position)
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
    lostColumns = other.lostColumns
  }

  /// A frame without rows of its own takes those of its first traced column.
  private func adoptDomain(of column: TracedColumn) {
    if domain == nil, column.domain != nil, columnCount == 1 { domain = column.domain }
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
    .object(selecting(positions, filter: filter))
  }

  /// The rows at `positions`.
  package func selecting(_ positions: [Int], filter: Plan.TrainingFilter? = nil) -> FrameObject {
    let domain = domain?.selecting(positions, filter: filter)
    return FrameObject(
      index: index.selecting(positions), header: header,
      columns: tracedColumns.map { $0.selecting(positions, in: $0.domain == nil ? nil : domain) }, domain: domain)
  }

  /// The columns at `positions`.
  package func selectingColumns(_ positions: [Int]) -> FrameObject {
    FrameObject(
      index: index, header: header.selecting(positions), columns: positions.map(column), domain: domain)
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    .object(FrameObject(index: index, header: header, columns: columns, domain: domain))
  }

  // MARK: Python

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let found = try super.attribute(name, in: context) { return found }
    if let cause = lostCause(.single(.string(name))) { return .unsupported(cause) }
    guard let position = positions(of: .single(.string(name))).first else {
      if RemovedNames.ofFrames(context.era).contains(name) {
        throw Raised.attributeError("'DataFrame' object has no attribute '\(name)'")
      }
      return nil
    }
    return .object(series(at: position))
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if type.lookup(name) == nil, !positions(of: .single(.string(name))).isEmpty {
      return try setItem(at: .string(name), to: value, in: context)
    }
    try super.setAttribute(name, to: value, in: context)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    try value(at: key, in: context)
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    try store(value, at: key, in: context)
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    if lostCause(Label(key)) != nil { return lostColumns.removeAll { $0.label == Label(key) } }
    guard let position = positions(of: Label(key)).first else { throw Raised.keyError(key) }
    removeColumn(at: position)
  }

  override package func length(in context: Context) throws(Raised) -> Int? { rowCount }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(header.labels.map(\.pythonValue))
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    !positions(of: Label(value)).isEmpty
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? {
    throw Raised.valueError(
      "The truth value of a DataFrame is ambiguous. Use a.empty, a.bool(), a.item(), a.any() or a.all().",
      modern: "The truth value of a DataFrame is ambiguous. Use a.empty, a.item(), a.any() or a.all().", context)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw Raised.typeError("unhashable type: 'DataFrame'")
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    shown(context.era).text(context.era, context.displayOptions)
  }

  override package func html(in context: Context) throws(Raised) -> PythonString? {
    shown(context.era).html(context.era, context.displayOptions)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try combined(operation, with: other, reflected: reflected, in: context)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    try compared(operation, with: other, in: context)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    var columns: [TracedColumn] = []
    for column in tracedColumns { columns.append(try context.unary(operation, of: column)) }
    return replacing(columns)
  }
}
