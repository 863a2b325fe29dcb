import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

/// `numpy.ufunc` of two arguments: a function with `reduce`, `accumulate`, `outer` and `at`.
final class UFunc: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "ufunc", module: "numpy", isOpen: true, members: NumPy.UFuncClass.members)

  let function: NativeFunction
  /// What `reduce` of nothing gives.
  let identity: Value?

  init(_ function: Function, identity: Value? = nil) {
    self.function = NativeFunction(function.code, owner: nil, binding: .none)
    self.identity = identity
    super.init(type: UFunc.type)
  }

  var name: String { function.code.signature.name }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try function.call(arguments, in: context)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": .text(self.name)
    case "nin": .int(2)
    case "nout": .int(1)
    default: try super.attribute(name, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString { PythonString("<ufunc '\(name)'>") }
}

extension NumPy.UFuncClass {
  static let reduce = Method("reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=no_default)") {
    call in
    try call.refuse("out", "initial")
    let ufunc = try call.receiver(as: UFunc.self)
    var array = try call.context.array(call["array"])
    if let dtype = try call.dtype("dtype") { array = try array.cast(to: dtype, in: call.context) }
    let dense = array.dense
    let axes = try call.isNone("axis") ? Array(dense.shape.indices) : call.shape(call["axis"])
    let known: [String: Reduction] = [
      "add": .sum, "multiply": .prod, "maximum": .max, "minimum": .min, "logical_and": .all, "logical_or": .any,
    ]
    if let reduction = known[ufunc.name] {
      return try array.reduced(reduction, axes: axes, keepsAxes: call.bool("keepdims"), in: call.context)
    }
    guard axes.count == 1 else { throw call.unsupported("'reduce' over several axes") }
    let axis = try call.context.axis(axes[0], rank: dense.rank)
    var scalars: [Value] = []
    for lane in dense.lanes(along: axis) {
      guard let first = lane.first else {
        guard let identity = ufunc.identity else {
          throw Raised.valueError("zero-size array to reduction operation \(ufunc.name) which has no identity")
        }
        scalars.append(identity)
        continue
      }
      var value = NumPy.element(dense.values[first], dense.dtype)
      for place in lane.dropFirst() {
        value = try ufunc.call(
          CallArguments([value, NumPy.element(dense.values[place], dense.dtype)]), in: call.context)
      }
      scalars.append(value)
    }
    var result = try NumPy.dense(ofItems: scalars, asObjects: false, in: call.context)
    result.shape = dense.shape(without: axis)
    return call.context.value(result)
  }

  static let accumulate = Method("accumulate(self, array, axis=0, dtype=None, out=None)") { call in
    try call.refuse("out", "dtype")
    let ufunc = try call.receiver(as: UFunc.self)
    let dense = try call.dense("array")
    let axis = try call.context.axis(call.int("axis"), rank: dense.rank)
    var values = [Value](repeating: .none, count: dense.count)
    for lane in dense.lanes(along: axis) {
      for (number, place) in lane.enumerated() {
        let own = NumPy.element(dense.values[place], dense.dtype)
        values[place] =
          try number == 0 ? own : ufunc.call(CallArguments([values[lane[number - 1]], own]), in: call.context)
      }
    }
    var result = try NumPy.dense(ofItems: values, asObjects: false, in: call.context)
    result.shape = dense.shape
    result.fitted = dense.fitted
    return call.context.value(result)
  }

  static let outer = Method("outer(self, a, b, /)") { call in
    let ufunc = try call.receiver(as: UFunc.self)
    let (a, b) = (try call.context.dense(call[1]), try call.context.dense(call[2]))
    let shape = a.shape + b.shape
    _ = try NumPy.elementCount(shape)
    var tall = a
    tall.shape = a.shape + Array(repeating: 1, count: b.rank)
    return try ufunc.call(
      CallArguments([call.context.value(tall), call.context.value(b)]), in: call.context)
  }

  static let at = Method("at(self, a, indices, b=None)") { call in
    let ufunc = try call.receiver(as: UFunc.self)
    let array = try call.object("a", as: ArrayObject.self)
    let indices = try call.dense("indices")
    let values = try call.dense("b").broadcast(to: indices.shape)
    for place in 0..<indices.count {
      let key = NumPy.element(indices.values[place], indices.dtype)
      let old = try array.selected(key, in: call.context)
      let new = try ufunc.call(
        CallArguments([old, NumPy.element(values.values[place], values.dtype)]), in: call.context)
      try array.assign(new, at: key, in: call.context)
    }
    return .none
  }
}
