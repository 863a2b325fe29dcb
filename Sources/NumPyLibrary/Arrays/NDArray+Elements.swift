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
    try call.cumulated(try call.array, .add)
  }
  static let cumprod = Method("cumprod(self, axis=None, dtype=None, out=None)") { call in
    try call.cumulated(try call.array, .multiply)
  }

  static let argsort = Method("argsort(self, axis=-1, kind=None, order=None, *, stable=None)") { call in
    try call.refuse("order")
    return .object(
      try call.array.sortingOrder(
        axis: call.axis(), stable: !call.isNone("kind") || !call.isNone("stable"), in: call.context))
  }

  static let sort = Method("sort(self, axis=-1, kind=None, order=None, *, stable=None)", mutates: true) { call in
    try call.refuse("order")
    try call.array.sort(axis: call.axis(), in: call.context)
    return .none
  }

  static let nonzero = Method("nonzero(self)") { call in try call.array.nonzeroPositions(in: call.context) }

  static let dot = Method("dot(self, b, out=None)") { call in
    try call.refuse("out")
    return try call.context.dotProduct(call.receiver, call["b"])
  }

  static let take = Method("take(self, indices, axis=None, out=None, mode='raise')") { call in
    try call.refuse("out", "mode")
    return try call.array.taking(call["indices"], axis: call.axis(), in: call.context)
  }
  static let repeated = Method("repeat(self, repeats, axis=None)") { call in
    try call.array.repeating(call["repeats"], axis: call.axis(), in: call.context)
  }
  static let searchsorted = Method("searchsorted(self, v, side='left', sorter=None)") { call in
    try call.refuse("sorter")
    return try call.context.searchSorted(call.array.dense, call.dense("v"), side: call.text("side"))
  }
}

extension ArrayObject {
  /// `astype(dtype)`.
  package func cast(to dtype: DType, in context: Context) throws(Raised) -> ArrayObject {
    if dtype == self.dtype { return copied }
    if isStrided {
      let flat = TracedColumn(values: flattened, dtype: self.dtype, fitted: tracedFitted)
      let cast = try NumPy.cast(flat, to: dtype, in: context)
      return ArrayObject(Dense(cast.values.stored(as: dtype), shape: shape, dtype: dtype, fitted: tracedFitted))
    }
    var columns: [TracedColumn] = []
    for column in tracedColumns { columns.append(try NumPy.cast(column, to: dtype, in: context)) }
    if isOneDimensional, let column = columns.first { return ArrayObject(column, dtype: dtype) }
    return ArrayObject(columns: columns, rows: rowCount, dtype: dtype, isColumnMajor: isColumnMajor)
  }

  /// The positions in sorted order along an axis; of all elements without one.
  func sortingOrder(axis: Int?, stable: Bool, in context: Context) throws(Raised) -> ArrayObject {
    var dense = dense
    if axis == nil { dense.shape = [dense.count] }
    let axis = try context.axis(axis ?? 0, rank: dense.rank)
    let lanes = dense.lanes(along: axis).map { lane in
      dense.values.selecting(lane).order(dtype, kind: stable ? .stable : .quicksort, era: context.era).map {
        Scalar.int(Int64($0))
      }
    }
    return ArrayObject(
      Dense.assembled(lanes, like: dense.shape, axis: axis, length: dense.shape[axis], dtype: .int64))
  }

  /// The elements in order along an axis; all of them without one.
  func sorted(axis: Int?, in context: Context) throws(Raised) -> ArrayObject {
    if !isStrided, isOneDimensional {
      let order = buffers[0].column.values.order(dtype, kind: .stable, era: context.era)
      return selecting(order, isColumnMajor: false)
    }
    var dense = dense
    if axis == nil { dense.shape = [dense.count] }
    let axis = try context.axis(axis ?? 0, rank: dense.rank)
    var positions = Array(0..<dense.count)
    for lane in dense.lanes(along: axis) {
      let order = dense.values.selecting(lane).order(dtype, kind: .stable, era: context.era)
      for (place, from) in zip(lane, order) { positions[place] = lane[from] }
    }
    return ArrayObject(dense.selecting(positions, shape: dense.shape))
  }

  func sort(axis: Int?, in context: Context) throws(Raised) {
    let sorted = try sorted(axis: axis, in: context)
    if case .strided(let buffer, let layout) = content {
      return buffer.store(sorted.dense.scalars, at: layout.positions, dtype: dtype)
    }
    try store(sorted.tracedColumns, in: context)
  }

  /// `nonzero()`: a vector of positions for each axis.
  func nonzeroPositions(in context: Context) throws(Raised) -> Value {
    let flags = try cast(to: .bool, in: context).flattened.flags ?? []
    let positions = flags.indices.filter { flags[$0] }
    let strides = ElementLayout.strides(of: shape)
    return .tuple(
      shape.indices.map { axis in
        .object(ArrayObject(Dense(positions.map { $0 / strides[axis] % max(shape[axis], 1) })))
      })
  }
}
