import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let pi = Constant("pi") { _ in .float(.pi) }
  static let e = Constant("e") { _ in .float(2.718281828459045) }
  static let nan = Constant("nan") { _ in .float(.nan) }
  static let inf = Constant("inf") { _ in .float(.infinity) }
  static let newaxis = Constant("newaxis") { _ in .none }
  static let upperNaN = Constant("NaN") { context in try classicOnly(context, "NaN", .float(.nan)) }
  static let titleInf = Constant("Inf") { context in try classicOnly(context, "Inf", .float(.infinity)) }
  static let infty = Constant("infty") { context in try classicOnly(context, "infty", .float(.infinity)) }

  static let ndarray = Constant("ndarray") { _ in .object(NumPy.arrayType) }
  static let genericClass = Constant("generic") { _ in .object(NumPy.generic) }
  static let number = Constant("number") { _ in .object(NumPy.number) }
  static let integer = Constant("integer") { _ in .object(NumPy.integer) }
  static let floating = Constant("floating") { _ in .object(NumPy.floating) }
  static let float64 = Constant("float64") { _ in .object(NumPy.float64) }
  static let double = Constant("double") { _ in .object(NumPy.float64) }
  static let float32 = Constant("float32") { _ in .object(NumPy.float32) }
  static let int64 = Constant("int64") { _ in .object(NumPy.int64) }
  static let defaultInt = Constant("int_") { context in
    .object(context?.defaultInteger == .int32 ? NumPy.int32 : NumPy.int64)
  }
  static let int32 = Constant("int32") { _ in .object(NumPy.int32) }
  static let int16 = Constant("int16") { _ in .object(NumPy.int16) }
  static let int8 = Constant("int8") { _ in .object(NumPy.int8) }
  static let uint8 = Constant("uint8") { _ in .object(NumPy.uint8) }
  static let boolClass = Constant("bool_") { _ in .object(NumPy.bool) }
  static let strClass = Constant("str_") { _ in .object(NumPy.str) }
  static let objectClass = Constant("object_") { _ in .object(NumPy.object) }
  static let oldFloat = Constant("float_") { context in try classicOnly(context, "float_", .object(NumPy.float64)) }

  // numpy 1.23 still had Python's classes; numpy 2 has a bool of its own.
  static let bool = Constant("bool") { context in
    .object(context?.era == .classic ? Types.bool : NumPy.bool)
  }
  static let int = Constant("int") { context in try classicOnly(context, "int", .object(Types.int)) }
  static let float = Constant("float") { context in try classicOnly(context, "float", .object(Types.float)) }
  static let object = Constant("object") { context in try classicOnly(context, "object", .object(Types.object)) }
  static let str = Constant("str") { context in try classicOnly(context, "str", .object(Types.str)) }

  static let dtype = Function("dtype(dtype, /)") { call in
    guard let dtype = NumPy.dtypeIfAny(call[0], in: call.context) else {
      throw call.unsupported("dtype \(try call.context.repr(call[0]))")
    }
    return .object(DTypeObject.of(dtype, in: call.context))
  }

  static let version = Constant("__version__") { context in .text(context?.era == .classic ? "1.23.5" : "2.4.6") }

  static let setPrintOptions = Function(
    """
    set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, \
    infstr=None, formatter=None, sign=None, floatmode=None)
    """
  ) { call in
    try call.refuse("nanstr", "infstr", "formatter", "sign", "floatmode")
    var options = call.context.state(ArrayPrintOptions.self) { ArrayPrintOptions() }
    if let precision = try call.optionalInt("precision") { options.precision = Swift.min(Swift.max(precision, 0), 100) }
    if let items = try call.optionalInt("edgeitems") { options.edgeItems = Swift.min(Swift.max(items, 0), 1 << 20) }
    if let width = try call.optionalInt("linewidth") { options.lineWidth = Swift.min(Swift.max(width, 0), 1 << 30) }
    if !call.isNone("suppress") { options.suppress = try call.bool("suppress") }
    if let threshold = try call.optionalDouble("threshold") {
      options.threshold = threshold < 0x1p62 ? Int(Swift.max(threshold, 0)) : Int.max
    }
    call.context.setState(options)
    return .none
  }

  /// Changes warnings only.
  static let seterr = Function("seterr(all=None, divide=None, over=None, under=None, invalid=None)") { _ in
    .object(DictObject([("divide", "warn"), ("over", "warn"), ("under", "ignore"), ("invalid", "warn")]))
  }

  private static func classicOnly(_ context: Context?, _ name: String, _ value: Value) throws(Raised) -> Value {
    guard context?.era == .classic else {
      throw .attributeError("module 'numpy' has no attribute '\(name)'")
    }
    return value
  }
}
