import Columns
import DataFrames
import Foundation
import Kernels
import Plans
import PythonRuntime
import Tracing

// Functions of one number, element by element.
extension NumPy.Functions {
  static let exp = Function(
    "exp(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True)"
  ) { call in try call.unary(Exp()) }
  static let exp2 = Function("exp2(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.exp2($0) }
  }
  static let expm1 = Function("expm1(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Expm1()) }
  static let log = Function(
    "log(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True)"
  ) { call in try call.unary(Log()) }
  static let log2 = Function("log2(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Log2()) }
  static let log10 = Function("log10(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Log10()) }
  static let log1p = Function("log1p(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Log1p()) }
  static let sqrt = Function("sqrt(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Sqrt()) }
  static let cbrt = Function("cbrt(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.cbrt($0) }
  }
  static let sin = Function("sin(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Sin()) }
  static let cos = Function("cos(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Cos()) }
  static let tan = Function("tan(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.tan($0) }
  }
  static let arcsin = Function("arcsin(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.asin($0) }
  }
  static let arccos = Function("arccos(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.acos($0) }
  }
  static let arctan = Function("arctan(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.atan($0) }
  }
  static let sinh = Function("sinh(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.sinh($0) }
  }
  static let cosh = Function("cosh(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.cosh($0) }
  }
  static let tanh = Function("tanh(x, /, out=None, *, where=True, dtype=None)") { call in try call.unary(Tanh()) }
  static let arcsinh = Function("arcsinh(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.asinh($0) }
  }
  static let arccosh = Function("arccosh(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.acosh($0) }
  }
  static let arctanh = Function("arctanh(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { Foundation.atanh($0) }
  }
  static let degrees = Function("degrees(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { $0 * (180 / .pi) }
  }
  static let rad2deg = Function("rad2deg(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { $0 * (180 / .pi) }
  }
  static let radians = Function("radians(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { $0 * (.pi / 180) }
  }
  static let deg2rad = Function("deg2rad(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { $0 * (.pi / 180) }
  }
  static let sinc = Function("sinc(x)") { call in
    try call.unary { x in
      let y = Double.pi * (x == 0 ? 1.0e-20 : x)
      return sine(y) / y
    }
  }
  static let reciprocal = Function("reciprocal(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary({ 1 / $0 }, integers: { $0 == 0 ? .min : 1 / $0 })
  }
  static let sign = Function("sign(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary({ $0.isNaN ? .nan : $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }, integers: { $0.signum() })
  }
  static let fix = Function("fix(x, out=None)") { call in try call.unary { $0.rounded(.towardZero) } }
  static let spacing = Function("spacing(x, /)") { call in try call.unary { $0.ulp } }
  static let i0 = Function("i0(x)") { call in throw call.unsupported("'numpy.i0'") }

  static let floor = Function("floor(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.rounding(Floor())
  }
  static let ceil = Function("ceil(x, /, out=None, *, where=True, dtype=None)") { call in try call.rounding(Ceil()) }
  static let trunc = Function("trunc(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.rounding(Trunc())
  }
  static let rint = Function("rint(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary(Round(0))
  }
  static let abs = Function("abs(x, /, out=None, *, where=True, dtype=None)") { call in try call.magnitude() }
  static let absolute = Function("absolute(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.magnitude()
  }
  static let fabs = Function("fabs(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.unary { $0.magnitude }
  }
  static let square = Function("square(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.stored(call.context.mathematical(.square, call[0]))
  }
  static let negative = Function("negative(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.stored(call.context.unary(.negative, .object(call.context.arrayOrTable(call[0]))))
  }
  static let positive = Function("positive(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.stored(call.context.unary(.positive, .object(call.context.arrayOrTable(call[0]))))
  }
  static let isnan = Function("isnan(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.test { $0.isNaN }
  }
  static let isinf = Function("isinf(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.test { $0.isInfinite }
  }
  static let isfinite = Function("isfinite(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.test { $0.isFinite }
  }
  static let isposinf = Function("isposinf(x, out=None)") { call in try call.test { $0 == .infinity } }
  static let isneginf = Function("isneginf(x, out=None)") { call in try call.test { $0 == -.infinity } }
  static let signbit = Function("signbit(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.test { $0.sign == .minus }
  }
  static let isreal = Function("isreal(x)") { call in try call.test { _ in true } }
  static let iscomplex = Function("iscomplex(x)") { call in try call.test { _ in false } }
  static let logicalNot = Function("logical_not(x, /, out=None, *, where=True, dtype=None)") { call in
    let value = try call.context.arrayOrTable(call[0])
    if let array = value as? ArrayObject, array.isStrided {
      let flags = try array.cast(to: .bool, in: call.context).flattened.flags ?? []
      return try call.stored(call.context.value(Dense(flags.map(!), shape: array.shape, fitted: array.tracedFitted)))
    }
    return try call.stored(call.context.mathematical(.not, call[0]))
  }
  static let invert = Function("invert(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.stored(call.context.unary(.invert, .object(call.context.arrayOrTable(call[0]))))
  }
  static let bitwiseNot = Function("bitwise_not(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.stored(call.context.unary(.invert, .object(call.context.arrayOrTable(call[0]))))
  }
  static let real = Function("real(val)") { call in .object(try call.context.arrayOrTable(call[0])) }

  static let round = Function("round(a, decimals=0, out=None)") { call in try call.rounded() }
  static let around = Function("around(a, decimals=0, out=None)") { call in try call.rounded() }
  static let oldRound = Function("round_(a, decimals=0, out=None)") { call in
    guard call.context.era == .classic else {
      throw Raised.attributeError("`np.round_` was removed in the NumPy 2.0 release. Use `np.round` instead.")
    }
    return try call.rounded()
  }
  static let modf = Function("modf(x, /)") { call in
    let dense = try call.context.dense(call[0])
    let numbers = try call.context.numbers(dense.values)
    let whole = Dense(numbers.map { $0.rounded(.towardZero) }, shape: dense.shape, fitted: dense.fitted)
    let part = Dense(
      numbers.map { $0.isInfinite ? 0 : $0 - $0.rounded(.towardZero) }, shape: dense.shape, fitted: dense.fitted)
    return .tuple([call.context.value(part), call.context.value(whole)])
  }
  static let frexp = Function("frexp(x, /)") { call in
    let dense = try call.context.dense(call[0])
    let parts = try call.context.numbers(dense.values).map { Foundation.frexp($0) }
    return .tuple([
      call.context.value(Dense(parts.map(\.0), shape: dense.shape)),
      call.context.value(
        Dense(.ints(parts.map { Int64($0.1) }), shape: dense.shape, dtype: .int32)),
    ])
  }
  static let clip = Function("clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None)") { call in
    let lower = call.isNone("a_min") ? call["min"] : call["a_min"]
    let upper = call.isNone("a_max") ? call["max"] : call["a_max"]
    return try call.stored(call.context.clipped(call["a"], lower, upper))
  }
  static let nanToNum = Function("nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)") { call in
    let (nan, largest) = (try call.double("nan"), Double.greatestFiniteMagnitude)
    let (high, low) = (try call.optionalDouble("posinf") ?? largest, try call.optionalDouble("neginf") ?? -largest)
    let result = try call.unary(
      { $0.isNaN ? nan : $0 == .infinity ? high : $0 == -.infinity ? low : $0 }, integers: { $0 })
    guard try !call.bool("copy"), let target = call["x"].cast(to: ArrayObject.self) else { return result }
    try target.assign(result, at: .ellipsis, in: call.context)
    return call["x"]
  }
}
