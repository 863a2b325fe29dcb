import Foundation
import Kernels
import PythonRuntime

extension Standard.RandomClass {
  static let uniform = Method("uniform(self, a, b)") { call in
    let context = call.context
    let width = try context.binary(.subtract, call[2], call[1])
    let draw = try call.receiver(as: RandomObject.self).unit(in: context)
    return try context.binary(.add, call[1], context.binary(.multiply, width, .float(draw)))
  }

  static let triangular = Method("triangular(self, low=0.0, high=1.0, mode=None)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    var u = try generator.unit(in: call.context)
    var (low, high) = (try Standard.Math.number(call[1], call), try Standard.Math.number(call[2], call))
    var c = 0.5
    if !call.isNone("mode") {
      if high == low { return call[1] }
      c = (try Standard.Math.number(call[3], call) - low) / (high - low)
    }
    if u > c {
      (u, c) = (1 - u, 1 - c)
      swap(&low, &high)
    }
    return .float(low + (high - low) * squareRoot(u * c))
  }

  static let normalvariate = Method("normalvariate(self, mu=0.0, sigma=1.0)") { call in
    try scaled(normal(call.receiver(as: RandomObject.self), call), call)
  }

  /// Kinderman and Monahan's ratio of uniform deviates.
  private static func normal(_ generator: RandomObject, _ call: Call) throws -> Double {
    let factor = 4 * exponential(-0.5) / squareRoot(2)
    while true {
      let u1 = try generator.unit(in: call.context)
      let u2 = 1 - (try generator.unit(in: call.context))
      let z = factor * (u1 - 0.5) / u2
      if z * z / 4 <= -naturalLogarithm(u2) { return z }
    }
  }

  static let gauss = Method("gauss(self, mu=0.0, sigma=1.0)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    if let spare = try call.context.double(generator.spare) {
      generator.note(in: call.context)
      generator.spare = .none
      return try scaled(spare, call)
    }
    let angle = try generator.unit(in: call.context) * (2 * .pi)
    let radius = squareRoot(-2 * naturalLogarithm(1 - (try generator.unit(in: call.context))))
    generator.spare = .float(sine(angle) * radius)
    return try scaled(cosine(angle) * radius, call)
  }

  /// `mu + z * sigma`, whatever numbers these are.
  private static func scaled(_ z: Double, _ call: Call) throws -> Value {
    try call.context.binary(.add, call[1], call.context.binary(.multiply, .float(z), call[2]))
  }

  static let lognormvariate = Method("lognormvariate(self, mu, sigma)") { call in
    let exponent = try scaled(normal(call.receiver(as: RandomObject.self), call), call)
    let x = try Standard.Math.number(exponent, call)
    let result = exponential(x)
    if result.isInfinite, x.isFinite { throw Raised.overflowError("math range error") }
    return .float(result)
  }

  static let expovariate = Method("expovariate(self, lambd)") { call in
    let draw = try call.receiver(as: RandomObject.self).unit(in: call.context)
    return try call.context.binary(.divide, .float(-naturalLogarithm(1 - draw)), call[1])
  }

  static let paretovariate = Method("paretovariate(self, alpha)") { call in
    let u = 1 - (try call.receiver(as: RandomObject.self).unit(in: call.context))
    return try call.context.binary(.power, .float(u), call.context.binary(.divide, -1.0, call[1]))
  }

  static let weibullvariate = Method("weibullvariate(self, alpha, beta)") { call in
    let u = 1 - (try call.receiver(as: RandomObject.self).unit(in: call.context))
    let exponent = try call.context.binary(.divide, 1.0, call[2])
    let x = try call.context.binary(.power, .float(-naturalLogarithm(u)), exponent)
    return try call.context.binary(.multiply, call[1], x)
  }

  static let vonmisesvariate = Method("vonmisesvariate(self, mu, kappa)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    let (mu, kappa) = (try Standard.Math.number(call[1], call), try Standard.Math.number(call[2], call))
    if kappa <= 1e-6 { return .float(2 * .pi * (try generator.unit(in: call.context))) }
    let s = 0.5 / kappa
    let r = s + squareRoot(1 + s * s)
    var z = 0.0
    while true {
      z = cosine(.pi * (try generator.unit(in: call.context)))
      let d = z / (r + z)
      let u = try generator.unit(in: call.context)
      if u < 1 - d * d || u <= (1 - d) * exponential(d) { break }
    }
    let q = 1 / r
    let angle = acos((q + z) / (1 + q * z))
    let isUpper = try generator.unit(in: call.context) > 0.5
    return .float(FloatArithmetic.floorDivided(isUpper ? mu + angle : mu - angle, 2 * .pi).rest)
  }

  static let gammavariate = Method("gammavariate(self, alpha, beta)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    let (alpha, beta) = (try Standard.Math.number(call[1], call), try Standard.Math.number(call[2], call))
    return .float(try gamma(generator, alpha, beta, call))
  }

  static let betavariate = Method("betavariate(self, alpha, beta)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    let (alpha, beta) = (try Standard.Math.number(call[1], call), try Standard.Math.number(call[2], call))
    let y = try gamma(generator, alpha, 1, call)
    return .float(y == 0 ? 0 : y / (y + (try gamma(generator, beta, 1, call))))
  }

  private static func gamma(
    _ generator: RandomObject, _ alpha: Double, _ beta: Double, _ call: Call
  ) throws -> Double {
    if alpha <= 0 || beta <= 0 { throw Raised.valueError("gammavariate: alpha and beta must be > 0.0") }
    if alpha > 1 { return try largeGamma(generator, alpha, call) * beta }
    if alpha == 1 { return -naturalLogarithm(1 - (try generator.unit(in: call.context))) * beta }
    return try smallGamma(generator, alpha, call) * beta
  }

  /// Cheng's method for shapes above 1.
  private static func largeGamma(_ generator: RandomObject, _ alpha: Double, _ call: Call) throws -> Double {
    let inverse = squareRoot(2 * alpha - 1)
    let b = alpha - naturalLogarithm(4)
    let c = alpha + inverse
    let limit = 1 + naturalLogarithm(4.5)
    while true {
      let u1 = try generator.unit(in: call.context)
      guard u1 > 1e-7, u1 < 0.9999999 else { continue }
      let u2 = 1 - (try generator.unit(in: call.context))
      let v = naturalLogarithm(u1 / (1 - u1)) / inverse
      let x = alpha * exponential(v)
      let z = u1 * u1 * u2
      let r = b + c * v - x
      if r + limit - 4.5 * z >= 0 || r >= naturalLogarithm(z) { return x }
    }
  }

  /// The method GS of Kennedy and Gentle for shapes below 1.
  private static func smallGamma(_ generator: RandomObject, _ alpha: Double, _ call: Call) throws -> Double {
    let e = 2.718281828459045
    let b = (e + alpha) / e
    while true {
      let p = b * (try generator.unit(in: call.context))
      let x = p <= 1 ? power(p, 1 / alpha) : -naturalLogarithm((b - p) / alpha)
      let u = try generator.unit(in: call.context)
      if p > 1 {
        if u <= power(x, alpha - 1) { return x }
      } else if u <= exponential(-x) {
        return x
      }
    }
  }
}
