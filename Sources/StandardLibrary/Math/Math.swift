import Foundation
import Kernels
import PythonRuntime

extension Standard.Math {
  static let pi = Constant("pi") { _ in .float(.pi) }
  static let e = Constant("e") { _ in 2.718281828459045 }
  static let tau = Constant("tau") { _ in .float(2 * .pi) }
  static let inf = Constant("inf") { _ in .float(.infinity) }
  static let nan = Constant("nan") { _ in .float(.nan) }

  static let sqrt = Function("sqrt(x, /)") { call in
    let x = try call.double("x")
    if x < 0 { throw Raised.valueError("math domain error") }
    return .float(squareRoot(x))
  }

  static let exp = Function("exp(x, /)") { call in
    let x = try call.double("x")
    return .float(try finite(exponential(x), of: x))
  }

  static let expm1 = Function("expm1(x, /)") { call in
    let x = try call.double("x")
    return .float(try finite(exponentialMinusOne(x), of: x))
  }

  static let log = Function("log(x, base=None, /)") { call in
    let x = try positive(call, "x")
    guard call.isGiven("base") else { return .float(naturalLogarithm(x)) }
    let base = naturalLogarithm(try positive(call, "base"))
    if base == 0 { throw Raised.zeroDivision("float division by zero") }
    return .float(naturalLogarithm(x) / base)
  }

  static let log2 = Function("log2(x, /)") { call in .float(binaryLogarithm(try positive(call, "x"))) }
  static let log10 = Function("log10(x, /)") { call in .float(decimalLogarithm(try positive(call, "x"))) }

  static let log1p = Function("log1p(x, /)") { call in
    let x = try call.double("x")
    if x <= -1 { throw Raised.valueError("math domain error") }
    return .float(logarithmOfOnePlus(x))
  }

  static let pow = Function("pow(x, y, /)") { call in
    let (x, y) = (try call.double("x"), try call.double("y"))
    let result = power(x, y)
    if result.isNaN, !x.isNaN, !y.isNaN { throw Raised.valueError("math domain error") }
    if result.isInfinite, x == 0 { throw Raised.valueError("math domain error") }
    if result.isInfinite, x.isFinite, y.isFinite { throw Raised.overflowError("math range error") }
    return .float(result)
  }

  static let sin = Function("sin(x, /)") { call in .float(try bounded(call, sine)) }
  static let cos = Function("cos(x, /)") { call in .float(try bounded(call, cosine)) }
  static let tanh = Function("tanh(x, /)") { call in .float(hyperbolicTangent(try call.double("x"))) }
  static let tan = Function("tan(x, /)") { call in .float(try bounded(call, Foundation.tan)) }
  static let atan = Function("atan(x, /)") { call in .float(Foundation.atan(try call.double("x"))) }
  static let asin = Function("asin(x, /)") { call in .float(Foundation.asin(try unit(call))) }
  static let acos = Function("acos(x, /)") { call in .float(Foundation.acos(try unit(call))) }
  static let atan2 = Function("atan2(y, x, /)") { call in
    .float(Foundation.atan2(try call.double("y"), try call.double("x")))
  }

  static let radians = Function("radians(x, /)") { call in .float(try call.double("x") * (.pi / 180)) }
  static let degrees = Function("degrees(x, /)") { call in .float(try call.double("x") * (180 / .pi)) }
  static let fabs = Function("fabs(x, /)") { call in .float(try call.double("x").magnitude) }

  static let copysign = Function("copysign(x, y, /)") { call in
    .float(Double(signOf: try call.double("y"), magnitudeOf: try call.double("x")))
  }

  static let hypot = Function("hypot(*coordinates)") { call in
    var values: [Double] = []
    for value in call.variadic { values.append(try call.context.double(value) ?? .nan) }
    if values.count == 2 { return .float(Foundation.hypot(values[0], values[1])) }
    return .float(squareRoot(values.reduce(0) { $0 + $1 * $1 }))
  }

  static let isnan = Function("isnan(x, /)") { call in .bool(try call.double("x").isNaN) }
  static let isinf = Function("isinf(x, /)") { call in .bool(try call.double("x").isInfinite) }
  static let isfinite = Function("isfinite(x, /)") { call in .bool(try call.double("x").isFinite) }

  static let isclose = Function("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)") { call in
    let (a, b) = (try call.double("a"), try call.double("b"))
    if a == b { return true }
    if a.isInfinite || b.isInfinite { return false }
    let relative = try call.double("rel_tol")
    let difference = (b - a).magnitude
    let isWithin = difference <= (relative * b).magnitude || difference <= (relative * a).magnitude
    return .bool(try isWithin || difference <= call.double("abs_tol"))
  }

  /// A finite argument whose result is not finite is out of range.
  private static func finite(_ result: Double, of x: Double) throws -> Double {
    if result.isInfinite, x.isFinite { throw Raised.overflowError("math range error") }
    return result
  }

  private static func positive(_ call: Call, _ name: String) throws -> Double {
    let x: Double
    if let big = call[name].bigInt { x = Double(big) } else { x = try call.double(name) }
    if x <= 0 { throw Raised.valueError("math domain error") }
    return x
  }

  private static func bounded(_ call: Call, _ function: (Double) -> Double) throws -> Double {
    let x = try call.double("x")
    if x.isInfinite { throw Raised.valueError("math domain error") }
    return function(x)
  }

  private static func unit(_ call: Call) throws -> Double {
    let x = try call.double("x")
    if x.magnitude > 1 { throw Raised.valueError("math domain error") }
    return x
  }
}
