import BigInt
import Kernels
import PythonRuntime

extension Standard.Math {
  static let floor = Function("floor(x, /)") { call in try whole(call, "__floor__", .down) }
  static let ceil = Function("ceil(x, /)") { call in try whole(call, "__ceil__", .up) }

  static let trunc = Function("trunc(x, /)") { call in
    switch call[0] {
    case .float, .int, .bool: return try whole(call, "__trunc__", .towardZero)
    case .object(let object):
      if object is BigIntObject || object is ClockNumber || call.context.specialMethod("__trunc__", of: call[0]) != nil
      {
        return try whole(call, "__trunc__", .towardZero)
      }
    default: break
    }
    throw Raised.typeError("type \(call[0].typeName) doesn't define __trunc__ method")
  }

  private static func whole(_ call: Call, _ method: PythonString, _ rule: FloatingPointRoundingRule) throws -> Value {
    if let integer = call[0].bigInt { return BigIntObject.value(integer) }
    if case .object(let object) = call[0], !(object is ClockNumber),
      call.context.specialMethod(method, of: call[0]) != nil
    {
      return try call.context.callMethod(call[0], method)
    }
    return try whole(number(call[0], call), rule)
  }

  /// A float as an integer, rounded.
  static func whole(_ x: Double, _ rule: FloatingPointRoundingRule) throws(Raised) -> Value {
    if x.isNaN { throw Raised.valueError("cannot convert float NaN to integer") }
    if x.isInfinite { throw Raised.overflowError("cannot convert float infinity to integer") }
    let rounded = x.rounded(rule)
    return Int(exactly: rounded).map(Value.int) ?? BigIntObject.value(BigInt(rounded))
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
      if next == 0 || result == 0 {
        result = 0
      } else {
        result = BigInt((result / result.greatestCommonDivisor(with: next) * next).magnitude)
      }
    }
    return BigIntObject.value(result)
  }

  static let isqrt = Function("isqrt(n, /)") { call in
    let n = try integer(call[0], call)
    if n < 0 { throw Raised.valueError("isqrt() argument must be nonnegative") }
    return BigIntObject.value(n.squareRoot())
  }

  static let factorial = Function("factorial(x, /)") { call in
    let n = try integer(call[0], call)
    if n < 0 { throw Raised.valueError("factorial() not defined for negative values") }
    guard let n = Int(exactly: n) else {
      throw Raised.overflowError("factorial() argument should not exceed 9223372036854775807")
    }
    return BigIntObject.value(try fallingProduct(of: BigInt(n), count: n, call))
  }

  static let comb = Function("comb(n, k, /)") { call in
    let (n, k) = (try integer(call[0], call), try integer(call[1], call))
    if n < 0 { throw Raised.valueError("n must be a non-negative integer") }
    if k < 0 { throw Raised.valueError("k must be a non-negative integer") }
    if k > n { return 0 }
    guard let count = Int(exactly: min(k, n - k)) else {
      throw Raised.overflowError("min(n - k, k) must not exceed 9223372036854775807")
    }
    let product = try fallingProduct(of: n, count: count, call)
    return BigIntObject.value(product / (try fallingProduct(of: BigInt(count), count: count, call)))
  }

  static let perm = Function("perm(n, k=None, /)") { call in
    let n = try integer(call[0], call)
    if call.isNone("k") {
      if n < 0 { throw Raised.valueError("factorial() not defined for negative values") }
      guard let count = Int(exactly: n) else {
        throw Raised.overflowError("factorial() argument should not exceed 9223372036854775807")
      }
      return BigIntObject.value(try fallingProduct(of: n, count: count, call))
    }
    let k = try integer(call[1], call)
    if n < 0 { throw Raised.valueError("n must be a non-negative integer") }
    if k < 0 { throw Raised.valueError("k must be a non-negative integer") }
    if k > n { return 0 }
    guard let count = Int(exactly: k) else {
      throw Raised.overflowError("k must not exceed 9223372036854775807")
    }
    return BigIntObject.value(try fallingProduct(of: n, count: count, call))
  }

  /// `n · (n − 1) · … ` of `count` factors, halves multiplied with each other to keep the operands of equal size.
  private static func fallingProduct(of n: BigInt, count: Int, _ call: Call) throws -> BigInt {
    // Above this the product takes minutes and hundreds of megabytes.
    let (bits, overflow) = count.multipliedReportingOverflow(by: n.magnitude.bitWidth)
    if overflow || bits > 1 << 24 { throw call.unsupported("'math.\(call.signature.name)' of a number this large") }
    return product(of: n, count: count)
  }

  private static func product(of n: BigInt, count: Int) -> BigInt {
    if count == 0 { return 1 }
    if count <= 8 { return (1..<count).reduce(n) { $0 * (n - BigInt($1)) } }
    let half = count / 2
    return product(of: n, count: half) * product(of: n - BigInt(half), count: count - half)
  }
}
