import Columns
import Kernels

/// A function of one number that keeps its kind; a missing integer stays missing.
protocol UnaryArithmetic: AttributeFree {
  /// The kernel's name in Swift, overloaded for the kinds.
  static var kernel: String { get }

  static func value(_ x: Double) -> Double
  static func value(_ x: Float) -> Float
  static func value(_ x: Int64) -> Int64
}

extension UnaryArithmetic {
  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    guard input.base != .bool else { throw Self.mismatch("a number", inputs) }
    return input
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    switch column.storage {
    case .float32(let numbers): return .column(Column(.float32(numbers.map { Self.value($0) })))
    case .float64(let numbers): return .column(.floats(numbers.map { Self.value($0) }))
    default: return .column(Column(.int64(column.int64s.map { Self.value($0) })).masked(column.missing))
    }
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let input = inputs[0]
    guard input.type.isOptionalInSwift else { return SwiftExpression("\(Self.kernel)(\(input.typedCode))", input.type) }
    return SwiftExpression("\(input.code).map { \(Self.kernel)($0) }", input.type)
  }
}
