import Columns
import Kernels

/// Arithmetic on two numbers, promoted as numpy does. A missing integer makes the result missing, NaN goes through.
protocol BinaryArithmetic: AttributeFree {
  /// The kernel's name in Swift, overloaded for the kinds that `kind` gives.
  static var kernel: String { get }

  /// The kind in which two numbers are computed; `nil` for kinds that numpy refuses.
  static func kind(_ a: ValueType, _ b: ValueType) -> NumberKind?

  static func combined(_ a: Double, _ b: Double) -> Double
  static func combined(_ a: Float, _ b: Float) -> Float
  static func combined(_ a: Int64, _ b: Int64) -> Int64
}

extension BinaryArithmetic {
  static func combined(_ a: Float, _ b: Float) -> Float { Float(combined(Double(a), Double(b))) }
  static func combined(_ a: Int64, _ b: Int64) -> Int64 { truncated(combined(Double(a), Double(b))) }

  static func kind(_ a: ValueType, _ b: ValueType) -> NumberKind? {
    guard let kind = NumberKind.promoting(a, b), kind != .bool else { return nil }
    return kind
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard let kind = Self.kind(inputs[0], inputs[1]) else { throw Self.mismatch("two numbers", inputs) }
    return ValueType(kind.base, nullable: inputs[0].isNullable || inputs[1].isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let a = inputs[0].column, let b = inputs[1].column, let first = a.valueType, let second = b.valueType,
      let kind = Self.kind(first, second)
    else { return RowValues(missing: .float64, count: inputs[0].count) }
    switch kind {
    case .float64: return .column(.floats(map(a.float64s, b.float64s) { Self.combined($0, $1) }))
    case .float32: return .column(Column(.float32(map(a.float32s, b.float32s) { Self.combined($0, $1) })))
    case .int64, .bool:
      return .column(
        Column(.int64(map(a.int64s, b.int64s) { Self.combined($0, $1) })).masked(union(a.missing, b.missing)))
    }
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let types = inputs.map(\.type)
    guard let kind = Self.kind(types[0], types[1]) else { return SwiftExpression(missing: .float64) }
    let nullable = types[0].isNullable || types[1].isNullable
    let (a, b) = (inputs[0].cast(to: kind), inputs[1].cast(to: kind))
    return SwiftExpression("\(Self.kernel)(\(a), \(b))", ValueType(kind.base, nullable: nullable))
  }
}

/// `body` of the elements of two arrays of equal count.
func map<A, B, Result>(_ a: [A], _ b: [B], _ body: (A, B) -> Result) -> [Result] {
  let count = min(a.count, b.count)
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    for row in 0..<count { buffer.initializeElement(at: row, to: body(a[row], b[row])) }
    initialized = count
  }
}
