import Columns
import DataFrames
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let array = Function("array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0)") { call in
    try call.refuse("ndmin")
    return try call.asArray(call["object"], copies: true)
  }
  static let asarray = Function("asarray(a, dtype=None, order=None)") { call in
    try call.asArray(call["a"], copies: false)
  }
  static let copy = Function("copy(a, order='K')") { call in
    .object(try NumPy.atLeastOneDimensional(call["a"], in: call.context).copied)
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

  static let linspace = Function("linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None)") { call in
    try call.refuse("retstep")
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
    return try call.finished(.floats(numbers))
  }

  static let zeros = Function("zeros(shape, dtype=float, order='C')") { call in try call.filled(.float(0)) }
  static let ones = Function("ones(shape, dtype=float, order='C')") { call in try call.filled(.float(1)) }
  static let empty = Function("empty(shape, dtype=float, order='C')") { call in try call.filled(.float(0)) }
  static let full = Function("full(shape, fill_value, dtype=None, order='C')") { call in
    try call.filled(Scalar(call["fill_value"]))
  }
  static let zerosLike = Function("zeros_like(a, dtype=None)") { call in try call.filledLike(.int(0)) }
  static let onesLike = Function("ones_like(a, dtype=None)") { call in try call.filledLike(.int(1)) }
  static let fullLike = Function("full_like(a, fill_value, dtype=None)") { call in
    try call.filledLike(Scalar(call["fill_value"]))
  }

  static let eye = Function("eye(N, M=None, k=0, dtype=float)") { call in
    try call.refuse("M", "k")
    let count = try call.int("N")
    _ = try NumPy.elementCount([count, count], in: call.context)
    let columns = (0..<count).map { column in
      TracedColumn(values: .floats((0..<count).map { $0 == column ? 1 : 0 }), dtype: .float64)
    }
    let array = ArrayObject(columns: columns, rows: count, dtype: .float64)
    return .object(try array.cast(to: call.dtypeOrFloat(), in: call.context))
  }
}

extension Call {
  fileprivate func asArray(_ value: Value, copies: Bool) throws(Raised) -> Value {
    guard let array = try NumPy.array(value, in: context) else { throw unsupported("an array without dimensions") }
    if let dtype = try dtype("dtype") { return .object(try array.cast(to: dtype, in: context)) }
    return .object(copies ? array.copied : array)
  }

  /// New numbers in the dtype that is asked for.
  fileprivate func finished(_ values: Column) throws(Raised) -> Value {
    let array = ArrayObject(TracedColumn(values: values, dtype: DType(of: values)))
    guard let dtype = try dtype("dtype") else { return .object(array) }
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
    let isFull = signature.name == "full"
    let dtype = isFull ? try dtype("dtype") ?? DType(of: scalar) : try dtypeOrFloat()
    return .object(try constant(scalar, dtype, shape(self["shape"])))
  }

  fileprivate func filledLike(_ scalar: Scalar) throws(Raised) -> Value {
    let array = try NumPy.atLeastOneDimensional(self["a"], in: context)
    return .object(try constant(scalar, dtype("dtype") ?? array.dtype, array.shape))
  }

  private func constant(_ scalar: Scalar, _ dtype: DType, _ shape: [Int]) throws(Raised) -> ArrayObject {
    guard (1...2).contains(shape.count) else { throw unsupported("an array of \(shape.count) dimensions") }
    _ = try NumPy.elementCount(shape, in: context)
    let values = NumPy.column(Array(repeating: scalar, count: shape[0]), dtype)
    let column = TracedColumn(values: values, dtype: dtype)
    if shape.count == 1 { return ArrayObject(column, dtype: dtype) }
    return ArrayObject(columns: Array(repeating: column, count: shape[1]), rows: shape[0], dtype: dtype)
  }
}
