import Columns
import DataFrames
import Kernels
package import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let concatenate = Function("concatenate(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')") {
    call in
    try call.refuse("out", "dtype")
    var arrays = try call.arrays(call["arrays"])
    guard !call.isNone("axis") else {
      arrays = try arrays.map { (array) throws(Raised) in try array.reshaped([-1], in: call.context) }
      return .object(try NumPy.joined(arrays, axis: 0, in: call.context))
    }
    return .object(try NumPy.joined(arrays, axis: call.int("axis"), in: call.context))
  }
  static let vstack = Function("vstack(tup, *, dtype=None, casting='same_kind')") { call in try call.stackedRows() }
  static let rowStack = Function("row_stack(tup, *, dtype=None, casting='same_kind')") { call in
    try call.stackedRows()
  }
  static let hstack = Function("hstack(tup, *, dtype=None, casting='same_kind')") { call in
    try call.refuse("dtype")
    let arrays = try call.arrays(call["tup"]).map { (array) throws(Raised) in
      array.shape.isEmpty ? try array.reshaped([1], in: call.context) : array
    }
    return .object(try NumPy.joined(arrays, axis: arrays[0].shape.count == 1 ? 0 : 1, in: call.context))
  }
  static let dstack = Function("dstack(tup)") { call in
    let arrays = try call.arrays(call["tup"]).map { (array) throws(Raised) in
      let shape = array.shape
      return try array.reshaped(
        shape.count <= 1 ? [1, shape.first ?? 1, 1] : shape.count == 2 ? shape + [1] : shape, in: call.context)
    }
    return .object(try NumPy.joined(arrays, axis: 2, in: call.context))
  }
  static let columnStack = Function("column_stack(tup)") { call in
    let arrays = try call.arrays(call["tup"]).map { (array) throws(Raised) in
      array.shape.count < 2 ? try array.reshaped([array.size, 1], in: call.context) : array
    }
    return .object(try NumPy.joined(arrays, axis: 1, in: call.context))
  }
  static let stack = Function("stack(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')") { call in
    try call.refuse("out", "dtype")
    let arrays = try call.arrays(call["arrays"])
    guard arrays.allSatisfy({ $0.shape == arrays[0].shape }) else {
      throw Raised.valueError("all input arrays must have the same shape")
    }
    let axis = try call.context.axis(call.int("axis"), rank: arrays[0].shape.count + 1)
    var shape = arrays[0].shape
    shape.insert(1, at: axis)
    let parts = try arrays.map { (array) throws(Raised) in try array.reshaped(shape, in: call.context) }
    return .object(try NumPy.joined(parts, axis: axis, in: call.context))
  }
  static let append = Function("append(arr, values, axis=None)") { call in
    let context = call.context
    let arrays = [try context.array(call["arr"]), try context.array(call["values"])]
    guard !call.isNone("axis") else {
      return .object(
        try NumPy.joined(
          arrays.map { (array) throws(Raised) in try array.reshaped([-1], in: context) }, axis: 0, in: context))
    }
    return .object(try NumPy.joined(arrays, axis: call.int("axis"), in: context))
  }
  static let block = Function("block(arrays)") { call in
    .object(try NumPy.block(call["arrays"], in: call.context))
  }
  static let beside = Constant("c_") { _ in .object(Joiner(besides: true)) }
  static let joiner = Constant("r_") { _ in .object(Joiner(besides: false)) }

  static let reshape = Function("reshape(a, shape=None, order='C', newshape=None, copy=None)") { call in
    let shape = call.isNone("shape") ? call["newshape"] : call["shape"]
    return .object(
      try call.context.array(call["a"]).reshaped(
        call.shape(shape), inColumnOrder: call.isColumnOrder, in: call.context))
  }
  static let ravel = Function("ravel(a, order='C')") { call in
    .object(try call.context.array(call["a"]).reshaped([-1], inColumnOrder: call.isColumnOrder, in: call.context))
  }
  static let squeeze = Function("squeeze(a, axis=None)") { call in
    .object(try call.context.array(call["a"]).squeezed(call.axes("axis"), in: call.context))
  }
  static let transpose = Function("transpose(a, axes=None)") { call in
    let array = try call.context.array(call["a"])
    guard let axes = try call.axes("axes") else { return .object(array.transposed()) }
    return .object(try array.transposed(axes, checkedIn: call.context))
  }
  static let swapaxes = Function("swapaxes(a, axis1, axis2)") { call in
    .object(try call.context.array(call["a"]).swapped(call.int("axis1"), call.int("axis2"), in: call.context))
  }
  static let moveaxis = Function("moveaxis(a, source, destination)") { call in
    let array = try call.context.array(call["a"])
    let rank = array.shape.count
    let from = try call.shape(call["source"]).map { (axis) throws(Raised) in try call.context.axis(axis, rank: rank) }
    let to = try call.shape(call["destination"]).map { (axis) throws(Raised) in
      try call.context.axis(axis, rank: rank)
    }
    guard from.count == to.count else {
      throw Raised.valueError("`source` and `destination` arguments must have the same number of elements")
    }
    var order = (0..<rank).filter { !from.contains($0) }
    for (place, axis) in zip(to, from).sorted(by: { $0.0 < $1.0 }) { order.insert(axis, at: place) }
    return .object(try array.transposed(order, checkedIn: call.context))
  }
  static let rollaxis = Function("rollaxis(a, axis, start=0)") { call in
    let array = try call.context.array(call["a"])
    let rank = array.shape.count
    let axis = try call.context.axis(call.int("axis"), rank: rank)
    var start = try call.int("start")
    if start < 0 { start += rank }
    if axis < start { start -= 1 }
    var order = (0..<rank).filter { $0 != axis }
    order.insert(axis, at: Swift.min(Swift.max(start, 0), order.count))
    return .object(try array.transposed(order, checkedIn: call.context))
  }
  static let expandDims = Function("expand_dims(a, axis)") { call in
    let array = try call.context.array(call["a"])
    var axes: Set<Int> = []
    let given = try call.shape(call["axis"])
    for axis in given { axes.insert(try call.context.axis(axis, rank: array.shape.count + given.count)) }
    var sizes = array.shape[...]
    let shape = (0..<(array.shape.count + given.count)).map { axes.contains($0) ? 1 : sizes.popFirst() ?? 1 }
    return .object(try array.reshaped(shape, in: call.context))
  }
  static let atleast1d = Function("atleast_1d(*arys)") { call in
    try call.each { array in array.shape.isEmpty ? [1] : array.shape }
  }
  static let atleast2d = Function("atleast_2d(*arys)") { call in
    try call.each { array in array.shape.count < 2 ? [1, array.size] : array.shape }
  }
  static let atleast3d = Function("atleast_3d(*arys)") { call in
    try call.each { array in
      switch array.shape.count {
      case 0, 1: [1, array.size, 1]
      case 2: array.shape + [1]
      default: array.shape
      }
    }
  }
  static let shape = Function("shape(a)") { call in
    .tuple(try call.dense("a").shape.map(Value.int))
  }
  static let ndim = Function("ndim(a)") { call in .int(try call.dense("a").rank) }
  static let size = Function("size(a, axis=None)") { call in
    let dense = try call.dense("a")
    guard let axis = try call.axis() else { return .int(dense.count) }
    return .int(dense.shape[try call.context.axis(axis, rank: dense.rank)])
  }
}

/// `np.c_` and `np.r_`: arrays and ranges put together, `np.c_[a, b]`, `np.r_[0:4, 7]`.
final class Joiner: Object {
  nonisolated(unsafe) static let columns = TypeObject(name: "CClass", module: "numpy.lib.index_tricks")
  nonisolated(unsafe) static let rows = TypeObject(name: "RClass", module: "numpy.lib.index_tricks")

  private let besides: Bool

  init(besides: Bool) {
    self.besides = besides
    super.init(type: besides ? Joiner.columns : Joiner.rows)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    var arrays: [ArrayObject] = []
    for item in key.cast(to: TupleObject.self)?.items ?? [key] {
      if case .string = item { throw context.unsupportedNow("directives of 'np.\(besides ? "c_" : "r_")'") }
      if let slice = item.cast(to: SliceObject.self) {
        arrays.append(ArrayObject(try NumPy.range(slice, in: context)))
      } else {
        let array = try context.array(item)
        arrays.append(array.shape.isEmpty ? try array.reshaped([1], in: context) : array)
      }
    }
    guard besides else { return .object(try NumPy.joined(arrays, axis: 0, in: context)) }
    let tall = try arrays.map { (array) throws(Raised) in
      array.shape.count < 2 ? try array.reshaped([array.size, 1], in: context) : array
    }
    return .object(try NumPy.joined(tall, axis: -1, in: context))
  }
}

extension Call {
  func arrays(_ value: Value) throws(Raised) -> [ArrayObject] {
    var arrays: [ArrayObject] = []
    if let array = value.cast(to: ArrayObject.self) {
      guard !array.shape.isEmpty else { throw .valueError("zero-dimensional arrays cannot be concatenated") }
      for row in 0..<array.rowCount { arrays.append(try context.array(array.entry(row))) }
    } else {
      for item in try context.items(of: value) { arrays.append(try context.array(item)) }
    }
    guard !arrays.isEmpty else { throw .valueError("need at least one array to concatenate") }
    return arrays
  }

  fileprivate func stackedRows() throws(Raised) -> Value {
    try refuse("dtype")
    let rows = try arrays(self["tup"]).map { (array) throws(Raised) in
      array.shape.count < 2 ? try array.reshaped([1, array.size], in: context) : array
    }
    return .object(try NumPy.joined(rows, axis: 0, in: context))
  }

  /// Every argument in another shape.
  fileprivate func each(_ shape: (ArrayObject) -> [Int]) throws(Raised) -> Value {
    var results: [Value] = []
    for value in variadic {
      let array = try context.array(value)
      results.append(.object(try array.reshaped(shape(array), in: context)))
    }
    guard results.count == 1 else { return context.era == .classic ? .list(results) : .tuple(results) }
    return results[0]
  }
}

extension Context {
  /// `np.asarray(value)`, scalars as arrays without axes.
  package func array(_ value: Value) throws(Raised) -> ArrayObject {
    if let array = try NumPy.array(value.supported(), in: self) { return array }
    return ArrayObject(try dense(value))
  }
}

extension NumPy {
  /// Arrays one after the other along an axis; columns of traced rows stay what they are where they can.
  static func joined(_ arrays: [ArrayObject], axis: Int, in context: Context) throws(Raised) -> ArrayObject {
    let first = arrays[0]
    guard !first.shape.isEmpty else { throw .valueError("zero-dimensional arrays cannot be concatenated") }
    let axis = try context.axis(axis, rank: first.shape.count)
    for (number, array) in arrays.enumerated() {
      guard array.shape.count == first.shape.count else {
        throw .valueError(
          "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.shape.count) dimension(s) and the array at index \(number) has \(array.shape.count) dimension(s)"
        )
      }
      for other in first.shape.indices where other != axis && array.shape[other] != first.shape[other] {
        throw .valueError(
          "\(NumPy.mismatch(context.era)), but along dimension \(other), the array at index 0 has size \(first.shape[other]) and the array at index \(number) has size \(array.shape[other])"
        )
      }
    }
    if arrays.contains(where: { !$0.isStrided }) {
      return axis == 0 ? try stacked(arrays, in: context) : try beside(arrays, in: context)
    }
    return ArrayObject(joined(arrays.map(\.dense), axis: axis))
  }

  /// Elements of fitting shapes one after the other along an axis.
  static func joined(_ parts: [Dense], axis: Int) -> Dense {
    let dtype = joined(parts.map(\.dtype))
    var shape = parts[0].shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    let all = Column(joining: parts.map { $0.values.stored(as: dtype) }, dtype)
    var positions: [Int] = []
    positions.reserveCapacity(all.count)
    for row in 0..<outer {
      var start = 0
      for part in parts {
        let width = part.shape[axis] * inner
        for offset in 0..<width { positions.append(start + row * width + offset) }
        start += part.count
      }
    }
    return Dense(
      axis == 0 ? all : all.selecting(positions), shape: shape, dtype: dtype,
      fitted: parts.lazy.compactMap(\.fitted).first)
  }

  /// `np.block`: nested lists, the innermost side by side.
  static func block(_ value: Value, in context: Context) throws(Raised) -> ArrayObject {
    func depth(_ value: Value) -> Int {
      guard let list = value.cast(to: ListObject.self) else { return 0 }
      return 1 + (list.items.first.map(depth) ?? 0)
    }
    let levels = depth(value)
    func made(_ value: Value, _ level: Int) throws(Raised) -> ArrayObject {
      guard let list = value.cast(to: ListObject.self) else {
        let array = try context.array(value)
        let missing = max(levels - array.shape.count, 0)
        return try array.reshaped(Array(repeating: 1, count: missing) + array.shape, in: context)
      }
      var parts: [ArrayObject] = []
      for item in list.items { parts.append(try made(item, level - 1)) }
      return try joined(parts, axis: -level, in: context)
    }
    return try made(value, levels)
  }
}

extension NumPy {
  /// Arrays one below the other: what stands for raw rows does so no longer.
  static func stacked(_ arrays: [ArrayObject], in context: Context) throws(Raised) -> ArrayObject {
    let width = arrays[0].buffers.count
    guard arrays.allSatisfy({ $0.isOneDimensional == arrays[0].isOneDimensional && $0.buffers.count == width }) else {
      throw .valueError(
        "\(NumPy.mismatch(context.era)), but along dimension 1, the "
          + "array at index 0 has size \(width)")
    }
    let dtype = joined(arrays.map(\.dtype))
    let columns = (0..<width).map { position in
      let parts = arrays.map { $0.buffers[position].column }
      let scalars = parts.flatMap { part in (0..<part.count).map { part.values[$0] } }
      return joined(parts, NumPy.column(scalars, dtype), dtype, in: context)
    }
    if arrays[0].isOneDimensional { return ArrayObject(columns[0], dtype: dtype) }
    return ArrayObject(columns: columns, rows: arrays.map(\.rowCount).reduce(0, +), dtype: dtype)
  }

  /// Parts below each other keep their row function where all have the same.
  private static func joined(
    _ parts: [TracedColumn], _ values: Column, _ dtype: DType, in context: Context
  ) -> TracedColumn {
    let domains = parts.compactMap(\.domain)
    guard let first = parts.first, !domains.isEmpty else {
      return TracedColumn(values: values, dtype: dtype, fitted: parts.lazy.compactMap(\.fitted).first)
    }
    guard domains.count == parts.count else { return TracedColumn(values: values, dtype: dtype) }
    let domain = Domain(rows: domains.flatMap(\.rows), filters: domains[0].filters)
    if let function = first.function, parts.allSatisfy({ $0.function === function && $0.dtype == dtype }) {
      return TracedColumn(values: values, dtype: dtype, function: function, domain: domain)
    }
    return context.untraced(values, dtype, domain: domain, reason: "arrays of different origin were put together")
  }

  /// Arrays side by side: every column stays what it is.
  static func beside(_ arrays: [ArrayObject], in context: Context) throws(Raised) -> ArrayObject {
    let rows = arrays[0].rowCount
    guard arrays.allSatisfy({ $0.rowCount == rows }) else {
      throw .valueError(
        "\(NumPy.mismatch(context.era)), but along dimension 0, the "
          + "array at index 0 has size \(rows)")
    }
    let dtype = joined(arrays.map(\.dtype))
    var columns: [TracedColumn] = []
    for column in arrays.flatMap(\.tracedColumns) {
      columns.append(dtype == .object ? column : try NumPy.cast(column, to: dtype, in: context))
    }
    let isColumnMajor = arrays.allSatisfy { $0.isColumnMajor && !$0.isOneDimensional }
    return ArrayObject(columns: columns, rows: rows, dtype: dtype, isColumnMajor: isColumnMajor)
  }

  /// The dtype of arrays put together: bools beside numbers are numbers.
  static func joined(_ dtypes: [DType]) -> DType {
    if dtypes.contains(.str), dtypes.allSatisfy({ $0 != .object }) { return .str }
    guard var result = dtypes.first else { return .float64 }
    for dtype in dtypes { result = promoted(result, dtype) ?? .object }
    return result
  }
}

extension NumPy {
  /// How an error of arrays that do not fit beside each other begins.
  static func mismatch(_ era: Era) -> String {
    "all the input array dimensions \(era == .classic ? "" : "except ")for the concatenation axis must match exactly"
  }
}
