// Casts between the kinds of numbers, as numpy's `astype` does them.

/// The nearest float64.
@inlinable
public func float64(_ x: Int64) -> Double { Double(x) }

/// The nearest float64; NaN for missing.
@inlinable
public func float64(_ x: Int64?) -> Double {
  if let x { Double(x) } else { .nan }
}

/// 1 or 0.
@inlinable
public func float64(_ x: Bool) -> Double { x ? 1 : 0 }

/// 1 or 0; NaN for missing.
@inlinable
public func float64(_ x: Bool?) -> Double {
  if let x { x ? 1 : 0 } else { .nan }
}

/// The number; NaN for missing.
@inlinable
@_disfavoredOverload
public func float64(_ x: Double?) -> Double { x ?? .nan }

/// The same number.
@inlinable
public func float64(_ x: Float) -> Double { Double(x) }

/// The nearest float32.
@inlinable
public func float32(_ x: Double) -> Float { Float(x) }

/// The nearest float32; numpy goes by way of float64 only where the kinds meet, so this rounds once.
@inlinable
public func float32(_ x: Int64) -> Float { Float(x) }

/// The nearest float32; NaN for missing.
@inlinable
public func float32(_ x: Int64?) -> Float {
  if let x { Float(x) } else { .nan }
}

/// 1 or 0.
@inlinable
public func int64(_ x: Bool) -> Int64 { x ? 1 : 0 }

/// 1 or 0, or missing.
@inlinable
@_disfavoredOverload
public func int64(_ x: Bool?) -> Int64? {
  if let x { x ? 1 : 0 } else { nil }
}

/// The whole part; the smallest integer for what none holds, as C does on x86 and numpy passes on.
@inlinable
public func truncated(_ x: Double) -> Int64 {
  // 2^63 is the first float64 that does not fit.
  x > -9_223_372_036_854_775_809.0 && x < 9_223_372_036_854_775_808.0 ? Int64(x) : .min
}

/// The whole part; NaN and the infinities are refused.
@inlinable
public func int64(_ x: Double, orRaise error: RowError) throws(RowError) -> Int64 {
  guard x.isFinite else { throw error }
  return truncated(x)
}

/// The integer; missing is refused.
@inlinable
public func present<Value>(_ x: Value?, orRaise error: RowError) throws(RowError) -> Value {
  guard let x else { throw error }
  return x
}

/// Python's truth of a number: NaN is true.
@inlinable
public func truth(_ x: Double) -> Bool { x != 0 }

/// Python's truth of a number: NaN is true.
@inlinable
public func truth(_ x: Float) -> Bool { x != 0 }

/// Python's truth of a number.
@inlinable
public func truth(_ x: Int64) -> Bool { x != 0 }

/// Python's truth of a number; a missing one is NaN, hence true.
@inlinable
public func truth(_ x: Int64?) -> Bool { x != 0 }

/// Missing is NaN, hence true.
@inlinable
public func truth(_ x: Bool?) -> Bool { x ?? true }

/// Python's truth of a string: whether it has a character.
@inlinable
public func truth(_ x: Text) -> Bool { x.count > 0 }

/// Missing is NaN, hence true.
@inlinable
public func truth(_ x: Text?) -> Bool {
  if let x { x.count > 0 } else { true }
}

/// Python's `float(text)`; NaN where the text is missing.
public func float(_ text: Text?, _ scratch: Scratch) throws(RowError) -> Double {
  guard let text else { return .nan }
  return try float(text, scratch)
}

/// The number as Python's `str` writes it; a missing one stays missing.
public func presentText(of x: Double, _ scratch: Scratch) -> Text? {
  x.isNaN ? nil : text(of: x, scratch)
}

/// The number as numpy's `str` writes it; a missing one stays missing.
public func presentText(of x: Float, _ scratch: Scratch) -> Text? {
  x.isNaN ? nil : text(of: x, scratch)
}

/// The number; NaN is refused.
@inlinable
public func present(_ x: Double, orRaise error: RowError) throws(RowError) -> Double {
  if x != x { throw error }
  return x
}

/// The number; NaN is refused.
@inlinable
public func present(_ x: Float, orRaise error: RowError) throws(RowError) -> Float {
  if x != x { throw error }
  return x
}
