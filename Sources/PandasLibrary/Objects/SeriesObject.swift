package import Columns
package import DataFrames
package import Kernels
package import Plans
package import PythonRuntime
package import Tracing

/// `pandas.Series`: a traced column with labels.
package final class SeriesObject: Object, TracedTable {
  /// The storage, shared with the frame it was taken from and with its other views.
  package private(set) var buffer: ColumnBuffer
  package var index: Index
  package var name: Label?
  /// Whether the storage belongs to something else too, so that copy-on-write eras must copy before a store.
  package private(set) var isShared: Bool

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
  package var plain: DataFrames.Series { DataFrames.Series(values, dtype: dtype, index: index, name: name) }

  // MARK: TracedTable

  package var tracedColumns: [TracedColumn] { [column] }
  package var isOneDimensional: Bool { true }
  package var rowCount: Int { column.count }
  package var columnLabels: [Label]? { name.map { [$0] } }
  package var isColumnMajor: Bool { true }

  package func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    .object(selecting(positions, filter: filter))
  }

  /// The rows at `positions`.
  package func selecting(_ positions: [Int], filter: Plan.TrainingFilter? = nil) -> SeriesObject {
    let selected = column.selecting(positions, in: domain?.selecting(positions, filter: filter))
    return SeriesObject(selected, index: index.selecting(positions), name: name)
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    guard let column = columns.first else { return .object(self) }
    return .object(SeriesObject(column, index: index, name: name))
  }

  /// The same labels and name with other values.
  package func with(_ column: TracedColumn) -> Value { .object(SeriesObject(column, index: index, name: name)) }

  // MARK: Python

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let found = try super.attribute(name, in: context) { return found }
    let label = Label.single(.string(name))
    guard let position = index.positions(of: label).first else {
      if RemovedNames.ofSeries(context.era).contains(name) {
        throw Raised.attributeError("'Series' object has no attribute '\(name)'")
      }
      return nil
    }
    return element(position, in: context)
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    let label = Label.single(.string(name))
    if type.lookup(name) == nil, !index.positions(of: label).isEmpty {
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

  override package func length(in context: Context) throws(Raised) -> Int? { rowCount }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    let values = values
    let dtype = dtype
    var row = 0
    return NativeIterator { _ in
      guard row < values.count else { return nil }
      row += 1
      return pythonElement(values[row - 1], dtype)
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    !index.positions(of: Label(value)).isEmpty
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? {
    throw Raised.valueError(
      "The truth value of a Series is ambiguous. Use a.empty, a.bool(), a.item(), a.any() or a.all().",
      modern: "The truth value of a Series is ambiguous. Use a.empty, a.item(), a.any() or a.all().", context)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw Raised.typeError("unhashable type: 'Series'")
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    shown(context.era).text(context.era, context.displayOptions)
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
    with(try context.unary(operation, of: column))
  }

  override package func float(in context: Context) throws(Raised) -> Double? {
    guard rowCount == 1 else { throw Raised.typeError("cannot convert the series to <class 'float'>") }
    return try context.double(element(0, in: context))
  }

  override package func int(in context: Context) throws(Raised) -> Value? {
    guard rowCount == 1, case .object(let scalar) = element(0, in: context) else {
      throw Raised.typeError("cannot convert the series to <class 'int'>")
    }
    return try scalar.int(in: context)
  }
}
