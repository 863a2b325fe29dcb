import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let meshgrid = Function("meshgrid(*xi, copy=True, sparse=False, indexing='xy')") { call in
    let indexing = try call.text("indexing")
    guard indexing == "xy" || indexing == "ij" else {
      throw Raised.valueError("Valid values for `indexing` are 'xy' and 'ij'.")
    }
    let isSparse = try call.bool("sparse")
    var parts: [Dense] = []
    for value in call.variadic {
      var dense = try call.context.dense(value)
      dense.shape = [dense.count]
      parts.append(dense)
    }
    var axes = Array(parts.indices)
    if indexing == "xy", parts.count > 1 { axes.swapAt(0, 1) }
    let full = parts.indices.map { place in parts[axes[place]].count }
    _ = try NumPy.elementCount(full)
    let grids = parts.enumerated().map { number, part -> Value in
      var own = part
      own.shape = axes.indices.map { axes[$0] == number ? part.count : 1 }
      return .object(ArrayObject(isSparse ? own : own.broadcast(to: full)))
    }
    return call.context.era == .classic ? .list(grids) : .tuple(grids)
  }

  static let mgrid = Constant("mgrid") { _ in .object(GridMaker(isOpen: false)) }
  static let ogrid = Constant("ogrid") { _ in .object(GridMaker(isOpen: true)) }
  static let sliceMaker = Constant("s_") { _ in .object(KeyMaker(alwaysTuple: false)) }
  static let indexMaker = Constant("index_exp") { _ in .object(KeyMaker(alwaysTuple: true)) }

  static let ix = Function("ix_(*args)") { call in
    var parts: [Value] = []
    for (number, value) in call.variadic.enumerated() {
      var dense = try call.context.dense(value)
      guard dense.rank == 1 else { throw Raised.valueError("Cross index must be 1 dimensional") }
      if dense.dtype == .bool, let flags = dense.values.flags { dense = Dense(flags.indices.filter { flags[$0] }) }
      dense.shape = call.variadic.indices.map { $0 == number ? dense.count : 1 }
      parts.append(.object(ArrayObject(dense)))
    }
    return .tuple(parts)
  }

  static let indices = Function("indices(dimensions, dtype=int, sparse=False)") { call in
    try call.refuse("sparse", "dtype")
    let shape = try call.shape(call["dimensions"])
    _ = try NumPy.elementCount([shape.count] + shape)
    let strides = ElementLayout.strides(of: shape)
    let count = shape.reduce(1, *)
    let numbers = shape.indices.flatMap { axis in (0..<count).map { $0 / strides[axis] % shape[axis] } }
    return .object(ArrayObject(Dense(numbers, shape: [shape.count] + shape)))
  }

  static let unravelIndex = Function("unravel_index(indices, shape, order='C')") { call in
    try call.refuse("order")
    let dense = try call.dense("indices")
    let shape = try call.shape(call["shape"])
    let count = try NumPy.elementCount(shape)
    let strides = ElementLayout.strides(of: shape)
    let numbers = try dense.positions(in: call.context)
    if let wrong = numbers.first(where: { $0 >= count || $0 < 0 }) {
      throw Raised.valueError("index \(wrong) is out of bounds for array with size \(count)")
    }
    return .tuple(
      shape.indices.map { axis in
        call.context.value(Dense(numbers.map { $0 / strides[axis] % shape[axis] }, shape: dense.shape))
      })
  }

  static let ravelMultiIndex = Function("ravel_multi_index(multi_index, dims, mode='raise', order='C')") { call in
    try call.refuse("mode", "order")
    let shape = try call.shape(call["dims"])
    let strides = ElementLayout.strides(of: shape)
    var result: [Int]?
    var own: [Int] = []
    for (axis, item) in try call.list("multi_index").enumerated() where axis < strides.count {
      let dense = try call.context.dense(item)
      own = dense.shape
      let numbers = try dense.positions(in: call.context)
      guard numbers.allSatisfy({ (0..<shape[axis]).contains($0) }) else {
        throw Raised.valueError("invalid entry in coordinates array")
      }
      result = zip(result ?? Array(repeating: 0, count: numbers.count), numbers).map { $0 + $1 * strides[axis] }
    }
    return call.context.value(Dense(result ?? [], shape: own))
  }

  static let ndindex = Function("ndindex(*shape)") { call in
    let shape = try call.shape(call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic))
    let strides = ElementLayout.strides(of: shape)
    let count = try NumPy.elementCount(shape)
    return .object(
      ArrayIterator(
        (0..<count).map { place in
          .tuple(shape.indices.map { .int(place / strides[$0] % shape[$0]) })
        }))
  }

  static let ndenumerate = Function("ndenumerate(arr)") { call in
    let array = try call.context.array(call["arr"])
    let values = array.flattened
    let strides = ElementLayout.strides(of: array.shape)
    return .object(
      ArrayIterator(
        (0..<values.count).map { place in
          .tuple([
            .tuple(array.shape.indices.map { .int(place / strides[$0] % array.shape[$0]) }),
            NumPy.element(values[place], array.dtype),
          ])
        }))
  }

  static let logspace = Function("logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)") {
    call in
    try call.refuse("axis")
    let numbers = NumPy.spaced(
      try call.double("start"), try call.double("stop"), try call.count("num"), endpoint: try call.bool("endpoint"))
    let base = try call.double("base")
    let result = ArrayObject(Dense(numbers.map { Kernels.power(base, $0) }))
    guard let dtype = try call.dtype("dtype") else { return .object(result) }
    return .object(try result.cast(to: dtype, in: call.context))
  }

  static let geomspace = Function("geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)") { call in
    try call.refuse("axis", "dtype")
    let (start, stop) = (try call.double("start"), try call.double("stop"))
    guard start != 0, stop != 0 else { throw Raised.valueError("Geometric sequence cannot include zero") }
    guard start > 0, stop > 0 else { throw call.unsupported("'geomspace' of negative numbers") }
    let count = try call.count("num")
    let logs = NumPy.spaced(
      decimalLogarithm(start), decimalLogarithm(stop), count, endpoint: try call.bool("endpoint"))
    var numbers = logs.map { Kernels.power(10, $0) }
    if count > 0 {
      numbers[0] = start
      if count > 1, try call.bool("endpoint") { numbers[count - 1] = stop }
    }
    return .object(ArrayObject(Dense(numbers)))
  }

  static let tri = Function("tri(N, M=None, k=0, dtype=float)") { call in
    let rows = try call.int("N")
    let columns = try call.optionalInt("M") ?? rows
    _ = try NumPy.elementCount([rows, columns])
    let diagonal = try call.int("k")
    let numbers = (0..<rows).flatMap { row in (0..<columns).map { $0 <= row + diagonal ? 1.0 : 0 } }
    let array = ArrayObject(Dense(numbers, shape: [rows, columns]))
    guard call.isGiven("dtype"), let dtype = try call.dtype("dtype") else { return .object(array) }
    return .object(try array.cast(to: dtype, in: call.context))
  }

  static let triu = Function("triu(m, k=0)") { call in try call.triangle { $0 >= $1 } }
  static let tril = Function("tril(m, k=0)") { call in try call.triangle { $0 <= $1 } }

  static let triuIndices = Function("triu_indices(n, k=0, m=None)") { call in
    let rows = try call.int("n")
    let (columns, k) = (try call.optionalInt("m") ?? rows, try call.int("k"))
    return try call.pairs(rows, columns) { $1 >= $0 + k }
  }
  static let trilIndices = Function("tril_indices(n, k=0, m=None)") { call in
    let rows = try call.int("n")
    let (columns, k) = (try call.optionalInt("m") ?? rows, try call.int("k"))
    return try call.pairs(rows, columns) { $1 <= $0 + k }
  }
  static let triuIndicesFrom = Function("triu_indices_from(arr, k=0)") { call in
    let (shape, k) = (try call.dense("arr").shape, try call.int("k"))
    guard shape.count == 2 else { throw Raised.valueError("input array must be 2-d") }
    return try call.pairs(shape[0], shape[1]) { $1 >= $0 + k }
  }
  static let trilIndicesFrom = Function("tril_indices_from(arr, k=0)") { call in
    let (shape, k) = (try call.dense("arr").shape, try call.int("k"))
    guard shape.count == 2 else { throw Raised.valueError("input array must be 2-d") }
    return try call.pairs(shape[0], shape[1]) { $1 <= $0 + k }
  }

  static let diag = Function("diag(v, k=0)") { call in
    let dense = try call.dense("v")
    let k = try call.int("k")
    switch dense.rank {
    case 1: return .object(ArrayObject(try NumPy.diagonal(dense, k, in: call.context)))
    case 2: return call.context.value(try dense.diagonal(k))
    default: throw Raised.valueError("Input must be 1- or 2-d.")
    }
  }
  static let diagflat = Function("diagflat(v, k=0)") { call in
    .object(ArrayObject(try NumPy.diagonal(call.dense("v"), call.int("k"), in: call.context)))
  }
  static let diagonal = Function("diagonal(a, offset=0, axis1=0, axis2=1)") { call in
    try call.refuse("axis1", "axis2")
    return call.context.value(try call.dense("a").diagonal(call.int("offset")))
  }
  static let trace = Function("trace(a, offset=0)") { call in
    try call.context.reduced(.sum, call.dense("a").diagonal(call.int("offset")), axes: nil)
  }
  static let vander = Function("vander(x, N=None, increasing=False)") { call in
    let dense = try call.dense("x")
    let width = try call.optionalInt("N") ?? dense.count
    _ = try NumPy.elementCount([dense.count, width])
    let isIncreasing = try call.bool("increasing")
    let numbers = try call.context.numbers(dense.values)
    let powers = numbers.flatMap { number -> [Double] in
      var power = 1.0
      var row: [Double] = []
      for _ in 0..<width {
        row.append(power)
        power *= number
      }
      return isIncreasing ? row : row.reversed()
    }
    let result = ArrayObject(Dense(powers, shape: [dense.count, width]))
    return .object(dense.dtype.isInteger ? try result.cast(to: .int64, in: call.context) : result)
  }
}

extension Call {
  fileprivate func triangle(_ keeps: (Int, Int) -> Bool) throws(Raised) -> Value {
    var dense = try self.dense("m")
    if dense.rank == 1 { dense = dense.broadcast(to: [dense.count, dense.count]) }
    guard dense.rank == 2 else { throw unsupported("'\(signature.name)' of such an array") }
    let (width, k) = (dense.shape[1], try int("k"))
    let scalars = dense.scalars.enumerated().map { place, scalar in
      keeps(place % max(width, 1), place / max(width, 1) + k) ? scalar : Scalar.int(0).converted(to: dense.dtype)
    }
    return .object(ArrayObject(Dense(scalars, shape: dense.shape, dtype: dense.dtype, fitted: dense.fitted)))
  }

  fileprivate func pairs(_ rows: Int, _ columns: Int, _ keeps: (Int, Int) -> Bool) throws(Raised) -> Value {
    _ = try NumPy.elementCount([rows, columns])
    var found: [(Int, Int)] = []
    for row in 0..<rows { for column in 0..<columns where keeps(row, column) { found.append((row, column)) } }
    return .tuple([
      .object(ArrayObject(Dense(found.map(\.0)))), .object(ArrayObject(Dense(found.map(\.1)))),
    ])
  }

  fileprivate func count(_ name: String) throws(Raised) -> Int {
    let count = try int(name)
    guard count >= 0 else { throw Raised.valueError("Number of samples, \(count), must be non-negative.") }
    return try NumPy.elementCount([count])
  }
}

extension NumPy {
  /// `linspace`.
  static func spaced(_ start: Double, _ stop: Double, _ count: Int, endpoint: Bool) -> [Double] {
    let parts = Double(endpoint ? count - 1 : count)
    let step = (stop - start) / parts
    var numbers = (0..<count).map { index in
      step == 0 ? Double(index) / parts * (stop - start) + start : Double(index) * step + start
    }
    if endpoint, count > 1 { numbers[count - 1] = stop }
    if count == 1 { numbers[0] = start }
    return numbers
  }

  /// A matrix with these elements on a diagonal.
  static func diagonal(_ dense: Dense, _ k: Int, in context: Context) throws(Raised) -> Dense {
    let size = dense.count + abs(k)
    var scalars = [Scalar](repeating: Scalar.int(0).converted(to: dense.dtype), count: try elementCount([size, size]))
    for place in 0..<dense.count {
      let (row, column) = k >= 0 ? (place, place + k) : (place - k, place)
      scalars[row * size + column] = dense.values[place]
    }
    return Dense(scalars, shape: [size, size], dtype: dense.dtype, fitted: dense.fitted)
  }

  /// `start:stop:step` as numbers; a step of `5j` counts them, the end included.
  static func range(_ slice: SliceObject, in context: Context) throws(Raised) -> Dense {
    if let complex = slice.step.cast(to: ComplexObject.self) {
      let count = Int(abs(complex.value.imaginary))
      guard let start = try slice.start.isNone ? 0 : context.double(slice.start),
        let stop = try context.double(slice.stop)
      else { throw context.unsupportedNow("such a range") }
      return Dense(spaced(start, stop, try elementCount([count]), endpoint: true))
    }
    var arguments = [slice.start.isNone ? .int(0) : slice.start, slice.stop]
    if !slice.step.isNone { arguments.append(slice.step) }
    let arange = Functions.arange.value(in: Types.object)
    return try context.dense(try context.call(arange, CallArguments(arguments)))
  }
}

/// `np.mgrid`, `np.ogrid`: grids from slices.
final class GridMaker: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "nd_grid", module: "numpy.lib.index_tricks")
  private let isOpen: Bool

  init(isOpen: Bool) {
    self.isOpen = isOpen
    super.init(type: GridMaker.type)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) { return .object(ArrayObject(try NumPy.range(slice, in: context))) }
    var parts: [Dense] = []
    for item in key.cast(to: TupleObject.self)?.items ?? [] {
      guard let slice = item.cast(to: SliceObject.self) else { throw context.unsupportedNow("such a grid") }
      parts.append(try NumPy.range(slice, in: context))
    }
    let shape = parts.map(\.count)
    _ = try NumPy.elementCount(shape)
    let grids = parts.enumerated().map { number, part -> Dense in
      var own = part
      own.shape = parts.indices.map { $0 == number ? part.count : 1 }
      return isOpen ? own : own.broadcast(to: shape)
    }
    if isOpen {
      let values = grids.map { Value.object(ArrayObject($0)) }
      return context.era == .classic ? .list(values) : .tuple(values)
    }
    let whole = NumPy.joined(
      grids.map { grid in
        var one = grid
        one.shape = [1] + grid.shape
        return one
      }, axis: 0)
    return .object(ArrayObject(whole))
  }
}

/// `np.s_`: the key itself.
final class KeyMaker: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "IndexExpression", module: "numpy.lib.index_tricks")
  private let alwaysTuple: Bool

  init(alwaysTuple: Bool) {
    self.alwaysTuple = alwaysTuple
    super.init(type: KeyMaker.type)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    alwaysTuple && !(key.object is TupleObject) ? .tuple([key]) : key
  }
}
