import Columns
package import DataFrames
package import PythonRuntime
import Tracing

extension NumPy.NDArray {
  static let astype = Method("astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True)") { call in
    guard let dtype = try call.dtype("dtype") else { throw call.unsupported("dtype None of 'astype'") }
    return .object(try call.array.cast(to: dtype, in: call.context))
  }

  static let round = Method("round(self, decimals=0, out=None)") { call in
    try call.refuse("out")
    return try call.context.rounded(call.receiver, digits: call.int("decimals"))
  }

  static let absolute = Method("__abs__(self)") { call in try call.context.mathematical(.absolute, call.receiver) }

  static let clip = Method("clip(self, min=None, max=None, out=None)") { call in
    try call.refuse("out")
    return try call.context.clipped(call.receiver, call["min"], call["max"])
  }

  static let fill = Method("fill(self, value)", mutates: true) { call in
    try call.array.assign(call["value"], at: .ellipsis, in: call.context)
    return .none
  }

  static let cumsum = Method("cumsum(self, axis=None, dtype=None, out=None)") { call in
    try call.refuse("dtype", "out")
    guard try call.array.isOneDimensional else { throw call.unsupported("'cumsum' of a matrix") }
    return .object(try call.array.cumulated(in: call.context))
  }

  static let argsort = Method("argsort(self, axis=-1, kind=None, order=None)") { call in
    try call.refuse("order")
    return .object(try call.array.sortingOrder(stable: !call.isNone("kind"), in: call.context))
  }

  static let sort = Method("sort(self, axis=-1, kind=None, order=None)", mutates: true) { call in
    try call.refuse("order")
    try call.array.sort(in: call.context)
    return .none
  }

  static let nonzero = Method("nonzero(self)") { call in try call.array.nonzeroPositions(in: call.context) }

  static let dot = Method("dot(self, b, out=None)") { call in
    try call.refuse("out")
    return try call.context.dotProduct(call.receiver, call["b"])
  }

  static let take = Method("take(self, indices, axis=None)") { call in
    guard try call.array.isOneDimensional || call.axis() == 0 else { throw call.unsupported("'take' of a matrix") }
    return try call.context.item(of: call.receiver, at: call["indices"])
  }
}

extension ArrayObject {
  /// `astype(dtype)`.
  package func cast(to dtype: DType, in context: Context) throws(Raised) -> ArrayObject {
    if dtype == self.dtype { return copied }
    var columns: [TracedColumn] = []
    for column in tracedColumns { columns.append(try NumPy.cast(column, to: dtype, in: context)) }
    if isOneDimensional, let column = columns.first { return ArrayObject(column, dtype: dtype) }
    return ArrayObject(columns: columns, rows: rowCount, dtype: dtype, isColumnMajor: isColumnMajor)
  }

  func cumulated(in context: Context) throws(Raised) -> ArrayObject {
    let column = buffers[0].column
    var values: Column
    if case .int64(let numbers) = column.values.storage {
      var sum: Int64 = 0
      values = .ints(
        numbers.map {
          sum &+= $0
          return sum
        })
    } else {
      var sum = 0.0
      values = .floats(
        try context.numbers(column.values).enumerated().map {
          sum = $0.offset == 0 ? $0.element : sum + $0.element
          return sum
        })
      if column.dtype == .bool { values = NumPy.column((0..<values.count).map { values[$0] }, .int64) }
    }
    return ArrayObject(context.untraced(values, domain: column.domain, reason: "'cumsum' runs across rows"))
  }

  /// The positions in sorted order.
  func sortingOrder(stable: Bool, in context: Context) throws(Raised) -> ArrayObject {
    guard isOneDimensional else { throw context.unsupportedNow("'argsort' of a matrix") }
    let order = buffers[0].column.values.order(
      dtype == .str ? .str : dtype, kind: stable ? .stable : .quicksort, era: context.era)
    return ArrayObject(TracedColumn(values: .ints(order.map(Int64.init)), dtype: .int64))
  }

  /// The elements in order.
  func sorted(in context: Context) throws(Raised) -> ArrayObject {
    guard isOneDimensional else { throw context.unsupportedNow("'sort' of a matrix") }
    let order = buffers[0].column.values.order(dtype, kind: .stable, era: context.era)
    return selecting(order, isColumnMajor: false)
  }

  func sort(in context: Context) throws(Raised) {
    let sorted = try sorted(in: context)
    try store(sorted.tracedColumns, in: context)
  }

  /// `nonzero()`: a vector of positions for each axis.
  func nonzeroPositions(in context: Context) throws(Raised) -> Value {
    let numbers = try context.numbers(flattened)
    let positions = numbers.indices.filter { numbers[$0] != 0 }
    func vector(_ positions: [Int]) -> Value {
      .object(ArrayObject(TracedColumn(values: .ints(positions.map(Int64.init)), dtype: .int64)))
    }
    if isOneDimensional { return .tuple([vector(positions)]) }
    let width = max(buffers.count, 1)
    return .tuple([vector(positions.map { $0 / width }), vector(positions.map { $0 % width })])
  }
}
