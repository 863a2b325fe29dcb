import Columns
package import DataFrames
package import Kernels
package import Plans
package import PythonRuntime
package import Tracing

/// `numpy.ndarray` of one or two dimensions, traced column by column; its first axis is the domain.
package final class ArrayObject: Object, TracedTable, SequenceLike {
  package enum Content {
    case vector(ColumnBuffer)
    /// `rows` tells the height of a matrix without columns.
    case matrix([ColumnBuffer], rows: Int)
  }

  package private(set) var content: Content
  /// numpy's dtype: `str` is fixed-width text here, pandas' strings are objects.
  package private(set) var dtype: DType
  /// Whether a matrix came from a frame: its columns lie contiguous, and sums over them run in another order.
  package let isColumnMajor: Bool
  /// Views of some of the rows, which cannot follow a store.
  private var views = RowViews()

  package init(_ content: Content, dtype: DType, isColumnMajor: Bool = false) {
    self.content = content
    self.dtype = dtype
    self.isColumnMajor = isColumnMajor
    super.init(type: NumPy.arrayType)
  }

  /// A vector; strings of a table are objects to numpy, unless `dtype` says otherwise.
  package convenience init(_ column: TracedColumn, dtype: DType? = nil) {
    self.init(.vector(ColumnBuffer(column)), dtype: dtype ?? NumPy.arrayDType(of: column.dtype))
  }

  /// A matrix of columns with one dtype.
  package convenience init(columns: [TracedColumn], rows: Int, dtype: DType, isColumnMajor: Bool = false) {
    self.init(.matrix(columns.map(ColumnBuffer.init), rows: rows), dtype: dtype, isColumnMajor: isColumnMajor)
  }

  package var buffers: [ColumnBuffer] {
    switch content {
    case .vector(let buffer): [buffer]
    case .matrix(let buffers, _): buffers
    }
  }

  package var tracedColumns: [TracedColumn] { buffers.map(\.column) }

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

  /// Number of elements.
  package var size: Int { shape.reduce(1, *) }

  package var columnLabels: [Label]? { nil }

  // MARK: Other arrays of the same kind

  /// The rows at `positions`, in that order: what indexing with an array gives, a copy in C order.
  package func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    .object(selecting(positions, filter: filter, isColumnMajor: false))
  }

  func selecting(_ positions: [Int], filter: Plan.TrainingFilter? = nil, isColumnMajor: Bool) -> ArrayObject {
    let domain = tracedColumns.first { $0.domain != nil }?.domain?.selecting(positions, filter: filter)
    let columns = tracedColumns.map { $0.selecting(positions, in: $0.domain == nil ? nil : domain) }
    if isOneDimensional, let column = columns.first { return ArrayObject(column, dtype: dtype) }
    return ArrayObject(columns: columns, rows: positions.count, dtype: dtype, isColumnMajor: isColumnMajor)
  }

  /// A view of the rows at `positions`.
  func viewing(_ positions: [Int]) -> ArrayObject {
    let view = selecting(positions, isColumnMajor: isColumnMajor)
    views.add(view, of: self)
    return view
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    if isOneDimensional, let column = columns.first { return .object(ArrayObject(column)) }
    let dtype = columns.first.map { NumPy.arrayDType(of: $0.dtype) } ?? self.dtype
    return .object(ArrayObject(columns: columns, rows: rowCount, dtype: dtype, isColumnMajor: isColumnMajor))
  }

  /// Takes over other contents, seen by everything that shares the buffers.
  func store(_ columns: [TracedColumn], in context: Context) throws(Raised) {
    guard !views.areAlive else { throw context.unsupportedNow("a store into an array that has views") }
    for (buffer, column) in zip(buffers, columns) { buffer.column = column }
  }

  // MARK: Python

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try combined(operation, with: other, reflected: reflected, in: context)
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let result = try combined(operation, with: other, reflected: false, in: context)?.cast(to: ArrayObject.self)
    else { return nil }
    guard result.dtype == dtype, result.shape == shape else {
      throw context.unsupportedNow("'\(operation.symbol)=' of an array that changes its dtype or shape")
    }
    try store(result.tracedColumns, in: context)
    return .object(self)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    try changed(operation, in: context)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    try compared(operation, with: other, in: context)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    try selected(key, in: context)
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    try assign(value.supported(), at: key, in: context)
  }

  override package func length(in context: Context) throws(Raised) -> Int? { rowCount }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    let count = rowCount
    var row = 0
    return NativeIterator { _ in
      guard row < count else { return nil }
      row += 1
      return self.entry(row - 1)
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    guard let matches = try compared(.equal, with: value, in: context)?.cast(to: ArrayObject.self) else { return false }
    return matches.tracedColumns.contains { $0.values.flags?.contains(true) == true }
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? {
    guard size == 1 else {
      if size == 0, context.era == .classic { return false }
      throw .valueError(
        size == 0
          ? "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
          : "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
    }
    return try context.truth(only)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: 'numpy.ndarray'")
  }

  override package func float(in context: Context) throws(Raised) -> Double? {
    try context.double(try single(in: context))
  }

  override package func int(in context: Context) throws(Raised) -> Value? {
    let value = try single(in: context)
    guard case .object(let scalar) = value else { return value }
    return try scalar.int(in: context)
  }

  override package func str(in context: Context) throws(Raised) -> PythonString { text(in: context).str }
  override package func repr(in context: Context) throws(Raised) -> PythonString { text(in: context).repr }

  /// The only element.
  private var only: Value { element(0, 0) }

  /// The only element of an array, as far as the era takes arrays of one for a number.
  private func single(in context: Context) throws(Raised) -> Value {
    guard context.era == .classic else {
      throw .typeError("only 0-dimensional arrays can be converted to Python scalars")
    }
    guard size == 1 else { throw .typeError("only size-1 arrays can be converted to Python scalars") }
    return only
  }
}

/// The views of an array that hold copies of its rows.
private struct RowViews {
  private final class View {
    weak var array: ArrayObject?
    init(_ array: ArrayObject) { self.array = array }
  }

  private var all: [View] = []
  private weak var base: ArrayObject?

  var areAlive: Bool { base != nil || all.contains { $0.array != nil } }

  mutating func add(_ view: ArrayObject, of base: ArrayObject) {
    all.removeAll { $0.array == nil }
    all.append(View(view))
    view.become(viewOf: base)
  }

  mutating func setBase(_ array: ArrayObject) { base = array }
}

extension ArrayObject {
  fileprivate func become(viewOf base: ArrayObject) { views.setBase(base) }
}
