import Columns
import Kernels

/// A function of one float64; integers and bools become floats, NaN and missing give NaN.
protocol UnaryMath: AttributeFree {
  /// The kernel's name in Swift.
  static var kernel: String { get }

  static func value(_ x: Double) -> Double
}

extension UnaryMath {
  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expectFloat64(inputs)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    .column(.floats((inputs[0].column?.float64s ?? []).map { Self.value($0) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.float64, nullable: inputs[0].type.isNullable)
    return SwiftExpression("\(Self.kernel)(\(inputs[0].cast(to: .float64)))", type)
  }
}

extension RowOperation {
  /// A float64 of the one input, which must be a number that becomes one.
  static func expectFloat64(_ inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try expectNumber(inputs)
    guard input.base != .float32 else { throw mismatch("a float64", inputs) }
    return ValueType(.float64, nullable: input.isNullable)
  }
}
