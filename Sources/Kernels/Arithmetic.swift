// Arithmetic of one row as numpy does it: integers wrap around, division gives floats, NaN goes through. A missing
// integer makes the result missing.

/// `a + b`
@inlinable
public func sum(_ a: Double, _ b: Double) -> Double { a + b }

/// `a + b`
@inlinable
public func sum(_ a: Float, _ b: Float) -> Float { a + b }

/// `a + b`, wrapping around.
@inlinable
public func sum(_ a: Int64, _ b: Int64) -> Int64 { a &+ b }

/// `a - b`
@inlinable
public func difference(_ a: Double, _ b: Double) -> Double { a - b }

/// `a - b`
@inlinable
public func difference(_ a: Float, _ b: Float) -> Float { a - b }

/// `a - b`, wrapping around.
@inlinable
public func difference(_ a: Int64, _ b: Int64) -> Int64 { a &- b }

/// `a * b`
@inlinable
public func product(_ a: Double, _ b: Double) -> Double { a * b }

/// `a * b`
@inlinable
public func product(_ a: Float, _ b: Float) -> Float { a * b }

/// `a * b`, wrapping around.
@inlinable
public func product(_ a: Int64, _ b: Int64) -> Int64 { a &* b }

/// `a / b`; by zero it is infinite or NaN.
@inlinable
public func quotient(_ a: Double, _ b: Double) -> Double { a / b }

/// `a / b`; by zero it is infinite or NaN.
@inlinable
public func quotient(_ a: Float, _ b: Float) -> Float { a / b }

/// `a // b`; zero by zero.
@inlinable
public func floorQuotient(_ a: Int64, _ b: Int64) -> Int64 {
  if b == 0 { return 0 }
  if b == -1 { return 0 &- a }
  let q = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? q &- 1 : q
}

/// `a % b`, with the sign of `b`; zero by zero.
@inlinable
public func remainder(_ a: Int64, _ b: Int64) -> Int64 {
  if b == 0 || b == -1 { return 0 }
  let r = a % b
  return r != 0 && (r < 0) != (b < 0) ? r &+ b : r
}

/// `a % b`, with the sign of `b`; NaN by zero.
///
/// - SeeAlso: numpy 1.23, `npy_remainder`.
public func remainder(_ a: Double, _ b: Double) -> Double {
  let r = a.truncatingRemainder(dividingBy: b)
  if b == 0 { return r }
  if r != 0 { return (r < 0) != (b < 0) ? r + b : r }
  return b.sign == .minus ? -0.0 : 0.0
}

/// `a // b`; by zero it is infinite or NaN.
///
/// - SeeAlso: numpy 1.23, `npy_floor_divide`.
public func floorQuotient(_ a: Double, _ b: Double) -> Double {
  if b == 0 { return a / b }
  let r = a.truncatingRemainder(dividingBy: b)
  var q = (a - r) / b
  if r != 0 && (r < 0) != (b < 0) { q -= 1 }
  if q == 0 { return (a / b).sign == .minus ? -0.0 : 0.0 }
  let whole = q.rounded(.down)
  return q - whole > 0.5 ? whole + 1 : whole
}

/// `base ** exponent` of integers, wrapping around; a negative exponent is refused.
public func power(_ base: Int64, _ exponent: Int64) throws(RowError) -> Int64 {
  guard exponent >= 0 else {
    throw RowError("ValueError", "Integers to negative integer powers are not allowed.")
  }
  var result: Int64 = 1
  var square = base
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result = result &* square }
    square = square &* square
    rest >>= 1
  }
  return result
}

/// `a + b`; missing where one is.
@inlinable
public func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
  both(a, b) { sum($0, $1) }
}

/// `a - b`; missing where one is.
@inlinable
public func difference(_ a: Int64?, _ b: Int64?) -> Int64? {
  both(a, b) { difference($0, $1) }
}

/// `a * b`; missing where one is.
@inlinable
public func product(_ a: Int64?, _ b: Int64?) -> Int64? {
  both(a, b) { product($0, $1) }
}

/// `a // b`; missing where one is.
@inlinable
public func floorQuotient(_ a: Int64?, _ b: Int64?) -> Int64? {
  both(a, b) { floorQuotient($0, $1) }
}

/// `a % b`; missing where one is.
@inlinable
public func remainder(_ a: Int64?, _ b: Int64?) -> Int64? {
  both(a, b) { remainder($0, $1) }
}

/// A kernel of two values over two that may be missing: missing where one is.
@inlinable
public func both<A, B, Result, Failure: Error>(
  _ a: A?, _ b: B?, _ kernel: (A, B) throws(Failure) -> Result
) throws(Failure) -> Result? {
  guard let a, let b else { return nil }
  return try kernel(a, b)
}

/// The number; zero is refused.
@inlinable
public func nonzero(_ x: Double, orRaise error: RowError) throws(RowError) -> Double {
  if x == 0 { throw error }
  return x
}

/// The number; zero is refused.
@inlinable
public func nonzero(_ x: Int64, orRaise error: RowError) throws(RowError) -> Int64 {
  if x == 0 { throw error }
  return x
}

/// The number, if there is one; zero is refused.
@inlinable
@_disfavoredOverload
public func nonzero(_ x: Int64?, orRaise error: RowError) throws(RowError) -> Int64? {
  if x == 0 { throw error }
  return x
}
