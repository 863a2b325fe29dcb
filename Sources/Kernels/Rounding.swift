/// numpy's `round`: scaled by a power of ten, rounded half to even, scaled back.
///
/// - SeeAlso: numpy 1.23, `PyArray_Round`.
public func rounded(_ x: Double, digits: Int) -> Double {
  if digits == 0 { return x.rounded(.toNearestOrEven) }
  let scale = power(10.0, Double(digits.magnitude))
  return digits > 0
    ? (x * scale).rounded(.toNearestOrEven) / scale : (x / scale).rounded(.toNearestOrEven) * scale
}

/// Python's `round(x, digits)`: the decimal that is nearest to the exact value, ties to even, read back.
public func decimallyRounded(_ x: Double, digits: Int, _ scratch: Scratch) -> Double {
  guard x.isFinite, digits >= 0, digits < 308 else { return digits < 0 ? rounded(x, digits: digits) : x }
  return parsedFloat(fixedText(of: x, precision: digits, scratch)) ?? x
}

/// The smaller number; NaN where one is, as numpy's `minimum`.
@inlinable
public func least(_ a: Double, _ b: Double) -> Double { a != a || a < b ? a : b }

/// The smaller number.
@inlinable
public func least(_ a: Int64, _ b: Int64) -> Int64 { a < b ? a : b }

/// The smaller number; missing where one is.
@inlinable
public func least(_ a: Int64?, _ b: Int64?) -> Int64? { both(a, b) { least($0, $1) } }

/// The larger number; NaN where one is, as numpy's `maximum`.
@inlinable
public func greatest(_ a: Double, _ b: Double) -> Double { a != a || a > b ? a : b }

/// The larger number.
@inlinable
public func greatest(_ a: Int64, _ b: Int64) -> Int64 { a > b ? a : b }

/// The larger number; missing where one is.
@inlinable
public func greatest(_ a: Int64?, _ b: Int64?) -> Int64? { both(a, b) { greatest($0, $1) } }

/// The number, at least `lower` and at most `upper`; NaN stays NaN.
@inlinable
public func clipped(_ x: Double, from lower: Double, to upper: Double) -> Double {
  if x != x { return x }
  let raised = x < lower ? lower : x
  return raised > upper ? upper : raised
}

/// The number, at least `lower` and at most `upper`.
@inlinable
public func clipped(_ x: Int64, from lower: Int64, to upper: Int64) -> Int64 {
  let raised = x < lower ? lower : x
  return raised > upper ? upper : raised
}

/// `-x`
@inlinable
public func negated(_ x: Double) -> Double { -x }

/// `-x`
@inlinable
public func negated(_ x: Float) -> Float { -x }

/// `-x`, wrapping around.
@inlinable
public func negated(_ x: Int64) -> Int64 { 0 &- x }

/// `abs(x)`
@inlinable
public func absolute(_ x: Double) -> Double { x.magnitude }

/// `abs(x)`
@inlinable
public func absolute(_ x: Float) -> Float { x.magnitude }

/// `abs(x)`, wrapping around.
@inlinable
public func absolute(_ x: Int64) -> Int64 { x < 0 ? 0 &- x : x }

/// `floor(x)`
@inlinable
public func floored(_ x: Double) -> Double { x.rounded(.down) }

/// `ceil(x)`
@inlinable
public func ceiled(_ x: Double) -> Double { x.rounded(.up) }

/// `trunc(x)`
@inlinable
public func wholePart(_ x: Double) -> Double { x.rounded(.towardZero) }

/// Whether `lower <= x <= upper`; false where one is missing.
@inlinable
public func isBetween<Value: Comparable>(_ x: Value, _ lower: Value, _ upper: Value) -> Bool {
  lower <= x && x <= upper
}

/// Whether `lower <= x <= upper`; false where `x` is missing.
@inlinable
public func isBetween<Value: Comparable>(_ x: Value?, _ lower: Value, _ upper: Value) -> Bool {
  guard let x else { return false }
  return lower <= x && x <= upper
}

/// Whether the value is one of a homogeneous tuple: `isAny(of: (1, 2, 3), count: 3, x)`.
@inlinable
public func isAny<Values: BitwiseCopyable, Value: Equatable & BitwiseCopyable>(
  of values: Values, count: Int, _ x: Value
) -> Bool {
  withUnsafeBytes(of: values) { bytes in
    var offset = 0
    let end = count &* MemoryLayout<Value>.stride
    while offset < end && offset &+ MemoryLayout<Value>.size <= bytes.count {
      if bytes.loadUnaligned(fromByteOffset: offset, as: Value.self) == x { return true }
      offset &+= MemoryLayout<Value>.stride
    }
    return false
  }
}
