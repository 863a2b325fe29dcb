import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let array = Function("array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)") {
    call in
    try call.refuse("like")
    let value = try call.asArray(call["object"], copies: true)
    let rank = try call.int("ndmin")
    guard rank > 0, let array = value.cast(to: ArrayObject.self), array.shape.count < rank else { return value }
    let added = Array(repeating: 1, count: Swift.min(rank, 32) - array.shape.count)
    return .object(try array.reshaped(added + array.shape, in: call.context))
  }
  static let asarray = Function("asarray(a, dtype=None, order=None)") { call in
    try call.asArray(call["a"], copies: false)
  }
  static let asanyarray = Function("asanyarray(a, dtype=None, order=None)") { call in
    try call.asArray(call["a"], copies: false)
  }
  static let ascontiguousarray = Function("ascontiguousarray(a, dtype=None)") { call in
    try call.asArray(call["a"], copies: false)
  }
  static let asfortranarray = Function("asfortranarray(a, dtype=None)") { call in
    try call.asArray(call["a"], copies: false)
  }
  static let copy = Function("copy(a, order='K', subok=False)") { call in
    .object(try call.context.array(call["a"]).copied)
  }

  static let arange = Function("arange(start, stop=None, step=None, dtype=None)") { call in
    let context = call.context
    let (start, stop) = call.isNone("stop") ? (Value.int(0), call["start"]) : (call["start"], call["stop"])
    let step = call.isNone("step") ? Value.int(1) : call["step"]
    if let first = try context.indexIfInteger(start), let end = try context.indexIfInteger(stop),
      let width = try context.indexIfInteger(step)
    {
      guard width != 0 else { throw Raised.zeroDivision("division by zero") }
      _ = try NumPy.elementCount(
        [call.count(from: Double(first), to: Double(end), by: Double(width))], in: call.context)
      return try call.finished(.ints(stride(from: Int64(first), to: Int64(end), by: width).map { $0 }))
    }
    guard let first = try context.double(start), let end = try context.double(stop),
      let width = try context.double(step), width != 0
    else { throw call.unsupported("such arguments of 'arange'") }
    let count = try NumPy.elementCount([call.count(from: first, to: end, by: width)], in: call.context)
    // numpy fills by the difference of the first two numbers.
    let delta = (first + width) - first
    return try call.finished(.floats((0..<count).map { $0 == 0 ? first : first + Double($0) * delta }))
  }

  static let linspace = Function("linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)") {
    call in
    try call.refuse("axis")
    let (start, stop, count) = (try call.double("start"), try call.double("stop"), try call.int("num"))
    guard count >= 0 else {
      throw Raised.valueError("Number of samples, \(count), must be non-negative.")
    }
    _ = try NumPy.elementCount([count], in: call.context)
    let includesEnd = try call.bool("endpoint")
    let parts = Double(includesEnd ? count - 1 : count)
    let step = (stop - start) / parts
    var numbers = (0..<count).map { index in
      step == 0 ? Double(index) / parts * (stop - start) + start : Double(index) * step + start
    }
    if includesEnd, count > 1 { numbers[count - 1] = stop }
    if count == 1 { numbers[0] = start }
    if let dtype = try call.dtype("dtype"), dtype.isInteger { numbers = numbers.map { $0.rounded(.down) } }
    let samples = try call.finished(.floats(numbers))
    guard try call.bool("retstep") else { return samples }
    return .tuple([samples, NumPy.element(.float(parts > 0 ? step : .nan), .float64)])
  }

  static let zeros = Function("zeros(shape, dtype=float, order='C')") { call in try call.filled(.float(0)) }
  static let ones = Function("ones(shape, dtype=float, order='C')") { call in try call.filled(.float(1)) }
  static let empty = Function("empty(shape, dtype=float, order='C')") { call in try call.filled(.float(0)) }
  static let full = Function("full(shape, fill_value, dtype=None, order='C')") { call in
    try call.filled(Scalar(call["fill_value"]))
  }
  static let zerosLike = Function("zeros_like(a, dtype=None, order='K', subok=True, shape=None)") { call in
    try call.filledLike(.int(0))
  }
  static let onesLike = Function("ones_like(a, dtype=None, order='K', subok=True, shape=None)") { call in
    try call.filledLike(.int(1))
  }
  static let emptyLike = Function("empty_like(prototype, dtype=None, order='K', subok=True, shape=None)") { call in
    try call.filledLike(.int(0))
  }
  static let fullLike = Function("full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None)") { call in
    try call.filledLike(Scalar(call["fill_value"]))
  }

  static let eye = Function("eye(N, M=None, k=0, dtype=float, order='C')") { call in
    let rows = try call.int("N")
    let columns = try call.optionalInt("M") ?? rows
    let diagonal = try call.int("k")
    let count = try NumPy.elementCount([rows, columns], in: call.context)
    var numbers = [Double](repeating: 0, count: count)
    for row in 0..<rows where row + diagonal >= 0 && row + diagonal < columns {
      numbers[row * columns + row + diagonal] = 1
    }
    return .object(
      try ArrayObject(Dense(numbers, shape: [rows, columns])).cast(to: call.dtypeOrFloat(), in: call.context))
  }
  static let identity = Function("identity(n, dtype=float)") { call in
    let rows = try call.int("n")
    var numbers = [Double](repeating: 0, count: try NumPy.elementCount([rows, rows]))
    for row in 0..<rows { numbers[row * rows + row] = 1 }
    return .object(
      try ArrayObject(Dense(numbers, shape: [rows, rows])).cast(to: call.dtypeOrFloat(), in: call.context))
  }
}

extension Call {
  fileprivate func asArray(_ value: Value, copies: Bool) throws(Raised) -> Value {
    let dtype = try dtype("dtype")
    if dtype == .object, let list = value.object, list is ListObject || list is TupleObject {
      let items = try context.items(of: value)
      return .object(ArrayObject(try NumPy.dense(ofItems: items, asObjects: true, in: context)))
    }
    var array = try context.array(value)
    // A list of Python's integers.
    if dtype == nil, array.dtype == .int64, context.defaultInteger == .int32, try context.areShortIntegers(value) {
      array = try array.cast(to: .int32, in: context)
    }
    if let dtype, dtype != array.dtype { return .object(try array.cast(to: dtype, in: context)) }
    return .object(copies && !self.isNone("copy", orFalse: true) ? array.copied : array)
  }

  /// New numbers in the dtype that is asked for.
  fileprivate func finished(_ values: Column) throws(Raised) -> Value {
    let array = ArrayObject(TracedColumn(values: values, dtype: DType(of: values)))
    let standard = array.dtype == .int64 && context.defaultInteger == .int32 ? DType.int32 : nil
    guard let dtype = try dtype("dtype") ?? standard else { return .object(array) }
    return .object(try array.cast(to: dtype, in: context))
  }

  /// How many numbers `arange` gives.
  fileprivate func count(from start: Double, to stop: Double, by step: Double) throws(Raised) -> Int {
    let count = ((stop - start) / step).rounded(.up)
    guard count.isFinite, count < 0x1p62 else { throw .valueError("Maximum allowed size exceeded") }
    return Swift.max(0, Int(count))
  }

  fileprivate func dtypeOrFloat() throws(Raised) -> DType {
    self["dtype"].object is DefaultName ? .float64 : try dtype("dtype") ?? .float64
  }

  fileprivate func filled(_ scalar: Scalar) throws(Raised) -> Value {
    guard signature.name == "full" else {
      return .object(try constant(scalar, try dtypeOrFloat(), shape(self["shape"])))
    }
    let shape = try shape(self["shape"])
    _ = try NumPy.elementCount(shape)
    let filling = try context.dense(self["fill_value"])
    guard NumPy.broadcastShape([filling.shape, shape]) == shape else {
      throw .valueError(
        "could not broadcast input array from shape \(NumPy.text(of: filling.shape)) into shape \(NumPy.text(of: shape))"
      )
    }
    let array = ArrayObject(filling.broadcast(to: shape))
    let standard = array.dtype == .int64 && context.defaultInteger == .int32 ? DType.int32 : nil
    guard let dtype = try dtype("dtype") ?? standard else { return .object(array) }
    return .object(try array.cast(to: dtype, in: context))
  }

  fileprivate func filledLike(_ scalar: Scalar) throws(Raised) -> Value {
    let array = try context.array(self[0])
    let shape = try isNone("shape") ? array.shape : shape(self["shape"])
    return .object(try constant(scalar, dtype("dtype") ?? array.dtype, shape))
  }

  /// Whether the argument is given as False or None: `copy=False`.
  fileprivate func isNone(_ name: String, orFalse: Bool) -> Bool {
    guard signature.parameters.contains(where: { $0.name == name }) else { return false }
    if case .bool(false) = self[name] { return orFalse }
    return self[name].isNone
  }

  private func constant(_ scalar: Scalar, _ dtype: DType, _ shape: [Int]) throws(Raised) -> ArrayObject {
    let count = try NumPy.elementCount(shape, in: context)
    let one = try NumPy.element(scalar, storedAs: dtype, in: context)
    return ArrayObject(Dense(NumPy.column(Array(repeating: one, count: count), dtype), shape: shape, dtype: dtype))
  }
}
