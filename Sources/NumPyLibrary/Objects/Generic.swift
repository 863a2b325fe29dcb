import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Generic {
  static let item = Method("item(self)") { call in try call.scalar.scalar.pythonValue }
  static let tolist = Method("tolist(self)") { call in try call.scalar.scalar.pythonValue }
  static let dtype = Property("dtype") { call in .object(DTypeObject.of(try call.scalar.dtype, in: call.context)) }
  static let shape = Property("shape") { _ in .tuple([]) }
  static let ndim = Property("ndim") { _ in .int(0) }
  static let size = Property("size") { _ in .int(1) }
  static let transposed = Property("T") { call in call.receiver }
  static let real = Property("real") { call in call.receiver }

  /// Rounds as arrays do, by scaling.
  static let round = Method("round(self, decimals=0, out=None)") { call in
    try call.refuse("out")
    return try call.context.rounded(call.receiver, digits: call.int("decimals"))
  }

  /// What the built-in `round` asks: without digits a Python integer.
  static let builtinRound = Method("__round__(self, ndigits=None)") { call in
    if let digits = try call.optionalInt("ndigits") {
      return try call.context.rounded(call.receiver, digits: digits)
    }
    guard case .float(let number) = try call.scalar.scalar else { return try call.scalar.scalar.pythonValue }
    return try Rounding.float(number, nil)
  }

  static let absolute = Method("__abs__(self)") { call in try call.context.mathematical(.absolute, call.receiver) }

  static let astype = Method("astype(self, dtype)") { call in
    guard let dtype = try call.dtype("dtype") else { throw call.unsupported("dtype None of 'astype'") }
    return try NumPy.scalar(call.receiver, as: dtype, in: call.context)
  }

  static let sum = Method("sum(self)") { call in call.receiver }
  static let mean = Method("mean(self)") { call in call.receiver }
  static let min = Method("min(self)") { call in call.receiver }
  static let max = Method("max(self)") { call in call.receiver }
  static let any = Method("any(self)") { call in call.receiver }
  static let all = Method("all(self)") { call in call.receiver }
  static let copy = Method("copy(self)") { call in call.receiver }

  static let isInteger = Method("is_integer(self)") { call in
    switch try call.scalar.scalar {
    case .float(let number): .bool(number == number.rounded(.towardZero) && number.isFinite)
    default: true
    }
  }
}

extension Call {
  /// `self` as a numpy scalar.
  fileprivate var scalar: ScalarObject {
    get throws(Raised) { try receiver(as: ScalarObject.self) }
  }
}

extension NumPy {
  /// `np.float64(value)`: of a number or a string a scalar, of anything iterable an array.
  static func constructor(of dtype: DType) -> Constructor {
    Constructor("__new__(self, value=0, /)") { call in
      if let array = try NumPy.array(call[1], in: call.context) {
        return .object(try array.cast(to: dtype, in: call.context))
      }
      return try scalar(call[1], as: dtype, in: call.context)
    }
  }

  /// A scalar as another dtype.
  static func scalar(_ value: Value, as dtype: DType, in context: Context) throws(Raised) -> Value {
    let operand = Tracer.Operand(scalar: try value.supported())
    guard case .constant(let scalar, let fitted)? = operand else {
      throw .typeError("float() argument must be a string or a real number, not '\(value.typeName)'")
    }
    let column = TracedColumn(values: Column(scalars: [scalar]), dtype: DType(of: scalar))
    let result = try cast(column, to: dtype, in: context)
    return element(result.values[0], dtype, fitted: fitted)
  }
}
