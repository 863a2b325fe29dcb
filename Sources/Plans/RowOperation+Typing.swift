extension RowOperation {
  /// Refuses another number of inputs.
  static func expect(_ inputs: [ValueType], count: Int) throws(TypeMismatch) {
    guard inputs.count == count else {
      throw TypeMismatch("'\(name)' takes \(count) input\(count == 1 ? "" : "s"), not \(inputs.count)")
    }
  }

  /// What the typing rule says when an input does not fit.
  static func mismatch(_ expected: String, _ found: [ValueType]) -> TypeMismatch {
    TypeMismatch("'\(name)' expects \(expected), not \(found.map(\.description).joined(separator: " and "))")
  }

  /// The one input, a string.
  static func expectText(_ inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try expect(inputs, count: 1)
    guard inputs[0].base == .string else { throw mismatch("a string", inputs) }
    return inputs[0]
  }

  /// The one input, a number or bool.
  static func expectNumber(_ inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try expect(inputs, count: 1)
    guard inputs[0].isNumber else { throw mismatch("a number", inputs) }
    return inputs[0]
  }
}

extension ValueType {
  package var isFloat: Bool { base == .float32 || base == .float64 }

  /// One value that a column holds: no vector, no list.
  package var isScalar: Bool { isNumber || base == .string }

  /// Whether Swift spells the type with a `?`: floats carry missing as NaN.
  package var isOptionalInSwift: Bool { isNullable && !isFloat }

  /// The type of a value that is one of two: the same kind, or numbers as numpy promotes them.
  package static func joining(_ a: ValueType, _ b: ValueType) -> ValueType? {
    let nullable = a.isNullable || b.isNullable
    if a.base == b.base { return ValueType(a.base, nullable: nullable) }
    guard let kind = NumberKind.promoting(a, b) else { return nil }
    return ValueType(kind.base, nullable: nullable)
  }
}

/// The kinds of numbers, in numpy's order of promotion.
enum NumberKind: Int, Comparable {
  case bool, int64, float32, float64

  init?(_ type: ValueType) {
    switch type.base {
    case .bool: self = .bool
    case .int64: self = .int64
    case .float32: self = .float32
    case .float64: self = .float64
    default: return nil
    }
  }

  var base: ValueType.Base {
    switch self {
    case .bool: .bool
    case .int64: .int64
    case .float32: .float32
    case .float64: .float64
    }
  }

  static func < (a: NumberKind, b: NumberKind) -> Bool { a.rawValue < b.rawValue }

  /// The kind that holds both; float32 and int64 meet in float64, as in numpy.
  static func promoting(_ a: ValueType, _ b: ValueType) -> NumberKind? {
    guard let first = NumberKind(a), let second = NumberKind(b) else { return nil }
    let (low, high) = (min(first, second), max(first, second))
    return low == .int64 && high == .float32 ? .float64 : high
  }
}
