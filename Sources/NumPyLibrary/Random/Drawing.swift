import Columns
import DataFrames
import Kernels
import Learning
import PythonRuntime
import Tracing

/// The distributions of `numpy.random` and of `RandomState`, which have the same signatures.
enum Drawing {
  /// Random numbers in a shape: one number where the shape is None.
  static func shaped(
    _ size: Value, _ call: Call, _ draw: (Int) throws(Raised) -> Column
  ) throws(Raised) -> Value {
    if size.isNone {
      let column = try draw(1)
      return column[0].pythonValue
    }
    let shape = try call.shape(size)
    let column = try draw(NumPy.elementCount(shape, in: call.context))
    return .object(
      try ArrayObject(TracedColumn(values: column, dtype: DType(of: column))).reshaped(shape, in: call.context))
  }

  static func rand(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try shaped(dimensions(call), call) { .floats(random.random(count: $0)) }
  }

  static func randn(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try shaped(dimensions(call), call) { .floats(random.normal(0, 1, count: $0)) }
  }

  private static func dimensions(_ call: Call) -> Value { call.variadic.isEmpty ? .none : .tuple(call.variadic) }

  static func random(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try shaped(call["size"], call) { .floats(random.random(count: $0)) }
  }

  static func randint(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try call.refuse("dtype")
    let (low, high) =
      call.isNone("high") ? (0, try call.int("low")) : (try call.int("low"), try call.int("high"))
    guard low < high else { throw .valueError(call.isNone("high") ? "high <= 0" : "low >= high") }
    return try shaped(call["size"], call) { .ints(random.integers(from: low, below: high, count: $0).map(Int64.init)) }
  }

  static func uniform(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let (low, high) = (try call.double("low"), try call.double("high"))
    return try shaped(call["size"], call) { .floats(random.uniform(low, high, count: $0)) }
  }

  static func normal(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let (mean, deviation) = (try call.double("loc"), try call.double("scale"))
    return try shaped(call["size"], call) { .floats(random.normal(mean, deviation, count: $0)) }
  }

  static func choice(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let array = try population(call["a"], call)
    let replacing = try call.bool("replace")
    let weights =
      try call.isNone("p")
      ? nil : call.context.numbers(NumPy.atLeastOneDimensional(call["p"], in: call.context).flattened)
    let shape = call.isNone("size") ? [1] : try call.shape(call["size"])
    if let weights { try check(weights, count: array.rowCount) }
    let count = try NumPy.elementCount(shape, in: call.context)
    let positions: [Int]
    do throws(LearningError) {
      if let weights {
        positions = try random.choice(probabilities: weights, count: count, replacing: replacing)
      } else {
        positions = try random.choice(array.rowCount, count: count, replacing: replacing)
      }
    } catch {
      throw Raised(named: error.type, .init(error.message))
    }
    if call.isNone("size") { return array.element(positions[0], 0) }
    let chosen = TracedColumn(values: array.flattened.selecting(positions), dtype: array.dtype)
    return .object(try ArrayObject(chosen, dtype: array.dtype).reshaped(shape, in: call.context))
  }

  private static func check(_ weights: [Double], count: Int) throws(Raised) {
    guard weights.count == count else { throw .valueError("'a' and 'p' must have same size") }
    guard weights.allSatisfy({ $0 >= 0 }) else { throw .valueError("probabilities are not non-negative") }
    guard (weights.reduce(0, +) - 1).magnitude <= 1e-8 else { throw .valueError("probabilities do not sum to 1") }
  }

  /// What is drawn from: an array, or the numbers below an integer.
  private static func population(_ value: Value, _ call: Call) throws(Raised) -> ArrayObject {
    if let count = try call.context.indexIfInteger(value) {
      let numbers = 0..<Int64(try NumPy.elementCount([max(count, 0)], in: call.context))
      return ArrayObject(TracedColumn(values: .ints(Array(numbers)), dtype: .int64))
    }
    let array = try NumPy.atLeastOneDimensional(value, in: call.context)
    guard array.isOneDimensional else { throw .valueError("a must be 1-dimensional") }
    return array
  }

  static func permutation(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let array = try population(call["x"], call)
    return array.selectingRows(random.permutation(array.rowCount), filter: nil)
  }

  static func shuffle(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    if let list = call["x"].cast(to: ListObject.self) {
      random.shuffle(&list.items)
      return .none
    }
    guard let array = call["x"].cast(to: ArrayObject.self) else {
      throw call.unsupported("'shuffle' of such an object")
    }
    let order = random.permutation(array.rowCount)
    try array.store(array.selecting(order, isColumnMajor: false).tracedColumns, in: call.context)
    return .none
  }
}
