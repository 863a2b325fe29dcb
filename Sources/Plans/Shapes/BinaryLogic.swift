import Columns
import Kernels

/// Logic on two bools that are never missing.
protocol BinaryLogic: AttributeFree {
  /// The kernel's name in Swift.
  static var kernel: String { get }
  static func combined(_ a: Bool, _ b: Bool) -> Bool
}

extension BinaryLogic {
  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 2)
    guard inputs.allSatisfy({ $0 == .bool }) else { throw Self.mismatch("two bools", inputs) }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let flags = inputs.map { $0.column?.bools ?? [] }
    return .column(.bools(map(flags[0], flags[1]) { Self.combined($0, $1) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("\(Self.kernel)(\(inputs[0].code), \(inputs[1].code))", .bool)
  }
}
