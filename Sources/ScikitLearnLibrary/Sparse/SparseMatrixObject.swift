import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A `scipy.sparse` matrix of rows as encoders give it: its numbers are kept like those of an array.
final class SparseMatrixObject: Object, TracedTable {
  let dense: ArrayObject

  init(_ dense: ArrayObject) {
    self.dense = dense
    super.init(type: ScikitLearn.sparseMatrix)
  }

  var tracedColumns: [TracedColumn] { dense.tracedColumns }
  var isOneDimensional: Bool { false }
  var rowCount: Int { dense.rowCount }
  var columnLabels: [Label]? { nil }
  var isColumnMajor: Bool { false }

  func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    SparseMatrixObject.wrapped(dense.selectingRows(positions, filter: filter))
  }

  func replacing(_ columns: [TracedColumn]) -> Value { SparseMatrixObject.wrapped(dense.replacing(columns)) }

  /// An array of two dimensions as a matrix; anything else as it is.
  static func wrapped(_ value: Value) -> Value {
    guard let array = value.object as? ArrayObject, !array.isOneDimensional else { return value }
    return .object(SparseMatrixObject(array))
  }

  /// Number of entries that are stored: those that are not zero.
  var storedCount: Int {
    tracedColumns.reduce(0) { count, column in count + column.values.float64s.count { $0 != 0 } }
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let found = try context.item(of: .object(dense), at: key)
    guard let array = found.object as? ArrayObject else { return found }
    if !array.isOneDimensional { return .object(SparseMatrixObject(array)) }
    guard case .int = key else { throw context.unsupportedNow("such an item of a sparse matrix") }
    return SparseMatrixObject.wrapped(
      try context.callMethod(found, "reshape", CallArguments([1, .int(array.rowCount)])))
  }

  override func length(in context: Context) throws(Raised) -> Int? {
    throw .typeError("sparse matrix length is ambiguous; use getnnz() or shape[0]")
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let dtype = dense.dtype.name(context.era)
    let shape = dense.shape
    return context.era == .classic
      ? PythonString(
        "<\(shape[0])x\(shape[1]) sparse matrix of type '<class 'numpy.\(dtype)'>'\n\twith \(storedCount) stored elements "
          + "in Compressed Sparse Row format>")
      : PythonString(
        "<Compressed Sparse Row sparse matrix of dtype '\(dtype)'\n\twith \(storedCount) stored elements and shape "
          + "(\(shape[0]), \(shape[1]))>")
  }

  override var hasOwnText: Bool { true }

  override func str(in context: Context) throws(Raised) -> PythonString {
    throw context.unsupportedNow("the text of a sparse matrix")
  }
}

extension ScikitLearn {
  package enum SparseMatrix {}
  nonisolated(unsafe) static let sparseMatrix = TypeObject(
    name: "csr_matrix", module: "scipy.sparse._csr", isOpen: true, members: SparseMatrix.members)
}

extension ScikitLearn.SparseMatrix {
  static let toarray = Method("toarray(self, order=None, out=None)") { call in
    .object(try call.receiver(as: SparseMatrixObject.self).dense)
  }
  static let shape = Property("shape") { call in
    .tuple(try call.receiver(as: SparseMatrixObject.self).dense.shape.map(Value.int))
  }
  static let stored = Property("nnz") { call in .int(try call.receiver(as: SparseMatrixObject.self).storedCount) }
  static let dtype = Property("dtype") { call in
    try call.context.attribute(of: .object(call.receiver(as: SparseMatrixObject.self).dense), named: "dtype")
  }
  static let dimensions = Property("ndim") { _ in 2 }
  static let array = Property("A") { call in .object(try call.receiver(as: SparseMatrixObject.self).dense) }
  static let toCSR = Method("tocsr(self, copy=False)") { call in call.receiver }
}
