import Columns
import PythonRuntime
import Tracing

extension NumPy.NDArray {
  static let reshape = Method("reshape(self, *shape, order='C')") { call in
    try call.refuse("order")
    let sizes = call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic)
    return .object(try call.array.reshaped(call.shape(sizes), in: call.context))
  }

  static let ravel = Method("ravel(self, order='C')") { call in
    try call.refuse("order")
    return .object(try call.array.reshaped([-1], in: call.context))
  }

  static let flatten = Method("flatten(self, order='C')") { call in
    try call.refuse("order")
    return .object(try call.array.reshaped([-1], in: call.context).copied)
  }

  static let squeeze = Method("squeeze(self, axis=None)") { call in
    let array = try call.array
    guard !array.isOneDimensional, array.shape.contains(1) else { return call.receiver }
    guard array.size > 1 else { throw call.unsupported("an array without dimensions") }
    return .object(try array.reshaped([-1], in: call.context))
  }

  static let transpose = Method("transpose(self, *axes)") { call in .object(try call.array.transposed) }

  static let copy = Method("copy(self, order='C')") { call in .object(try call.array.copied) }

  static let tolist = Method("tolist(self)") { call in try call.array.pythonList }

  static let item = Method("item(self, *args)") { call in
    let array = try call.array
    guard call.variadic.isEmpty else {
      let key = call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic)
      let value = try call.context.item(of: call.receiver, at: key)
      return (value.object as? ScalarObject)?.scalar.pythonValue ?? value
    }
    guard array.size == 1 else {
      throw Raised.valueError("can only convert an array of size 1 to a Python scalar")
    }
    return array.buffers[0].column.values[0].pythonValue
  }
}

extension ArrayObject {
  /// The same elements in storage of their own.
  var copied: ArrayObject {
    if isOneDimensional { return ArrayObject(buffers[0].column, dtype: dtype) }
    return ArrayObject(columns: tracedColumns, rows: rowCount, dtype: dtype, isColumnMajor: false)
  }
}
