import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension Call {
  /// The result, stored into `out` where that is given.
  func stored(_ result: Value) throws(Raised) -> Value {
    for name in ["where", "dtype", "casting", "order", "subok"]
    where signature.parameters.contains(where: { $0.name == name }) {
      if name == "dtype", let dtype = try dtype("dtype"), let array = result.cast(to: ArrayObject.self) {
        return .object(try array.cast(to: dtype, in: context))
      }
      if name == "where" { try refuse("where") }
    }
    guard signature.parameters.contains(where: { $0.name == "out" }), !isNone("out") else { return result }
    var target = self["out"]
    if let tuple = target.cast(to: TupleObject.self), tuple.items.count == 1 { target = tuple.items[0] }
    guard let array = target.cast(to: ArrayObject.self) else {
      throw .typeError("return arrays must be of ArrayType")
    }
    try array.assign(result, at: .ellipsis, in: context)
    return target
  }

  func unary(_ operation: some RowMathematics) throws(Raised) -> Value {
    try stored(context.unary(operation, self[0]))
  }

  func unary(
    _ body: @escaping (Double) -> Double, integers: ((Int64) -> Int64)? = nil
  ) throws(Raised) -> Value {
    try stored(context.unary(signature.name, self[0], body, integers: integers))
  }

  func rounding(_ operation: some RowMathematics) throws(Raised) -> Value {
    let value = try context.arrayOrTable(self[0])
    // numpy 2 leaves integers alone.
    if context.era == .modern, let array = value as? ArrayObject, array.dtype.isInteger || array.dtype == .bool {
      return try stored(array.shape.isEmpty ? context.value(array.dense) : .object(array.copied))
    }
    return try unary(operation)
  }

  func magnitude() throws(Raised) -> Value { try stored(context.mathematical(.absolute, self[0])) }

  func rounded() throws(Raised) -> Value {
    try stored(context.rounded(self[0], digits: int("decimals")))
  }

  func test(_ body: @escaping (Double) -> Bool) throws(Raised) -> Value {
    try stored(context.tested(signature.name, self[0], body))
  }
}
