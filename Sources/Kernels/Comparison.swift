// Comparisons of one row as numpy and pandas make them: with a missing value all are false, but unequal, which is true.

/// `a == b`
@inlinable
public func isEqual<Value: Equatable>(_ a: Value, _ b: Value) -> Bool { a == b }

/// `a == b`; false where one is missing.
@inlinable
public func isEqual<Value: Equatable>(_ a: Value?, _ b: Value?) -> Bool {
  guard let a, let b else { return false }
  return a == b
}

/// `a != b`
@inlinable
public func isUnequal<Value: Equatable>(_ a: Value, _ b: Value) -> Bool { a != b }

/// `a != b`; true where one is missing.
@inlinable
public func isUnequal<Value: Equatable>(_ a: Value?, _ b: Value?) -> Bool {
  guard let a, let b else { return true }
  return a != b
}

/// `a < b`
@inlinable
public func isLess<Value: Comparable>(_ a: Value, than b: Value) -> Bool { a < b }

/// `a < b`; false where one is missing.
@inlinable
public func isLess<Value: Comparable>(_ a: Value?, than b: Value?) -> Bool {
  guard let a, let b else { return false }
  return a < b
}

/// `a <= b`
@inlinable
public func isAtMost<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { a <= b }

/// `a <= b`; false where one is missing.
@inlinable
public func isAtMost<Value: Comparable>(_ a: Value?, _ b: Value?) -> Bool {
  guard let a, let b else { return false }
  return a <= b
}

/// `a > b`
@inlinable
public func isGreater<Value: Comparable>(_ a: Value, than b: Value) -> Bool { a > b }

/// `a > b`; false where one is missing.
@inlinable
public func isGreater<Value: Comparable>(_ a: Value?, than b: Value?) -> Bool {
  guard let a, let b else { return false }
  return a > b
}

/// `a >= b`
@inlinable
public func isAtLeast<Value: Comparable>(_ a: Value, _ b: Value) -> Bool { a >= b }

/// `a >= b`; false where one is missing.
@inlinable
public func isAtLeast<Value: Comparable>(_ a: Value?, _ b: Value?) -> Bool {
  guard let a, let b else { return false }
  return a >= b
}

// Logic of one row. Both sides are computed beforehand, as numpy has them.

/// `a & b`
@inlinable
public func and(_ a: Bool, _ b: Bool) -> Bool { a && b }

/// `a | b`
@inlinable
public func or(_ a: Bool, _ b: Bool) -> Bool { a || b }

/// `a ^ b`
@inlinable
public func xor(_ a: Bool, _ b: Bool) -> Bool { a != b }

/// `~a`
@inlinable
public func not(_ a: Bool) -> Bool { !a }
