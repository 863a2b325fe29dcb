import BigInt
import Foundation
import PythonRuntime

extension Standard.Math {
  static let fabs = Function("fabs(x, /)") { call in .float(try number(call[0], call).magnitude) }

  static let copysign = Function("copysign(x, y, /)") { call in
    let (x, y) = (try number(call[0], call), try number(call[1], call))
    return .float(Double(signOf: y, magnitudeOf: x))
  }

  static let fmod = Function("fmod(x, y, /)") { call in
    let (x, y) = (try number(call[0], call), try number(call[1], call))
    if y.isInfinite, x.isFinite { return .float(x) }
    return .float(try defined(Foundation.fmod(x, y), x, y))
  }

  static let remainder = Function("remainder(x, y, /)") { call in
    let (x, y) = (try number(call[0], call), try number(call[1], call))
    return .float(try defined(Foundation.remainder(x, y), x, y))
  }

  /// The result, unless it is NaN where no argument is.
  private static func defined(_ result: Double, _ x: Double, _ y: Double) throws -> Double {
    if result.isNaN, !x.isNaN, !y.isNaN { throw Raised.valueError("math domain error") }
    return result
  }

  static let modf = Function("modf(x, /)") { call in
    let x = try number(call[0], call)
    if x.isNaN { return .tuple([.float(x), .float(x)]) }
    let whole = x.rounded(.towardZero)
    let fraction = x.isInfinite ? 0 : x - whole
    return .tuple([.float(Double(signOf: x, magnitudeOf: fraction)), .float(whole)])
  }

  static let frexp = Function("frexp(x, /)") { call in
    let (fraction, exponent) = frexpOf(try number(call[0], call))
    return .tuple([.float(fraction), .int(exponent)])
  }

  static let ldexp = Function("ldexp(x, i, /)") { call in
    let x = try number(call[0], call)
    guard let exponent = call[1].bigInt else {
      throw Raised.typeError("Expected an int as second argument to ldexp.")
    }
    if x == 0 || !x.isFinite { return .float(x) }
    let result = scalbn(x, Int(min(max(exponent, -10_000), 10_000)))
    if result.isInfinite { throw Raised.overflowError("math range error") }
    return .float(result)
  }

  static let nextafter = Function("nextafter(x, y, /)") { call in
    .float(Foundation.nextafter(try number(call[0], call), try number(call[1], call)))
  }

  static let ulp = Function("ulp(x, /)") { call in
    let x = try number(call[0], call).magnitude
    if !x.isFinite { return .float(x) }
    return .float(x == .greatestFiniteMagnitude ? x - x.nextDown : x.nextUp - x)
  }

  static let isnan = Function("isnan(x, /)") { call in .bool(try number(call[0], call).isNaN) }
  static let isinf = Function("isinf(x, /)") { call in .bool(try number(call[0], call).isInfinite) }
  static let isfinite = Function("isfinite(x, /)") { call in .bool(try number(call[0], call).isFinite) }

  static let isclose = Function("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)") { call in
    let (a, b) = (try number(call[0], call), try number(call[1], call))
    let (relative, absolute) = (try number(call[2], call), try number(call[3], call))
    if relative < 0 || absolute < 0 { throw Raised.valueError("tolerances must be non-negative") }
    if a == b { return true }
    if a.isInfinite || b.isInfinite { return false }
    let difference = (b - a).magnitude
    return .bool(
      difference <= (relative * b).magnitude || difference <= (relative * a).magnitude || difference <= absolute)
  }

  /// C's `frexp`: a fraction from 0.5 and below 1, and the exponent of two.
  static func frexpOf(_ x: Double) -> (fraction: Double, exponent: Int) {
    guard x.isFinite, x != 0 else { return (x, 0) }
    let exponent = Int(x.exponent) + 1
    return (Double(signOf: x, magnitudeOf: x.significand / 2), exponent)
  }
}
