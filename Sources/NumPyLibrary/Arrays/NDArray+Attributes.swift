import Columns
import DataFrames
import PythonRuntime
import Tracing

extension NumPy.NDArray {
  static let shape = Property("shape") { call in
    .tuple(try call.array.shape.map(Value.int))
  } set: { call, value in
    let array = try call.array
    guard array.isStrided else { throw call.unsupported("a new shape of traced columns") }
    array.content = try array.reshaped(call.shape(value), in: call.context).content
  }
  static let ndim = Property("ndim") { call in .int(try call.array.shape.count) }
  static let size = Property("size") { call in .int(try call.array.size) }
  static let dtype = Property("dtype") { call in
    let array = try call.array
    if array.dtype == .str { return .object(DTypeObject(textOf: array.flattened)) }
    return .object(DTypeObject.of(array.dtype, in: call.context))
  }
  static let itemsize = Property("itemsize") { call in .int(try call.array.dtype.itemSize ?? 8) }
  static let nbytes = Property("nbytes") { call in
    let array = try call.array
    return .int((array.dtype.itemSize ?? 8) * array.size)
  }
  static let base = Property("base") { call in
    (try call.array.base).map(Value.object) ?? .none
  }
  static let real = Property("real") { call in call.receiver }
  static let strides = Property("strides") { call in
    let array = try call.array
    return .tuple(array.memoryStrides.map { .int($0 * (array.dtype.itemSize ?? 8)) })
  }
  static let transposed = Property("T") { call in .object(try call.array.transposed()) }
  static let flat = Property("flat") { call in
    let array = try call.array
    return .object(try array.reshaped([array.size], in: call.context))
  }
}

extension Call {
  /// `self` as an array.
  var array: ArrayObject {
    get throws(Raised) { try receiver(as: ArrayObject.self) }
  }

  /// The argument as a dtype; `nil` for None.
  func dtype(_ name: String) throws(Raised) -> DType? {
    if isNone(name) { return nil }
    if let dtype = NumPy.dtypeIfAny(self[name], in: context) { return dtype }
    throw unsupported("dtype \(try context.repr(self[name]))", argument: name)
  }

  /// The argument as an axis; `nil` for None.
  func axis(_ name: String = "axis") throws(Raised) -> Int? {
    if self[name].object is DefaultName { return nil }
    return try optionalInt(name)
  }

  /// The argument as a shape: a number or a tuple of them.
  func shape(_ value: Value) throws(Raised) -> [Int] {
    if let count = try context.indexIfInteger(value) { return [count] }
    var shape: [Int] = []
    for item in try context.items(of: value) { shape.append(try context.index(item)) }
    return shape
  }
}
