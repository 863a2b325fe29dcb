import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

// Questions about dtypes.
extension NumPy.Functions {
  static let eulerGamma = Constant("euler_gamma") { _ in .float(0.5772156649015329) }

  static let issubdtype = Function("issubdtype(arg1, arg2)") { call in
    func type(_ value: Value) -> TypeObject? {
      if let type = value.cast(to: TypeObject.self), type.module == "numpy" { return type }
      return NumPy.dtypeIfAny(value, in: call.context).map { $0 == .object ? NumPy.object : NumPy.scalarType(of: $0) }
    }
    guard let first = type(call["arg1"]), let second = type(call["arg2"]) else {
      throw call.unsupported("'issubdtype' of such types")
    }
    return .bool(first.isSubclass(of: second))
  }
  static let promoteTypes = Function("promote_types(type1, type2)") { call in
    guard let a = try call.dtype("type1"), let b = try call.dtype("type2"), let result = NumPy.promoted(a, b) else {
      throw call.unsupported("'promote_types' of such dtypes")
    }
    return .object(DTypeObject.of(result, in: call.context))
  }
  static let resultType = Function("result_type(*arrays_and_dtypes)") { call in
    var result: DType?
    for value in call.variadic {
      let dtype = try NumPy.dtypeIfAny(value, in: call.context) ?? call.context.dense(value).dtype
      result = result.map { NumPy.promoted($0, dtype) ?? .object } ?? dtype
    }
    guard let result else { throw Raised.valueError("at least one array or dtype is required") }
    return .object(DTypeObject.of(result, in: call.context))
  }
  static let canCast = Function("can_cast(from_, to, casting='safe')") { call in
    guard try call.text("casting") == "safe", let from = NumPy.dtypeIfAny(call["from_"], in: call.context),
      let to = try call.dtype("to")
    else { throw call.unsupported("such a 'can_cast'") }
    return .bool(NumPy.promoted(from, to) == to)
  }

  static let iinfo = Function("iinfo(int_type)") { call in
    guard let dtype = try call.dtype("int_type") ?? nil, dtype.isInteger, let bytes = dtype.itemSize else {
      throw Raised.valueError("Invalid integer data type 'f'.")
    }
    let bits = bytes * 8
    let isUnsigned = dtype.name(.modern).hasPrefix("u")
    guard !(isUnsigned && bits == 64) else { throw call.unsupported("'iinfo' of uint64") }
    let largest = isUnsigned ? (1 << bits) - 1 : Int(Int64.max >> (64 - Int64(bits)))
    let smallest = isUnsigned ? 0 : -largest - 1
    return .object(NumberLimits([("min", .int(smallest)), ("max", .int(largest)), ("bits", .int(bits))]))
  }
  static let finfo = Function("finfo(dtype)") { call in
    let dtype = try call.dtype("dtype")
    guard let dtype, dtype.isFloat else { throw Raised.valueError("data type not inexact") }
    func value(_ wide: Double, _ narrow: Float) -> Value {
      NumPy.element(.float(dtype == .float64 ? wide : Double(narrow)), dtype)
    }
    return .object(
      NumberLimits([
        ("eps", value(.ulpOfOne, .ulpOfOne)), ("max", value(.greatestFiniteMagnitude, .greatestFiniteMagnitude)),
        ("min", value(-.greatestFiniteMagnitude, -.greatestFiniteMagnitude)),
        ("tiny", value(.leastNormalMagnitude, .leastNormalMagnitude)),
        ("smallest_normal", value(.leastNormalMagnitude, .leastNormalMagnitude)),
        ("bits", .int(dtype == .float64 ? 64 : 32)),
      ]))
  }
}

/// `numpy.iinfo`, `numpy.finfo`: the limits of a dtype.
final class NumberLimits: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "finfo", module: "numpy", isOpen: true)
  private let limits: [(name: PythonString, value: Value)]

  init(_ limits: [(name: PythonString, value: Value)]) {
    self.limits = limits
    super.init(type: NumberLimits.type)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let limit = limits.first(where: { $0.name == name }) { return limit.value }
    return try super.attribute(name, in: context)
  }
}
