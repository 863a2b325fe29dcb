import BigInt
import Foundation
import PythonRuntime

extension Standard.Math {
  static let floor = Function("floor(x, /)") { call in try whole(call, .down) }
  static let ceil = Function("ceil(x, /)") { call in try whole(call, .up) }
  static let trunc = Function("trunc(x, /)") { call in try whole(call, .towardZero) }

  private static func whole(_ call: Call, _ rule: FloatingPointRoundingRule) throws -> Value {
    if let integer = call[0].bigInt { return BigIntObject.value(integer) }
    let x = try call.double("x")
    if x.isNaN { throw Raised.valueError("cannot convert float NaN to integer") }
    if x.isInfinite { throw Raised.overflowError("cannot convert float infinity to integer") }
    return BigIntObject.value(BigInt(x.rounded(rule)))
  }

  static let factorial = Function("factorial(x, /)") { call in
    let n = try call.int("x")
    if n < 0 { throw Raised.valueError("factorial() not defined for negative values") }
    if n > 20_000 { throw call.unsupported("'math.factorial' of a number above 20000") }
    return BigIntObject.value(n < 2 ? 1 : (2...n).reduce(BigInt(1)) { $0 * BigInt($1) })
  }

  static let comb = Function("comb(n, k, /)") { call in
    let (n, k) = (try call.int("n"), try call.int("k"))
    if n < 0 { throw Raised.valueError("n must be a non-negative integer") }
    if k < 0 { throw Raised.valueError("k must be a non-negative integer") }
    if k > n { return 0 }
    var result = BigInt(1)
    for i in 0..<min(k, n - k) { result = result * BigInt(n - i) / BigInt(i + 1) }
    return BigIntObject.value(result)
  }

  static let perm = Function("perm(n, k=None, /)") { call in
    let n = try call.int("n")
    let k = try call.optionalInt("k") ?? n
    if n < 0 || k < 0 { throw Raised.valueError("n must be a non-negative integer") }
    if k > n { return 0 }
    return BigIntObject.value((0..<k).reduce(BigInt(1)) { $0 * BigInt(n - $1) })
  }

  static let gcd = Function("gcd(*integers)") { call in
    var result = BigInt(0)
    for value in call.variadic { result = result.greatestCommonDivisor(with: try integer(value, call)) }
    return BigIntObject.value(result)
  }

  static let lcm = Function("lcm(*integers)") { call in
    var result = BigInt(1)
    for value in call.variadic {
      let next = try integer(value, call)
      if next == 0 { return 0 }
      result = BigInt((result / result.greatestCommonDivisor(with: next) * next).magnitude)
    }
    return BigIntObject.value(result)
  }

  static let isqrt = Function("isqrt(n, /)") { call in
    let n = try integer(call[0], call)
    if n < 0 { throw Raised.valueError("isqrt() argument must be nonnegative") }
    return BigIntObject.value(n.squareRoot())
  }

  private static func integer(_ value: Value, _ call: Call) throws -> BigInt {
    if let known = value.bigInt { return known }
    return BigInt(try call.context.index(value))
  }

  static let fmod = Function("fmod(x, y, /)") { call in
    let (x, y) = (try call.double("x"), try call.double("y"))
    if y == 0 || x.isInfinite { throw Raised.valueError("math domain error") }
    return .float(Foundation.fmod(x, y))
  }

  static let modf = Function("modf(x, /)") { call in
    let x = try call.double("x")
    let whole = x.rounded(.towardZero)
    return .tuple([.float(x.isInfinite ? Double(signOf: x, magnitudeOf: 0) : x - whole), .float(whole)])
  }

  /// The exactly rounded sum: partial sums that do not overlap, as CPython's `fsum`.
  static let fsum = Function("fsum(seq, /)") { call in
    var partials: [Double] = []
    for value in try call.list("seq") {
      guard var x = try call.context.double(value) else {
        throw Raised.typeError("must be real number, not \(value.typeName)")
      }
      var kept: [Double] = []
      for var y in partials {
        if x.magnitude < y.magnitude { swap(&x, &y) }
        let high = x + y
        let low = y - (high - x)
        if low != 0 { kept.append(low) }
        x = high
      }
      partials = kept + [x]
    }
    return .float(rounded(partials))
  }

  /// The sum of partials from the largest down, with CPython's correction of a tie.
  private static func rounded(_ partials: [Double]) -> Double {
    guard var high = partials.last else { return 0 }
    var rest = Array(partials.dropLast())
    var low = 0.0
    while let y = rest.popLast() {
      let x = high
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    if let next = rest.last, (low < 0 && next < 0) || (low > 0 && next > 0) {
      let y = low * 2
      let x = high + y
      if y == x - high { high = x }
    }
    return high
  }

  static let prod = Function("prod(iterable, /, *, start=1)") { call in
    var result = call["start"]
    for value in try call.list("iterable") { result = try call.context.binary(.multiply, result, value) }
    return result
  }
}
