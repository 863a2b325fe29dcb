import Foundation
import Kernels
import PythonRuntime

extension Standard.Cmath {
  static let pi = Constant("pi") { _ in .float(.pi) }
  static let e = Constant("e") { _ in 2.718281828459045 }
  static let tau = Constant("tau") { _ in .float(2 * .pi) }
  static let inf = Constant("inf") { _ in .float(.infinity) }
  static let nan = Constant("nan") { _ in .float(.nan) }
  static let infj = Constant("infj") { _ in ComplexObject.value(0, .infinity) }
  static let nanj = Constant("nanj") { _ in ComplexObject.value(0, .nan) }

  static let sqrt = Function("sqrt(z, /)") { call in try value(call, ComplexFunctions.squareRoot) }
  static let exp = Function("exp(z, /)") { call in try value(call, ComplexFunctions.exponential) }
  static let log10 = Function("log10(z, /)") { call in
    let ln10 = 2.302585092994045684
    let (logarithm, failure) = ComplexFunctions.logarithm(try number(call[0], call))
    return try shown((ComplexNumber(logarithm.real / ln10, logarithm.imaginary / ln10), failure))
  }
  static let log = Function("log(z, base=None, /)") { call in
    let logarithm = ComplexFunctions.logarithm(try number(call[0], call))
    guard call.isGiven("base") else { return try shown(logarithm) }
    let base = ComplexFunctions.logarithm(try number(call[1], call))
    let quotient = logarithm.value.divided(by: base.value)
    let failure = logarithm.failure ?? base.failure ?? (quotient == nil ? .domain : nil)
    return try shown((quotient ?? ComplexNumber(0), failure))
  }

  static let acos = Function("acos(z, /)") { call in try value(call, ComplexFunctions.arcCosine) }
  static let acosh = Function("acosh(z, /)") { call in try value(call, ComplexFunctions.areaCosine) }
  static let asinh = Function("asinh(z, /)") { call in try value(call, ComplexFunctions.areaSine) }
  static let atanh = Function("atanh(z, /)") { call in try value(call, ComplexFunctions.areaTangent) }
  static let cosh = Function("cosh(z, /)") { call in try value(call, ComplexFunctions.hyperbolicCosine) }
  static let sinh = Function("sinh(z, /)") { call in try value(call, ComplexFunctions.hyperbolicSine) }
  static let tanh = Function("tanh(z, /)") { call in try value(call, ComplexFunctions.hyperbolicTangent) }
  static let asin = Function("asin(z, /)") { call in try turned(call, ComplexFunctions.areaSine) }
  static let atan = Function("atan(z, /)") { call in try turned(call, ComplexFunctions.areaTangent) }
  static let sin = Function("sin(z, /)") { call in try turned(call, ComplexFunctions.hyperbolicSine) }
  static let tan = Function("tan(z, /)") { call in try turned(call, ComplexFunctions.hyperbolicTangent) }
  static let cos = Function("cos(z, /)") { call in
    let z = try number(call[0], call)
    return try shown(ComplexFunctions.hyperbolicCosine(ComplexNumber(-z.imaginary, z.real)))
  }

  static let phase = Function("phase(z, /)") { call in
    let z = try number(call[0], call)
    return .float(atan2(z.imaginary, z.real))
  }
  static let polar = Function("polar(z, /)") { call in
    let z = try number(call[0], call)
    let size = z.magnitude
    if size.isInfinite, z.real.isFinite, z.imaginary.isFinite { throw Raised.overflowError("math range error") }
    return .tuple([.float(size), .float(atan2(z.imaginary, z.real))])
  }
  static let rect = Function("rect(r, phi, /)") { call in
    try shown(
      ComplexFunctions.rectangular(
        Standard.Math.number(call[0], call), Standard.Math.number(call[1], call)))
  }

  static let isfinite = Function("isfinite(z, /)") { call in
    let z = try number(call[0], call)
    return .bool(z.real.isFinite && z.imaginary.isFinite)
  }
  static let isinf = Function("isinf(z, /)") { call in
    let z = try number(call[0], call)
    return .bool(z.real.isInfinite || z.imaginary.isInfinite)
  }
  static let isnan = Function("isnan(z, /)") { call in
    let z = try number(call[0], call)
    return .bool(z.real.isNaN || z.imaginary.isNaN)
  }
  static let isclose = Function("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)") { call in
    let (a, b) = (try number(call[0], call), try number(call[1], call))
    let (relative, absolute) = (try call.double("rel_tol"), try call.double("abs_tol"))
    if relative < 0 || absolute < 0 { throw Raised.valueError("tolerances must be non-negative") }
    if a.real == b.real, a.imaginary == b.imaginary { return true }
    if [a.real, a.imaginary, b.real, b.imaginary].contains(where: \.isInfinite) { return false }
    let distance = ComplexNumber(a.real - b.real, a.imaginary - b.imaginary).magnitude
    return .bool(
      distance <= relative * b.magnitude || distance <= relative * a.magnitude || distance <= absolute)
  }

  private static func value(
    _ call: Call, _ function: (ComplexNumber) -> ComplexFunctions.Outcome
  ) throws -> Value {
    try shown(function(number(call[0], call)))
  }

  private static func turned(
    _ call: Call, _ function: (ComplexNumber) -> ComplexFunctions.Outcome
  ) throws -> Value {
    try shown(ComplexFunctions.turned(number(call[0], call), function))
  }

  private static func shown(_ outcome: ComplexFunctions.Outcome) throws(Raised) -> Value {
    switch outcome.failure {
    case .domain?: throw .valueError("math domain error")
    case .range?: throw .overflowError("math range error")
    case nil: return .object(ComplexObject(outcome.value))
    }
  }

  /// An argument as `PyComplex_AsCComplex` takes it.
  private static func number(_ value: Value, _ call: Call) throws(Raised) -> ComplexNumber {
    if let known = value.cast(to: ComplexObject.self) { return known.value }
    if let object = value.object, let method = object.type.special("__complex__") {
      let result = try call.context.callSpecial(method, on: object, [])
      if let complex = result.cast(to: ComplexObject.self) { return complex.value }
      throw .typeError("__complex__ returned non-complex (type \(result.typeName))")
    }
    return ComplexNumber(try Standard.Math.number(value, call))
  }
}
