/// A part of a key of a `LookupTable`, and a value of one.
public enum LookupKey: Equatable {
  /// No part: the table has fewer keys.
  case unused
  case missing
  case int64(Int64)
  /// Never NaN, which is missing, and never -0.0, which is 0.0: Python's dictionaries do not tell them apart.
  case float64(Double)
  case text(Text)
}

/// A number as a part of a key; NaN is missing.
@inlinable
public func key(_ x: Double) -> LookupKey { x != x ? .missing : .float64(x == 0 ? 0 : x) }

/// An integer as a part of a key.
@inlinable
public func key(_ x: Int64) -> LookupKey { .int64(x) }

/// An integer that may be missing as a part of a key.
@inlinable
public func key(_ x: Int64?) -> LookupKey {
  if let x { .int64(x) } else { .missing }
}

/// A text as a part of a key.
@inlinable
public func key(_ x: Text) -> LookupKey { .text(x) }

/// A text that may be missing as a part of a key.
@inlinable
public func key(_ x: Text?) -> LookupKey {
  if let x { .text(x) } else { .missing }
}

/// What Python's `repr` shows of the key in an error; missing is `nan`.
func repr(of key: LookupKey, _ scratch: Scratch) -> Text {
  switch key {
  case .unused, .missing: Text("nan")
  case .int64(let number): text(of: number, scratch)
  case .float64(let number): text(of: number, scratch)
  case .text(let string): repr(of: string, scratch)
  }
}

/// An error whose message shows a key: `{}` in the template stands for its `repr`.
public func unseen(_ type: StaticString, _ template: Text, _ key: LookupKey, _ scratch: Scratch) -> RowError {
  RowError(type, replaced(template, Text("{}"), with: repr(of: key, scratch), count: 1, scratch))
}

/// A step of the table's hash: one word.
@inline(__always)
func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  let product = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
  return product ^ (product >> 29)
}

/// The table's hash of a part: the same on every machine.
func mixed(_ hash: UInt64, _ key: LookupKey) -> UInt64 {
  switch key {
  case .unused: return hash
  case .missing: return mixed(hash, 0)
  case .int64(let number): return mixed(mixed(hash, 1), UInt64(bitPattern: number))
  case .float64(let number): return mixed(mixed(hash, 2), number.bitPattern)
  case .text(let string):
    var result = mixed(mixed(hash, 3), UInt64(string.count))
    for byte in string.bytes { result = mixed(result, UInt64(byte)) }
    return result
  }
}
