import Columns
import Kernels

/// A comparison of two numbers or of two strings, as pandas makes it: with a missing value all are false, but unequal.
protocol ComparisonOperation: AttributeFree, ConstantOperand {
  /// The kernel's name in Swift.
  static var kernel: String { get }
  /// The label of the kernel's second argument, with its colon and space.
  static var label: String { get }
  /// The result where a value is missing.
  static var withMissing: Bool { get }

  static func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool
}

extension ComparisonOperation {
  static var label: String { "" }
  static var withMissing: Bool { false }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    let texts = inputs[0].base == .string && inputs[1].base == .string
    guard texts || NumberKind.promoting(inputs[0], inputs[1]) != nil else {
      throw Self.mismatch("two numbers or two strings", inputs)
    }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let a = inputs[0].column, let b = inputs[1].column, a.count == b.count else {
      return RowValues(missing: .bool, count: inputs[0].count)
    }
    var flags: [Bool]
    if case .string(let first) = a.storage, case .string(let second) = b.storage {
      flags = (0..<a.count).map { row in
        first.withText(row) { x in second.withText(row) { y in Self.holds(x, y) } }
      }
    } else {
      flags = Self.numbers(a, b)
    }
    if let missing = union(a.missing, b.missing) {
      for row in flags.indices where missing[row] { flags[row] = Self.withMissing }
    }
    return .column(.bools(flags))
  }

  package func evaluate(_ column: Column, with constant: Scalar) -> Column? {
    var flags: [Bool]
    switch (column.storage, constant) {
    case (.string(let texts), .string(let text)):
      flags = text.withText { other in
        (0..<texts.count).map { row in texts.withText(row) { Self.holds($0, other) } }
      }
    case (.float64(let numbers), .float(let number)): flags = numbers.map { Self.holds($0, number) }
    case (.float64(let numbers), .int(let number)):
      let number = float64(number)
      flags = numbers.map { Self.holds($0, number) }
    case (.int64(let numbers), .int(let number)): flags = numbers.map { Self.holds($0, number) }
    default: return nil
    }
    if let missing = column.missing {
      for row in flags.indices where missing[row] { flags[row] = Self.withMissing }
    }
    return .bools(flags)
  }

  private static func numbers(_ a: Column, _ b: Column) -> [Bool] {
    guard let first = a.valueType, let second = b.valueType, let kind = NumberKind.promoting(first, second) else {
      return Array(repeating: withMissing, count: a.count)
    }
    switch kind {
    case .float64: return map(a.float64s, b.float64s) { holds($0, $1) }
    case .float32: return map(a.float32s, b.float32s) { holds($0, $1) }
    case .int64, .bool: return map(a.int64s, b.int64s) { holds($0, $1) }
    }
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    var (a, b) = (inputs[0].code, inputs[1].code)
    if let kind = NumberKind.promoting(inputs[0].type, inputs[1].type) {
      a = inputs[0].cast(to: max(kind, .int64))
      b = inputs[1].cast(to: max(kind, .int64))
    }
    return SwiftExpression("\(Self.kernel)(\(a), \(Self.label)\(b))", .bool)
  }
}
