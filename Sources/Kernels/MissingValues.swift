// Missing values: NaN of a float, `nil` of everything else.

/// Whether the value is missing.
@inlinable
public func isMissing(_ x: Double) -> Bool { x != x }

/// Whether the value is missing.
@inlinable
public func isMissing(_ x: Float) -> Bool { x != x }

/// Whether the value is missing.
@inlinable
public func isMissing<Value>(_ x: Value?) -> Bool {
  if case .none = x { true } else { false }
}

/// The value, or `replacement` where it is missing.
@inlinable
public func filled(_ x: Double, with replacement: Double) -> Double { x != x ? replacement : x }

/// The value, or `replacement` where it is missing.
@inlinable
public func filled(_ x: Float, with replacement: Float) -> Float { x != x ? replacement : x }

/// The value, or `replacement` where it is missing.
@inlinable
public func filled(_ x: Int64?, with replacement: Int64) -> Int64 { x ?? replacement }

/// The value, or `replacement` where it is missing.
@inlinable
public func filled(_ x: Bool?, with replacement: Bool) -> Bool { x ?? replacement }

/// The value, or `replacement` where it is missing.
@inlinable
public func filled(_ x: Text?, with replacement: Text) -> Text { x ?? replacement }

/// The value, or `replacement` where it is missing, which may be missing too.
@inlinable
public func filled<Value>(_ x: Value?, with replacement: Value?) -> Value? { x ?? replacement }

/// `value` where `condition` holds, else `other`. Both are computed beforehand, as numpy's `where` has them.
@inlinable
public func chosen<Value>(_ value: Value, if condition: Bool, else other: Value) -> Value { condition ? value : other }
