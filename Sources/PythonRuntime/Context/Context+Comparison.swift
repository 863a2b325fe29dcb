import BigInt
import Kernels

extension Context {
  /// `a op b`, which for arrays need not be a bool.
  package func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws(Raised) -> Value {
    switch (a, b) {
    case (.int(let a), .int(let b)): return .bool(operation.holds(a, b))
    case (.float(let a), .float(let b)): return .bool(operation.holds(a, b))
    case (.string(let a), .string(let b)): return .bool(operation.holds(a, b))
    case (.int(let a), .float(let b)): return .bool(mixed(operation, a, b))
    case (.float(let a), .int(let b)): return .bool(mixed(operation.reflected, b, a))
    case (.bool(let x), .int), (.bool(let x), .float), (.bool(let x), .bool):
      return try compare(operation, .int(x ? 1 : 0), b)
    case (.int, .bool(let y)), (.float, .bool(let y)): return try compare(operation, a, .int(y ? 1 : 0))
    default: return try compareObjects(operation, a, b)
    }
  }

  private func compareObjects(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws(Raised) -> Value {
    try nest(" in comparison")
    defer { unnest() }
    if case .object(let object) = a, let cause = object.poison { return unsupported(from: object, cause) }
    if case .object(let object) = b, let cause = object.poison { return unsupported(from: object, cause) }
    if case .object(let right) = b, case .object(let left) = a, right.type !== left.type,
      right.type.isSubclass(of: left.type), let result = try right.compare(operation.reflected, a, in: self)
    {
      return result
    }
    if case .object(let left) = a, let result = try left.compare(operation, b, in: self) { return result }
    if case .object(let right) = b, let result = try right.compare(operation.reflected, a, in: self) { return result }
    switch operation {
    case .equal: return .bool(a.isIdentical(to: b))
    case .notEqual: return .bool(!a.isIdentical(to: b))
    default:
      throw .typeError(
        "'\(operation.symbol)' not supported between instances of '\(a.typeName)' and '\(b.typeName)'")
    }
  }

  /// `a == b` as a bool.
  package func equal(_ a: Value, _ b: Value) throws(Raised) -> Bool {
    try truth(compare(.equal, a, b))
  }

  /// `a is b or a == b`, as containers compare.
  package func sameOrEqual(_ a: Value, _ b: Value) throws(Raised) -> Bool {
    switch (a, b) {
    case (.object(let x), .object(let y)) where x === y: return true
    case (.float(let x), .float(let y)): return x == y || x.bitPattern == y.bitPattern
    default: return try equal(a, b)
    }
  }

  /// Whether two keys with the same hash are one.
  func sameKey(_ a: Value, _ b: Value) throws(Raised) -> Bool {
    switch (a, b) {
    case (.string(let x), .string(let y)): x == y
    case (.int(let x), .int(let y)): x == y
    case (.string, .int), (.int, .string): false
    case (.object(let x as TupleObject), .object(let y as TupleObject)) where x.poison == nil && y.poison == nil:
      try sameItems(x, y)
    default: try sameOrEqual(a, b)
    }
  }

  /// Whether two tuples hold the same.
  private func sameItems(_ a: TupleObject, _ b: TupleObject) throws(Raised) -> Bool {
    if a === b { return true }
    guard a.type === TupleObject.type, b.type === TupleObject.type else {
      return try sameOrEqual(.object(a), .object(b))
    }
    guard a.items.count == b.items.count else { return false }
    try nest(" in comparison")
    defer { unnest() }
    for i in a.items.indices { if try !sameKey(a.items[i], b.items[i]) { return false } }
    return true
  }

  /// `a < b` as a bool, for sorting.
  package func isLess(_ a: Value, _ b: Value) throws(Raised) -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): x < y
    case (.float(let x), .float(let y)): x < y
    case (.string(let x), .string(let y)): x < y
    default: try truth(compare(.less, a, b))
    }
  }

  /// The exact comparison of an integer and a float.
  private func mixed(_ operation: ComparisonOperator, _ a: Int, _ b: Double) -> Bool {
    if a.magnitude <= 1 << 53 || b.isNaN { return operation.holds(Double(a), b) }
    if b >= 0x1p63 { return operation.holds(0, 1) }
    if b < -0x1p63 { return operation.holds(1, 0) }
    let floor = b.rounded(.down)
    let whole = Int(floor)
    // Equal whole parts: a fraction makes the float greater.
    return a == whole && floor != b ? operation.holds(0, 1) : operation.holds(a, whole)
  }
}
