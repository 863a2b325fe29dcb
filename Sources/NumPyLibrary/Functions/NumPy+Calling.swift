import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy {
  /// Members of `numpy.vectorize`.
  package enum VectorizeClass {}
}

// Functions of the notebook over elements and lanes.
extension NumPy.Functions {
  static let vectorize = Constant("vectorize") { _ in .object(VectorizedFunction.type) }
  static let frompyfunc = Function("frompyfunc(func, nin, nout, *, identity=None)") { call in
    guard try call.int("nout") == 1 else { throw call.unsupported("'frompyfunc' with several results") }
    return .object(VectorizedFunction(call["func"], dtype: .object))
  }

  static let applyAlongAxis = Function("apply_along_axis(func1d, axis, arr, *args, **kwargs)") { call in
    let dense = try call.dense("arr")
    let axis = try call.context.axis(call.int("axis"), rank: dense.rank)
    var parts: [Value] = []
    for lane in dense.lanes(along: axis) {
      let vector = Value.object(ArrayObject(dense.selecting(lane, shape: [lane.count])))
      parts.append(
        try call.context.call(
          call["func1d"], CallArguments([vector] + call.variadic, keywords: call.keywords)
        ).supported())
    }
    guard !parts.isEmpty else { throw Raised.valueError("Cannot apply_along_axis when any iteration dimensions are 0") }
    var result = try NumPy.dense(ofItems: parts, asObjects: false, in: call.context)
    let inner = Array(result.shape.dropFirst())
    let outer = dense.shape(without: axis)
    result.shape = outer + inner
    result.fitted = dense.fitted
    let order = Array(0..<axis) + Array(outer.count..<(outer.count + inner.count)) + Array(axis..<outer.count)
    if inner.isEmpty { return try call.likeRows(result, axis: axis) }
    return try call.likeRows(result.transposed(order), axis: axis)
  }

  static let applyOverAxes = Function("apply_over_axes(func, a, axes)") { call in
    throw call.unsupported("'apply_over_axes'")
  }

  static let piecewise = Function("piecewise(x, condlist, funclist, *args, **kw)") { call in
    let x = try call.dense("x")
    var conditions: [[Bool]] = []
    var list = try call.list("condlist")
    if list.first.map({ if case .object = $0 { false } else { true } }) == true { list = [call["condlist"]] }
    for condition in list {
      conditions.append(try call.context.array(condition).cast(to: .bool, in: call.context).flattened.flags ?? [])
    }
    let functions = try call.list("funclist")
    guard functions.count == conditions.count || functions.count == conditions.count + 1 else {
      throw Raised.valueError(
        "with \(conditions.count) condition(s), either \(conditions.count) or \(conditions.count + 1) functions are expected"
      )
    }
    if functions.count > conditions.count {
      conditions.append((0..<x.count).map { row in conditions.allSatisfy { !$0[row] } })
    }
    var result = Array(repeating: Scalar.int(0).converted(to: x.dtype), count: x.count)
    for (flags, function) in zip(conditions, functions) {
      let rows = flags.indices.filter { flags[$0] && $0 < x.count }
      guard function.object?.isCallable == true else {
        for row in rows { result[row] = Scalar(function).converted(to: x.dtype) }
        continue
      }
      guard !rows.isEmpty else { continue }
      let part = Value.object(ArrayObject(x.selecting(rows, shape: [rows.count])))
      let values = try call.context.dense(
        call.context.call(function, CallArguments([part] + call.variadic, keywords: call.keywords)))
      let spread = values.count == 1 ? values.broadcast(to: [rows.count]) : values
      for (row, scalar) in zip(rows, spread.scalars) { result[row] = scalar.converted(to: x.dtype) }
    }
    return call.context.value(Dense(result, shape: x.shape, dtype: x.dtype, fitted: x.fitted))
  }

  static let fromiter = Function("fromiter(iter, dtype, count=-1, *, like=None)") { call in
    try call.refuse("like", "count")
    let items = try call.list("iter")
    let array = ArrayObject(try NumPy.dense(ofItems: items, asObjects: false, in: call.context))
    guard let dtype = try call.dtype("dtype") else { return .object(array) }
    return .object(try array.cast(to: dtype, in: call.context))
  }
  static let fromfunction = Function("fromfunction(function, shape, *, dtype=float, like=None, **kwargs)") { call in
    try call.refuse("like")
    let shape = try call.shape(call["shape"])
    let count = try NumPy.elementCount(shape)
    let strides = ElementLayout.strides(of: shape)
    let dtype = try call.isGiven("dtype") ? call.dtype("dtype") ?? .float64 : .float64
    var grids: [Value] = []
    for axis in shape.indices {
      let grid = ArrayObject(Dense((0..<count).map { $0 / strides[axis] % shape[axis] }, shape: shape))
      grids.append(.object(try grid.cast(to: dtype, in: call.context)))
    }
    return try call.context.call(call["function"], CallArguments(grids, keywords: call.keywords))
  }
  static let fromstring = Function("fromstring(string, dtype=float, count=-1, *, sep)") { call in
    try call.refuse("count")
    let text = try call.string("string").description
    let separator = try call.text("sep")
    let words =
      separator.allSatisfy { $0 == " " }
      ? text.split(whereSeparator: \.isWhitespace).map(String.init)
      : text.split(separator: separator.filter { $0 != " " }).map { $0.filter { !$0.isWhitespace } }
    var numbers: [Double] = []
    for word in words {
      guard let number = Double(word) else {
        throw Raised.valueError("string or file could not be read to its end due to unmatched data")
      }
      numbers.append(number)
    }
    let array = ArrayObject(Dense(numbers))
    guard call.isGiven("dtype"), let dtype = try call.dtype("dtype") else { return .object(array) }
    return .object(try array.cast(to: dtype, in: call.context))
  }
  static let iterable = Function("iterable(y)") { call in
    do throws(Raised) {
      _ = try call.context.items(of: call[0])
      return true
    } catch {
      return false
    }
  }
  static let nditer = Function("nditer(op)") { call in
    let dense = try call.dense("op")
    return .object(
      ArrayIterator((0..<dense.count).map { .object(ArrayObject(dense.selecting([$0], shape: []))) }))
  }
}

extension Call {
  /// One value or vector a row of traced rows stays a column of them, without a row function.
  fileprivate func likeRows(_ result: Dense, axis: Int) throws(Raised) -> Value {
    guard axis == 1, let table = self["arr"].object as? any TracedTable, result.rank > 0,
      result.shape[0] == table.rowCount, let domain = table.tracedColumns.first(where: { $0.domain != nil })?.domain
    else { return context.value(result) }
    let columns = ArrayObject(result).tracedColumns.map {
      context.untraced($0.values, $0.dtype, domain: domain, reason: "'apply_along_axis' has no row function")
    }
    if result.rank == 1 { return .object(ArrayObject(columns[0])) }
    return .object(ArrayObject(columns: columns, rows: result.shape[0], dtype: result.dtype))
  }
}

/// `numpy.vectorize`: a function of the notebook, element by element.
final class VectorizedFunction: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "vectorize", module: "numpy", isOpen: true, members: NumPy.VectorizeClass.members)

  private let function: Value
  private let dtype: DType?

  init(_ function: Value, dtype: DType?) {
    self.function = function
    self.dtype = dtype
    super.init(type: VectorizedFunction.type)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard arguments.keywords.isEmpty else { throw context.unsupportedNow("a vectorized function with keywords") }
    if let mapped = try rows(arguments, in: context) { return mapped }
    var parts: [Dense] = []
    for value in arguments.positional { parts.append(try context.dense(value)) }
    guard let shape = NumPy.broadcastShape(parts.map(\.shape)) else {
      throw .valueError("shape mismatch: objects cannot be broadcast to a single shape")
    }
    let spread = parts.map { $0.broadcast(to: shape) }
    let count = try NumPy.elementCount(shape)
    guard count > 0 || dtype != nil else {
      throw .valueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
    }
    var results: [Value] = []
    for row in 0..<count {
      let items = spread.map { NumPy.element($0.values[row], $0.dtype) }
      results.append(try context.call(function, CallArguments(items)).supported())
    }
    var result = try NumPy.dense(ofItems: results, asObjects: dtype == .object, in: context)
    guard result.rank == 1 else { throw .valueError("setting an array element with a sequence.") }
    if let first = results.first, dtype == nil, !(first.object is ListObject) {
      // The first result decides the dtype.
      let kind = (first.object as? ScalarObject)?.dtype ?? DType(of: Scalar(first))
      if kind != result.dtype { result = try ArrayObject(result).cast(to: kind, in: context).dense }
    } else if let dtype, dtype != result.dtype {
      result = try ArrayObject(result).cast(to: dtype, in: context).dense
    }
    result.shape = shape
    result.fitted = parts.lazy.compactMap(\.fitted).first
    let domain = arguments.positional.lazy.compactMap { value in
      (value.object as? any TracedTable)?.tracedColumns.first { $0.domain != nil }?.domain
    }.first
    if shape.count == 1, let domain, domain.count == count {
      return .object(
        ArrayObject(
          context.untraced(result.values, result.dtype, domain: domain, reason: "a vectorized function of the notebook")
        ))
    }
    return shape.isEmpty && dtype == .object
      ? results[0] : shape.isEmpty ? .object(ArrayObject(result)) : context.value(result)
  }

  /// One series keeps its row function: as `Series.map` gives it.
  private func rows(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value? {
    guard arguments.positional.count == 1, let table = arguments.positional[0].object as? any TracedTable,
      !(table is ArrayObject), table.isOneDimensional, table.tracedColumns.first?.domain != nil
    else { return nil }
    let mapped = try context.callMethod(arguments.positional[0], "map", CallArguments([function]))
    guard let result = mapped.object as? any TracedTable else { return nil }
    return .object(NumPy.array(of: result))
  }
}

extension NumPy.VectorizeClass {
  static let new = Constructor(
    "__init__(self, pyfunc=no_default, otypes=None, doc=None, excluded=None, cache=False, signature=None)"
  ) { call in
    try call.refuse("excluded", "signature")
    var dtype: DType?
    if let types = call["otypes"].cast(to: ListObject.self) {
      guard types.items.count == 1 else { throw call.unsupported("several 'otypes'") }
      dtype = NumPy.dtypeIfAny(types.items[0], in: call.context)
    } else if case .string(let letter) = call["otypes"] {
      dtype = ["d": .float64, "f": .float32, "l": .int64, "i": .int32, "?": .bool, "O": .object][letter.description]
    }
    return .object(VectorizedFunction(call["pyfunc"], dtype: dtype))
  }
}
