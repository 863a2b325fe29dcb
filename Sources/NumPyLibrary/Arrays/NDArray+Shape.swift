import Columns
import Kernels
import PythonRuntime
import Tracing

extension NumPy.NDArray {
  static let reshape = Method("reshape(self, *shape, order='C')") { call in
    let sizes = call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic)
    return .object(
      try call.array.reshaped(call.shape(sizes), inColumnOrder: call.isColumnOrder, in: call.context))
  }

  static let ravel = Method("ravel(self, order='C')") { call in
    .object(try call.array.reshaped([-1], inColumnOrder: call.isColumnOrder, in: call.context))
  }

  static let flatten = Method("flatten(self, order='C')") { call in
    .object(try call.array.reshaped([-1], inColumnOrder: call.isColumnOrder, in: call.context).copied)
  }

  static let squeeze = Method("squeeze(self, axis=None)") { call in
    .object(try call.array.squeezed(call.axes("axis"), in: call.context))
  }

  static let transpose = Method("transpose(self, *axes)") { call in
    let axes = call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic)
    guard !axes.isNone, !call.variadic.isEmpty else { return .object(try call.array.transposed()) }
    return .object(try call.array.transposed(call.shape(axes), checkedIn: call.context))
  }

  static let swapaxes = Method("swapaxes(self, axis1, axis2)") { call in
    let array = try call.array
    return .object(try array.swapped(call.int("axis1"), call.int("axis2"), in: call.context))
  }

  static let copy = Method("copy(self, order='C')") { call in .object(try call.array.copied) }
  static let view = Method("view(self, dtype=None)") { call in
    try call.refuse("dtype")
    return try call.array.selected(.ellipsis, in: call.context)
  }

  static let tolist = Method("tolist(self)") { call in try call.array.pythonList }

  static let item = Method("item(self, *args)") { call in
    let array = try call.array
    guard call.variadic.isEmpty else {
      var key = call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic)
      var source = array
      if call.variadic.count == 1, !(key.object is TupleObject) {
        source = try array.reshaped([-1], in: call.context)
        key = call.variadic[0]
      }
      let value = try source.selected(key, in: call.context)
      return (value.object as? ScalarObject)?.scalar.pythonValue ?? value
    }
    guard array.size == 1 else {
      throw Raised.valueError("can only convert an array of size 1 to a Python scalar")
    }
    return array.flattened[0].pythonValue
  }

  static let resize = Method("resize(self, *new_shape, refcheck=True)", mutates: true) { call in
    let array = try call.array
    let shape = try call.shape(call.variadic.count == 1 ? call.variadic[0] : .tuple(call.variadic))
    guard array.isStrided, try NumPy.elementCount(shape) == array.size else {
      throw call.unsupported("'resize' of an array to another size")
    }
    array.content = try array.reshaped(shape, in: call.context).copied.content
    return .none
  }

  static let diagonal = Method("diagonal(self, offset=0, axis1=0, axis2=1)") { call in
    try call.refuse("axis1", "axis2")
    return try call.context.value(call.array.dense.diagonal(call.int("offset")))
  }
  static let trace = Method("trace(self, offset=0)") { call in
    let diagonal = try call.array.dense.diagonal(call.int("offset"))
    return try call.context.reduced(.sum, diagonal, axes: nil)
  }
}

extension Call {
  /// Whether `order` asks for Fortran's order.
  var isColumnOrder: Bool {
    get throws(Raised) {
      switch self["order"] {
      case .string("F"), .string("f"): true
      case .string("C"), .string("c"), .string("K"), .string("A"), .none: false
      default: throw .valueError("order must be one of 'C', 'F', 'A', or 'K' (got \(try context.repr(self["order"])))")
      }
    }
  }

  /// The argument as axes: one, several, or `nil` for None.
  func axes(_ name: String) throws(Raised) -> [Int]? {
    if isNone(name) || self[name].object is DefaultName { return nil }
    return try shape(self[name])
  }
}

extension ArrayObject {
  /// The same elements in storage of their own.
  package var copied: ArrayObject {
    switch content {
    case .strided(_, let layout):
      if layout.isColumnMajor, layout.rank == 2 { return ArrayObject(dense.transposed()).transposed().based }
      return ArrayObject(dense)
    case .columns(let buffers, _, let isVector):
      if isVector { return ArrayObject(buffers[0].column, dtype: dtype) }
      return ArrayObject(columns: tracedColumns, rows: rowCount, dtype: dtype, isColumnMajor: false)
    }
  }

  /// The array itself, as one that is no view.
  private var based: ArrayObject {
    base = nil
    return self
  }

  /// Without axes of one element.
  func squeezed(_ axes: [Int]?, in context: Context) throws(Raised) -> ArrayObject {
    let shape = shape
    var dropped: Set<Int> = []
    for axis in axes ?? shape.indices.filter({ shape[$0] == 1 }) {
      let axis = try context.axis(axis, rank: shape.count)
      guard shape[axis] == 1 else {
        throw .valueError("cannot select an axis to squeeze out which has size not equal to one")
      }
      dropped.insert(axis)
    }
    return try reshaped(shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }, in: context)
  }

  func transposed(_ axes: [Int], checkedIn context: Context) throws(Raised) -> ArrayObject {
    guard axes.count == shape.count else { throw .valueError("axes don't match array") }
    var order: [Int] = []
    for axis in axes { order.append(try context.axis(axis, rank: shape.count)) }
    guard Set(order).count == order.count else { throw .valueError("repeated axis in transpose") }
    return order == Array(order.indices.reversed()) ? transposed() : transposed(order)
  }

  func swapped(_ a: Int, _ b: Int, in context: Context) throws(Raised) -> ArrayObject {
    var order = Array(shape.indices)
    order.swapAt(try context.axis(a, rank: shape.count), try context.axis(b, rank: shape.count))
    return try transposed(order, checkedIn: context)
  }
}

extension Dense {
  /// The elements on a diagonal of a matrix.
  func diagonal(_ offset: Int) throws(Raised) -> Dense {
    guard rank >= 2 else { throw .valueError("diag requires an array of at least two dimensions") }
    let (rows, columns) = (shape[0], shape[1])
    let positions = (0..<rows).compactMap { row in
      (0..<columns).contains(row + offset) ? row * columns + row + offset : nil
    }
    return selecting(positions, shape: [positions.count])
  }
}
