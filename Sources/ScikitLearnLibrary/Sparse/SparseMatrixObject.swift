import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A `scipy.sparse` matrix: its numbers are kept like those of an array, and which of them are stored is told from them.
final class SparseMatrixObject: Object, TracedTable {
  /// In which order entries lie.
  enum Format: String {
    case rows = "csr"
    case columns = "csc"
    case coordinates = "coo"

    /// What its repr says.
    var name: String {
      switch self {
      case .rows: "Compressed Sparse Row"
      case .columns: "Compressed Sparse Column"
      case .coordinates: "COOrdinate"
      }
    }
  }

  let dense: ArrayObject
  let format: Format
  /// The order in which a row's entries are stored, where it is not that of the columns.
  let order: [Int]?

  init(_ dense: ArrayObject, format: Format = .rows, order: [Int]? = nil) {
    self.dense = dense
    self.format = format
    self.order = order
    super.init(type: ScikitLearn.sparseType(format))
  }

  var tracedColumns: [TracedColumn] { dense.tracedColumns }
  var isOneDimensional: Bool { false }
  var rowCount: Int { dense.rowCount }
  var columnLabels: [Label]? { nil }
  var isColumnMajor: Bool { false }

  func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    guard let array = dense.selectingRows(positions, filter: filter).object as? ArrayObject else { return .none }
    return .object(SparseMatrixObject(array, format: format == .columns ? .columns : .rows, order: order))
  }

  func replacing(_ columns: [TracedColumn]) -> Value { SparseMatrixObject.wrapped(dense.replacing(columns)) }

  /// An array of two dimensions as a matrix; anything else as it is.
  static func wrapped(_ value: Value, format: Format = .rows) -> Value {
    guard let array = value.object as? ArrayObject, array.shape.count == 2 else { return value }
    return .object(SparseMatrixObject(array, format: format))
  }

  /// Number of entries that are stored: those that are not zero.
  var storedCount: Int { SparseMatrixObject.storedCount(tracedColumns) }

  /// How many numbers of some columns are not zero.
  static func storedCount(_ columns: [TracedColumn]) -> Int {
    columns.reduce(0) { count, column in count + column.values.float64s.count { $0 != 0 } }
  }

  /// The stored entries, in the order in which they lie.
  var entries: [(row: Int, column: Int, value: Scalar)] {
    let columns = tracedColumns.map(\.values)
    let places = order ?? Array(columns.indices)
    var result: [(row: Int, column: Int, value: Scalar)] = []
    func append(_ row: Int, _ column: Int) {
      let value = columns[column][row]
      if !value.isZero { result.append((row, column, value)) }
    }
    if format == .columns {
      for column in columns.indices { for row in 0..<rowCount { append(row, column) } }
    } else {
      for row in 0..<rowCount { for column in places { append(row, column) } }
    }
    return result
  }

  // MARK: Python

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let found = try context.item(of: .object(dense), at: key)
    guard let array = found.object as? ArrayObject else { return found }
    if array.shape.count == 2 {
      let kept = array.shape[1] == dense.shape[1] && !(key.object is TupleObject) ? order : nil
      return .object(SparseMatrixObject(array, format: format == .columns ? .columns : .rows, order: kept))
    }
    guard array.shape.count == 1 else { return found }
    // Matrices keep two dimensions: a row, or a column where the second index is a number.
    var isRow = true
    if let both = key.cast(to: TupleObject.self)?.items, both.count == 2 {
      isRow = try context.indexIfInteger(both[1]) == nil
    }
    let shape: [Value] = isRow ? [1, .int(array.rowCount)] : [.int(array.rowCount), 1]
    return SparseMatrixObject.wrapped(
      try context.callMethod(found, "reshape", CallArguments(shape)), format: format == .columns ? .columns : .rows)
  }

  override func length(in context: Context) throws(Raised) -> Int? {
    throw .typeError(
      context.era == .classic
        ? "sparse matrix length is ambiguous; use getnnz() or shape[0]"
        : "sparse array length is ambiguous; use getnnz() or shape[0]")
  }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    var row = 0
    return NativeIterator { _ in
      guard row < self.rowCount else { return nil }
      row += 1
      return self.selectingRows([row - 1], filter: nil)
    }
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    let isSparse = other.object is SparseMatrixObject
    let right = (other.object as? SparseMatrixObject).map { Value.object($0.dense) } ?? other
    let isNumber = other.object is any TracedTable ? false : try context.double(other) != nil
    switch operation {
    case .matrixMultiply: return try product(right, isSparse, reflected, in: context)
    case .multiply where !isNumber: return try product(right, isSparse, reflected, in: context)
    case .multiply,
      .divide where !reflected:
      let made =
        try reflected
        ? context.binary(operation, right, .object(dense)) : context.binary(operation, .object(dense), right)
      return SparseMatrixObject.wrapped(made, format: format)
    case .add, .subtract:
      guard isSparse else {
        if isNumber { throw context.unsupportedNow("a number added to a sparse matrix") }
        return nil
      }
      return SparseMatrixObject.wrapped(try context.binary(operation, .object(dense), right), format: format)
    default: return nil
    }
  }

  func product(
    _ right: Value, _ isSparse: Bool, _ reflected: Bool, in context: Context
  ) throws(Raised) -> Value {
    let made =
      try reflected
      ? context.binary(.matrixMultiply, right, .object(dense)) : context.binary(.matrixMultiply, .object(dense), right)
    return isSparse ? SparseMatrixObject.wrapped(made, format: format) : made
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let dtype = dense.dtype.name(context.era)
    let shape = dense.shape
    return context.era == .classic
      ? PythonString(
        "<\(shape[0])x\(shape[1]) sparse matrix of type '<class 'numpy.\(dtype)'>'\n\twith \(storedCount) stored elements "
          + "in \(format.name) format>")
      : PythonString(
        "<\(format.name) sparse matrix of dtype '\(dtype)'\n\twith \(storedCount) stored elements and shape "
          + "(\(shape[0]), \(shape[1]))>")
  }

  override var hasOwnText: Bool { true }

  /// The entries line by line; of more than fifty the first and the last.
  override func str(in context: Context) throws(Raised) -> PythonString {
    let entries = entries
    func line(_ entry: (row: Int, column: Int, value: Scalar)) throws(Raised) -> String {
      "  (\(entry.row), \(entry.column))\t\(try context.str(NumPy.element(entry.value, dense.dtype)))"
    }
    var lines: [String] = []
    let limit = 50
    if entries.count > limit {
      for entry in entries.prefix(limit / 2) { lines.append(try line(entry)) }
      lines.append("  :\t:")
      for entry in entries.suffix(limit - limit / 2) { lines.append(try line(entry)) }
    } else {
      for entry in entries { lines.append(try line(entry)) }
    }
    let text = lines.joined(separator: "\n")
    if context.era == .classic { return PythonString(text) }
    let head = "\(try repr(in: context))"
    return PythonString(entries.isEmpty ? head : head + "\n  Coords\tValues\n" + text)
  }
}

extension Scalar {
  fileprivate var isZero: Bool {
    switch self {
    case .int(let number): number == 0
    case .float(let number): number == 0
    case .bool(let flag): !flag
    default: false
    }
  }
}

extension ScikitLearn {
  package enum SparseMatrix {}
  private nonisolated(unsafe) static let sparseRows = sparseType("csr_matrix", "_csr")
  private nonisolated(unsafe) static let sparseColumns = sparseType("csc_matrix", "_csc")
  private nonisolated(unsafe) static let sparseCoordinates = sparseType("coo_matrix", "_coo")
  static var sparseTypes: [TypeObject] { [sparseRows, sparseColumns, sparseCoordinates] }

  static func sparseType(_ format: SparseMatrixObject.Format) -> TypeObject {
    switch format {
    case .rows: sparseRows
    case .columns: sparseColumns
    case .coordinates: sparseCoordinates
    }
  }

  private static func sparseType(_ name: String, _ file: String) -> TypeObject {
    TypeObject(name: name, module: "scipy.sparse.\(file)", isOpen: true, members: SparseMatrix.members)
  }
}
