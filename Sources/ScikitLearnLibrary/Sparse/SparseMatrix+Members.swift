import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.SparseMatrix {
  /// `scipy.sparse.csr_matrix` and its like: of an array, of another matrix, of a shape or of data with their places.
  static let constructor = Constructor("__init__(self, arg1, shape=None, dtype=None, copy=False)") { call in
    let format: SparseMatrixObject.Format =
      call.receivingClass === ScikitLearn.sparseType(.columns)
      ? .columns : call.receivingClass === ScikitLearn.sparseType(.coordinates) ? .coordinates : .rows
    var array = try call.denseOfEntries()
    if !call.isNone("dtype") {
      let cast = try call.context.callMethod(.object(array), "astype", CallArguments([call["dtype"]]))
      guard let object = cast.object as? ArrayObject else { throw call.unsupported("such a 'dtype'") }
      array = object
    }
    return .object(SparseMatrixObject(array, format: format))
  }

  static let toarray = Method("toarray(self, order=None, out=None)") { call in
    .object(try call.receiver(as: SparseMatrixObject.self).dense)
  }
  static let todense = Method("todense(self, order=None, out=None)") { call in
    .object(MatrixObject(try call.receiver(as: SparseMatrixObject.self).dense))
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
  static let formatName = Property("format") { call in
    .text(try call.receiver(as: SparseMatrixObject.self).format.rawValue)
  }
  static let size = Property("size") { call in .int(try call.receiver(as: SparseMatrixObject.self).storedCount) }
  static let toCSR = Method("tocsr(self, copy=False)") { call in
    .object(SparseMatrixObject(try call.receiver(as: SparseMatrixObject.self).dense))
  }
  static let toCSC = Method("tocsc(self, copy=False)") { call in
    .object(SparseMatrixObject(try call.receiver(as: SparseMatrixObject.self).dense, format: .columns))
  }
  static let toCOO = Method("tocoo(self, copy=True)") { call in
    .object(SparseMatrixObject(try call.receiver(as: SparseMatrixObject.self).dense, format: .coordinates))
  }
  static let copy = Method("copy(self)") { call in call.receiver }
  static let getnnz = Method("getnnz(self, axis=None)") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    if call.isNone("axis") { return .int(matrix.storedCount) }
    let entries = matrix.entries
    let byColumn = try call.int("axis") == 0
    var counts = [Int](repeating: 0, count: byColumn ? matrix.dense.shape[1] : matrix.rowCount)
    for entry in entries { counts[byColumn ? entry.column : entry.row] += 1 }
    return byColumn ? ScikitLearn.array(counts) : call.indices(counts)
  }

  static let astype = Method("astype(self, dtype, casting='unsafe', copy=True)") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    let cast = try call.context.callMethod(.object(matrix.dense), "astype", CallArguments([call["dtype"]]))
    return SparseMatrixObject.wrapped(cast, format: matrix.format)
  }

  static let transpose = Method("transpose(self, axes=None, copy=False)") { call in try call.transposed() }
  static let turned = Property("T") { call in try call.transposed() }

  static let dot = Method("dot(self, other)") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    guard let product = try matrix.binary(.multiply, call["other"], reflected: false, in: call.context) else {
      throw Raised.typeError("unsupported operand")
    }
    return product
  }

  static let multiply = Method("multiply(self, other)") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    let other = (call["other"].object as? SparseMatrixObject).map { Value.object($0.dense) } ?? call["other"]
    let product = try call.context.binary(.multiply, .object(matrix.dense), other)
    let isSparse = call["other"].object is SparseMatrixObject
    return SparseMatrixObject.wrapped(product, format: isSparse ? matrix.format : .coordinates)
  }

  static let sum = Method("sum(self, axis=None, dtype=None, out=None)") { call in try call.reduced("sum") }
  static let mean = Method("mean(self, axis=None, dtype=None, out=None)") { call in try call.reduced("mean") }
  static let max = Method("max(self, axis=None, out=None)") { call in
    guard call.isNone("axis") else { throw call.unsupported("'axis' of a sparse matrix's 'max'", argument: "axis") }
    return try call.reduced("max")
  }
  static let min = Method("min(self, axis=None, out=None)") { call in
    guard call.isNone("axis") else { throw call.unsupported("'axis' of a sparse matrix's 'min'", argument: "axis") }
    return try call.reduced("min")
  }

  static let nonzero = Method("nonzero(self)") { call in
    let entries = try call.receiver(as: SparseMatrixObject.self).entries.sorted {
      ($0.row, $0.column) < ($1.row, $1.column)
    }
    return .tuple([call.indices(entries.map(\.row)), call.indices(entries.map(\.column))])
  }

  static let data = Property("data") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    let values = NumPy.column(matrix.entries.map(\.value), matrix.dense.dtype)
    return .object(ArrayObject(TracedColumn(values: values, dtype: matrix.dense.dtype), dtype: matrix.dense.dtype))
  }
  static let indices = Property("indices") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    return call.indices(matrix.entries.map { matrix.format == .columns ? $0.row : $0.column })
  }
  static let starts = Property("indptr") { call in
    let matrix = try call.receiver(as: SparseMatrixObject.self)
    let isByColumn = matrix.format == .columns
    var counts = [Int](repeating: 0, count: (isByColumn ? matrix.dense.shape[1] : matrix.rowCount) + 1)
    for entry in matrix.entries { counts[(isByColumn ? entry.column : entry.row) + 1] += 1 }
    for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
    return call.indices(counts)
  }
  static let getrow = Method("getrow(self, i)") { call in
    try call.receiver(as: SparseMatrixObject.self).item(at: .int(try call.int("i")), in: call.context)
  }
}

extension Call {
  fileprivate func transposed() throws(Raised) -> Value {
    let matrix = try receiver(as: SparseMatrixObject.self)
    let turned = try context.attribute(of: .object(matrix.dense), named: "T")
    let format: SparseMatrixObject.Format =
      matrix.format == .rows ? .columns : matrix.format == .columns ? .rows : .coordinates
    return SparseMatrixObject.wrapped(turned, format: format)
  }

  /// A reduction over all entries, or over one axis as a matrix of one row or column.
  fileprivate func reduced(_ name: PythonString) throws(Raised) -> Value {
    let dense = Value.object(try receiver(as: SparseMatrixObject.self).dense)
    if isNone("axis") { return try context.callMethod(dense, name, CallArguments([])) }
    let axis = try int("axis")
    let made = try context.callMethod(
      dense, name, CallArguments([], keywords: [(name: "axis", value: .int(axis)), (name: "keepdims", value: true)]))
    return (made.object as? ArrayObject).map { .object(MatrixObject($0)) } ?? made
  }

  /// Positions, which scipy keeps in 32 bits.
  fileprivate func indices(_ numbers: [Int]) -> Value {
    .object(
      ArrayObject(TracedColumn(values: .ints(numbers.map(Int64.init)), dtype: .int32), dtype: .int32))
  }

  /// What a sparse matrix is made of.
  fileprivate func denseOfEntries() throws(Raised) -> ArrayObject {
    let given = self["arg1"]
    if let sparse = given.object as? SparseMatrixObject { return sparse.dense }
    if let table = given.object as? any TracedTable { return NumPy.array(of: table) }
    guard let tuple = given.cast(to: TupleObject.self)?.items else {
      guard let array = try NumPy.array(given, in: context) else {
        throw .typeError("unrecognized csr_matrix constructor usage")
      }
      return array
    }
    if tuple.count == 2, let rows = try context.indexIfInteger(tuple[0]),
      let columns = try context.indexIfInteger(tuple[1])
    {
      return try filled([], [], [], rows, columns)
    }
    guard tuple.count == 2, let places = tuple[1].cast(to: TupleObject.self)?.items, places.count == 2 else {
      throw unsupported("such entries of a sparse matrix", argument: "arg1")
    }
    let data = try context.numbers(ScikitLearn.column(tuple[0], in: context).values)
    let rows = try context.numbers(ScikitLearn.column(places[0], in: context).values).map { Int($0) }
    let columns = try context.numbers(ScikitLearn.column(places[1], in: context).values).map { Int($0) }
    guard data.count == rows.count, rows.count == columns.count, rows.allSatisfy({ $0 >= 0 }),
      columns.allSatisfy({ $0 >= 0 })
    else { throw .valueError("row, column, and data array must all be the same length") }
    var shape = ((rows.max() ?? -1) + 1, (columns.max() ?? -1) + 1)
    if !isNone("shape") {
      let both = try context.unpack(self["shape"], count: 2)
      shape = (try context.index(both[0]), try context.index(both[1]))
    }
    return try filled(data, rows, columns, shape.0, shape.1)
  }

  private func filled(
    _ data: [Double], _ rows: [Int], _ columns: [Int], _ height: Int, _ width: Int
  ) throws(Raised) -> ArrayObject {
    guard height >= 0, width >= 0, height.multipliedReportingOverflow(by: width).overflow == false,
      height * width < 1 << 27
    else { throw unsupported("a sparse matrix of such a size") }
    guard rows.allSatisfy({ $0 < height }), columns.allSatisfy({ $0 < width }) else {
      throw .valueError("row index exceeds matrix dimensions")
    }
    var values = [[Double]](repeating: [Double](repeating: 0, count: height), count: width)
    for (index, number) in data.enumerated() { values[columns[index]][rows[index]] += number }
    let isWhole = data.allSatisfy { $0 == $0.rounded() } && !data.isEmpty
    let traced = values.map { column in
      isWhole
        ? TracedColumn(values: .ints(column.map { Int64($0) }), dtype: .int64)
        : TracedColumn(values: .floats(column), dtype: .float64)
    }
    return ArrayObject(columns: traced, rows: height, dtype: isWhole ? .int64 : .float64)
  }
}
