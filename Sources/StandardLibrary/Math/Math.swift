import BigInt
import Foundation
import Kernels
import PythonRuntime

extension Standard.Math {
  static let pi = Constant("pi") { _ in .float(.pi) }
  static let e = Constant("e") { _ in 2.718281828459045 }
  static let tau = Constant("tau") { _ in .float(2 * .pi) }
  static let inf = Constant("inf") { _ in .float(.infinity) }
  static let nan = Constant("nan") { _ in .float(.nan) }

  static let sqrt = Function("sqrt(x, /)") { call in try real(call, squareRoot) }
  static let cbrt = Function("cbrt(x, /)") { call in try real(call, Foundation.cbrt) }

  static let exp = Function("exp(x, /)") { call in try real(call, canOverflow: true, exponential) }
  static let exp2 = Function("exp2(x, /)") { call in try real(call, canOverflow: true, Foundation.exp2) }
  static let expm1 = Function("expm1(x, /)") { call in try real(call, canOverflow: true, exponentialMinusOne) }

  static let pow = Function("pow(x, y, /)") { call in
    let (x, y) = (try number(call[0], call), try number(call[1], call))
    let result = power(x, y)
    if result.isNaN, !x.isNaN, !y.isNaN { throw Raised.valueError("math domain error") }
    if result.isInfinite, x.isFinite, y.isFinite {
      throw x == 0 ? Raised.valueError("math domain error") : Raised.overflowError("math range error")
    }
    return .float(result)
  }

  static let sin = Function("sin(x, /)") { call in try real(call, sine) }
  static let cos = Function("cos(x, /)") { call in try real(call, cosine) }
  static let tan = Function("tan(x, /)") { call in try real(call, Foundation.tan) }
  static let asin = Function("asin(x, /)") { call in try real(call, Foundation.asin) }
  static let acos = Function("acos(x, /)") { call in try real(call, Foundation.acos) }
  static let atan = Function("atan(x, /)") { call in try real(call, Foundation.atan) }
  static let atan2 = Function("atan2(y, x, /)") { call in
    .float(Foundation.atan2(try number(call[0], call), try number(call[1], call)))
  }

  static let sinh = Function("sinh(x, /)") { call in try real(call, canOverflow: true, Foundation.sinh) }
  static let cosh = Function("cosh(x, /)") { call in try real(call, canOverflow: true, Foundation.cosh) }
  static let tanh = Function("tanh(x, /)") { call in try real(call, hyperbolicTangent) }
  static let asinh = Function("asinh(x, /)") { call in try real(call, Foundation.asinh) }
  static let acosh = Function("acosh(x, /)") { call in try real(call, Foundation.acosh) }
  static let atanh = Function("atanh(x, /)") { call in try real(call, Foundation.atanh) }

  static let erf = Function("erf(x, /)") { call in .float(Foundation.erf(try number(call[0], call))) }
  static let erfc = Function("erfc(x, /)") { call in .float(Foundation.erfc(try number(call[0], call))) }

  static let radians = Function("radians(x, /)") { call in .float(try number(call[0], call) * (.pi / 180)) }
  static let degrees = Function("degrees(x, /)") { call in .float(try number(call[0], call) * (180 / .pi)) }

  /// The value of a function of one float, with the exception that CPython makes of NaN and infinity.
  private static func real(
    _ call: Call, canOverflow: Bool = false, _ function: (Double) -> Double
  ) throws -> Value {
    let x = try number(call[0], call)
    let result = function(x)
    if result.isNaN, !x.isNaN { throw Raised.valueError("math domain error") }
    if result.isInfinite, x.isFinite {
      throw canOverflow ? Raised.overflowError("math range error") : Raised.valueError("math domain error")
    }
    return .float(result)
  }

  /// An argument as `PyFloat_AsDouble` takes it: floats, integers, what has `__float__` or `__index__`.
  static func number(_ value: Value, _ call: Call) throws(Raised) -> Double {
    if case .float(let number) = value { return number }
    if let number = try call.context.double(value) { return number }
    if let number = try call.context.indexIfInteger(value) { return Double(number) }
    throw .typeError("must be real number, not \(value.typeName)")
  }

  /// An argument as an integer of any size.
  static func integer(_ value: Value, _ call: Call) throws(Raised) -> BigInt {
    if let known = value.bigInt { return known }
    return BigInt(try call.context.index(value))
  }
}
