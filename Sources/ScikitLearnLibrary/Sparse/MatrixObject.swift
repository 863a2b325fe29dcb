import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// `numpy.matrix` as sparse matrices give it: an array that keeps two dimensions.
final class MatrixObject: Object, TracedTable {
  let array: ArrayObject

  init(_ array: ArrayObject) {
    self.array = array
    super.init(type: ScikitLearn.matrixType)
  }

  var tracedColumns: [TracedColumn] { array.tracedColumns }
  var isOneDimensional: Bool { false }
  var rowCount: Int { array.rowCount }
  var columnLabels: [Label]? { nil }
  var isColumnMajor: Bool { array.isColumnMajor }

  func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    array.selectingRows(positions, filter: filter)
  }

  func replacing(_ columns: [TracedColumn]) -> Value { array.replacing(columns) }

  override func length(in context: Context) throws(Raised) -> Int? { array.rowCount }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let found = try context.item(of: .object(array), at: key)
    guard let part = found.object as? ArrayObject else { return found }
    guard part.shape.count == 2 else { throw context.unsupportedNow("such an item of a matrix") }
    return .object(MatrixObject(part))
  }

  override func str(in context: Context) throws(Raised) -> PythonString { try array.str(in: context) }

  override var hasOwnText: Bool { true }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let text = try array.repr(in: context).description
    guard text.hasPrefix("array(") else { return PythonString(text) }
    // Further lines stand one column further right, under the first bracket.
    return PythonString("matrix(" + text.dropFirst(6).replacing("\n", with: "\n "))
  }
}

extension ScikitLearn {
  package enum MatrixMembers {}
  nonisolated(unsafe) static let matrixType = TypeObject(
    name: "matrix", module: "numpy", isOpen: true, members: MatrixMembers.members)
}

extension ScikitLearn.MatrixMembers {
  static let shape = Property("shape") { call in
    .tuple(try call.receiver(as: MatrixObject.self).array.shape.map(Value.int))
  }
  static let array = Property("A") { call in .object(try call.receiver(as: MatrixObject.self).array) }
  static let flat = Property("A1") { call in
    try call.context.callMethod(
      .object(call.receiver(as: MatrixObject.self).array), "ravel", CallArguments([]))
  }
  static let dtype = Property("dtype") { call in
    try call.context.attribute(of: .object(call.receiver(as: MatrixObject.self).array), named: "dtype")
  }
  static let tolist = Method("tolist(self)") { call in
    try call.context.callMethod(.object(call.receiver(as: MatrixObject.self).array), "tolist", CallArguments([]))
  }
}
