import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let concatenate = Function("concatenate(arrays, axis=0)") { call in
    let arrays = try call.arrays(call["arrays"])
    return .object(
      try call.axis() == 0 ? NumPy.stacked(arrays, in: call.context) : NumPy.beside(arrays, in: call.context))
  }
  static let vstack = Function("vstack(tup)") { call in
    let rows = try call.arrays(call["tup"]).map { (array) throws(Raised) in
      try array.isOneDimensional ? array.reshaped([1, array.rowCount], in: call.context) : array
    }
    return .object(try NumPy.stacked(rows, in: call.context))
  }
  static let hstack = Function("hstack(tup)") { call in
    let arrays = try call.arrays(call["tup"])
    let areVectors = arrays.allSatisfy(\.isOneDimensional)
    return .object(try areVectors ? NumPy.stacked(arrays, in: call.context) : NumPy.beside(arrays, in: call.context))
  }
  static let columnStack = Function("column_stack(tup)") { call in
    .object(try NumPy.beside(call.arrays(call["tup"]), in: call.context))
  }
  static let append = Function("append(arr, values, axis=None)") { call in
    try call.refuse("axis")
    let arrays = try [call["arr"], call["values"]].map { (value) throws(Raised) in
      try NumPy.atLeastOneDimensional(value, in: call.context).reshaped([-1], in: call.context)
    }
    return .object(try NumPy.stacked(arrays, in: call.context))
  }
  static let beside = Constant("c_") { _ in .object(ColumnJoiner()) }

  static let reshape = Function("reshape(a, shape, order='C')") { call in
    try call.refuse("order")
    let array = try NumPy.atLeastOneDimensional(call["a"], in: call.context)
    return .object(try array.reshaped(call.shape(call["shape"]), in: call.context))
  }
  static let ravel = Function("ravel(a, order='C')") { call in
    try call.refuse("order")
    return .object(try NumPy.atLeastOneDimensional(call["a"], in: call.context).reshaped([-1], in: call.context))
  }
  static let squeeze = Function("squeeze(a)") { call in
    try call.context.callMethod(.object(NumPy.atLeastOneDimensional(call["a"], in: call.context)), "squeeze")
  }
  static let transpose = Function("transpose(a)") { call in
    .object(try NumPy.atLeastOneDimensional(call["a"], in: call.context).transposed)
  }
  static let shape = Function("shape(a)") { call in
    guard let array = try NumPy.array(call["a"], in: call.context) else { return .tuple([]) }
    return .tuple(array.shape.map(Value.int))
  }
}

/// `np.c_`: vectors and matrices side by side, `np.c_[a, b]`.
final class ColumnJoiner: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "CClass", module: "numpy")

  init() { super.init(type: ColumnJoiner.type) }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    var arrays: [ArrayObject] = []
    for item in key.cast(to: TupleObject.self)?.items ?? [key] {
      guard let array = try NumPy.array(item, in: context) else {
        throw context.unsupportedNow("such parts of 'np.c_'")
      }
      arrays.append(array)
    }
    return .object(try NumPy.beside(arrays, in: context))
  }
}

extension Call {
  fileprivate func arrays(_ value: Value) throws(Raised) -> [ArrayObject] {
    var arrays: [ArrayObject] = []
    for item in try context.items(of: value) { arrays.append(try NumPy.atLeastOneDimensional(item, in: context)) }
    guard !arrays.isEmpty else { throw .valueError("need at least one array to concatenate") }
    return arrays
  }
}

extension NumPy {
  /// Arrays one below the other: what stands for raw rows does so no longer.
  static func stacked(_ arrays: [ArrayObject], in context: Context) throws(Raised) -> ArrayObject {
    let width = arrays[0].buffers.count
    guard arrays.allSatisfy({ $0.isOneDimensional == arrays[0].isOneDimensional && $0.buffers.count == width }) else {
      throw .valueError(
        "all the input array dimensions except for the concatenation axis must match exactly, but along dimension 1, the "
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
        "all the input array dimensions except for the concatenation axis must match exactly, but along dimension 0, the "
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
  private static func joined(_ dtypes: [DType]) -> DType {
    if dtypes.contains(.str), dtypes.allSatisfy({ $0 != .object }) { return .str }
    let numbers = dtypes.filter { $0 != .bool }
    return numbers.isEmpty ? .bool : common(numbers)
  }
}
