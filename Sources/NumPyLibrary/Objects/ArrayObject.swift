import Columns
package import DataFrames
package import Kernels
package import Plans
package import PythonRuntime
package import Tracing

/// `numpy.ndarray`: columns of rows (of one or two dimensions, the first axis is the domain), or plain elements of any
/// rank, whose views share their storage.
package final class ArrayObject: Object, TracedTable, SequenceLike {
  package enum Content {
    /// Traced column by column; `rows` tells the height of a matrix without columns.
    case columns([ColumnBuffer], rows: Int, isVector: Bool)
    /// No functions of rows.
    case strided(ElementBuffer, ElementLayout)
  }

  package internal(set) var content: Content
  /// numpy's dtype: `str` is fixed-width text here, pandas' strings are objects.
  package private(set) var dtype: DType
  private let hasColumnsInOrder: Bool
  /// The array that this one is a view of.
  package internal(set) var base: ArrayObject?
  /// Views of some of the rows, which cannot follow a store.
  private var views = RowViews()

  private init(_ content: Content, dtype: DType, hasColumnsInOrder: Bool) {
    self.content = content
    self.dtype = dtype
    self.hasColumnsInOrder = hasColumnsInOrder
    super.init(type: NumPy.arrayType)
  }

  /// Elements that are no functions of rows.
  package convenience init(_ buffer: ElementBuffer, _ layout: ElementLayout, dtype: DType, base: ArrayObject? = nil) {
    self.init(.strided(buffer, layout), dtype: dtype, hasColumnsInOrder: false)
    self.base = base
  }

  /// A vector that shares its storage.
  convenience init(sharing buffer: ColumnBuffer, dtype: DType) {
    self.init(.columns([buffer], rows: buffer.column.count, isVector: true), dtype: dtype, hasColumnsInOrder: false)
  }

  /// A matrix that shares its columns.
  convenience init(sharing buffers: [ColumnBuffer], rows: Int, dtype: DType, isColumnMajor: Bool = false) {
    self.init(
      .columns(buffers, rows: rows, isVector: false), dtype: dtype, hasColumnsInOrder: isColumnMajor)
  }

  /// A vector; strings of a table are objects to numpy, unless `dtype` says otherwise.
  package convenience init(_ column: TracedColumn, dtype: DType? = nil) {
    let dtype = dtype ?? NumPy.arrayDType(of: column.dtype)
    if column.domain == nil {
      self.init(
        ElementBuffer(column.values, fitted: column.fitted), ElementLayout(shape: [column.count]), dtype: dtype)
    } else {
      self.init(sharing: ColumnBuffer(column), dtype: dtype)
    }
  }

  /// A matrix of columns with one dtype.
  package convenience init(columns: [TracedColumn], rows: Int, dtype: DType, isColumnMajor: Bool = false) {
    guard columns.allSatisfy({ $0.domain == nil }) else {
      self.init(sharing: columns.map(ColumnBuffer.init), rows: rows, dtype: dtype, isColumnMajor: isColumnMajor)
      return
    }
    let fitted = columns.lazy.compactMap(\.fitted).first
    if let unjoined = UnjoinedColumns(columns.map(\.values), rows: rows, dtype, isColumnMajor: isColumnMajor) {
      self.init(ElementBuffer(unjoined, fitted: fitted), unjoined.layout, dtype: dtype)
      return
    }
    let shape = [rows, columns.count]
    let inColumns = ElementLayout(shape: shape, strides: [1, rows])
    let joined = Column(joining: columns.map(\.values), dtype)
    let buffer = ElementBuffer(isColumnMajor ? joined : joined.selecting(inColumns.positions), fitted: fitted)
    self.init(buffer, isColumnMajor ? inColumns : ElementLayout(shape: shape), dtype: dtype)
  }

  /// Whether a matrix came from a frame: its columns lie contiguous, and sums over them run in another order.
  package var isColumnMajor: Bool {
    switch content {
    case .columns: hasColumnsInOrder
    case .strided(_, let layout): layout.isColumnMajor
    }
  }

  /// The columns; those of plain elements are copies.
  var buffers: [ColumnBuffer] {
    switch content {
    case .columns(let buffers, _, _): buffers
    case .strided: tracedColumns.map(ColumnBuffer.init)
    }
  }

  package var tracedColumns: [TracedColumn] {
    switch content {
    case .columns(let buffers, _, _): return buffers.map(\.column)
    case .strided(let buffer, let layout):
      if let columns = buffer.columns(of: layout) {
        return columns.map { TracedColumn(values: $0, dtype: dtype, fitted: buffer.fitted) }
      }
      func column(_ layout: ElementLayout) -> TracedColumn {
        TracedColumn(values: buffer.values.selecting(layout), dtype: dtype, fitted: buffer.fitted)
      }
      guard layout.rank > 1 else { return [column(layout)] }
      let width = layout.shape.dropFirst().reduce(1, *)
      if layout.rank == 2 { return (0..<width).map { column(layout.fixing(1, at: $0)) } }
      let flat = ElementLayout(shape: [layout.shape[0], width])
      let values = flattened
      return (0..<width).map {
        TracedColumn(
          values: values.selecting(flat.fixing(1, at: $0).positions), dtype: dtype, fitted: buffer.fitted)
      }
    }
  }

  /// The columns that stand for rows; none of plain elements.
  var domainColumns: [TracedColumn] {
    if case .columns(let buffers, _, _) = content { buffers.map(\.column) } else { [] }
  }

  /// What plain elements were computed from.
  var tracedFitted: Plan.Fitted? {
    switch content {
    case .columns(let buffers, _, _): buffers.lazy.compactMap(\.column.fitted).first
    case .strided(let buffer, _): buffer.fitted
    }
  }

  /// Whether the elements are no functions of rows.
  package var isStrided: Bool { if case .strided = content { true } else { false } }

  package var isOneDimensional: Bool { shape.count == 1 }

  package var rowCount: Int { shape.first ?? 1 }

  package var shape: [Int] {
    switch content {
    case .columns(let buffers, let rows, let isVector): isVector ? [rows] : [rows, buffers.count]
    case .strided(_, let layout): layout.shape
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
    if isStrided, shape.count != 1 {
      let dense = dense
      let width = shape.dropFirst().reduce(1, *)
      let elements = positions.flatMap { row in (0..<width).map { row * width + $0 } }
      return ArrayObject(dense.selecting(elements, shape: [positions.count] + shape.dropFirst()))
    }
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
    if isStrided, shape.count != 1, columns.allSatisfy({ $0.domain == nil }) {
      return .object(ArrayObject(NumPy.dense(columns, shape: shape)))
    }
    if isOneDimensional, let column = columns.first { return .object(ArrayObject(column)) }
    let dtype = columns.first.map { NumPy.arrayDType(of: $0.dtype) } ?? self.dtype
    return .object(ArrayObject(columns: columns, rows: rowCount, dtype: dtype, isColumnMajor: isColumnMajor))
  }

  /// Takes over other contents, seen by everything that shares the buffers.
  func store(_ columns: [TracedColumn], in context: Context) throws(Raised) {
    if case .strided(let buffer, let layout) = content {
      let dense = NumPy.dense(columns, shape: shape)
      return buffer.store(dense.scalars, at: layout.positions, dtype: dtype)
    }
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
    if isStrided, result.isStrided { return try assignInPlace(operation, result, in: context) }
    guard result.dtype == dtype, result.shape == shape else {
      throw context.unsupportedNow("'\(operation.symbol)=' of an array that changes its dtype or shape")
    }
    if isStrided { content = result.content } else { try store(result.tracedColumns, in: context) }
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

  override package func length(in context: Context) throws(Raised) -> Int? {
    guard let count = shape.first else { throw .typeError("len() of unsized object") }
    return count
  }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    guard let count = shape.first else { throw .typeError("iteration over a 0-d array") }
    var row = 0
    return NativeIterator { _ in
      guard row < count else { return nil }
      row += 1
      return self.entry(row - 1)
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    guard let matches = try compared(.equal, with: value, in: context)?.cast(to: ArrayObject.self) else { return false }
    return matches.flattened.flags?.contains(true) == true
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

  override package func str(in context: Context) throws(Raised) -> PythonString {
    shape.isEmpty ? try context.str(only) : text(in: context).str
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    if shape.isEmpty { return try context.format(only, specification) }
    if specification.bytes.isEmpty { return try str(in: context) }
    throw .typeError("unsupported format string passed to numpy.ndarray.__format__")
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString { text(in: context).repr }

  /// The only element.
  private var only: Value {
    NumPy.element(flattened[0], dtype, fitted: tracedFitted)
  }

  override package func index(in context: Context) throws(Raised) -> Int? {
    guard shape.isEmpty, dtype.isInteger, case .int(let number) = flattened[0] else { return nil }
    return Int(number)
  }

  /// The only element of an array, as far as the era takes arrays of one for a number.
  private func single(in context: Context) throws(Raised) -> Value {
    guard context.era == .classic || shape.isEmpty else {
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
