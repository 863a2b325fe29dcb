import Columns

extension SwiftExpression {
  /// A missing value of a type.
  init(missing type: ValueType) {
    self.init(literal: .missing, type.nullable)
  }

  /// The code of the number as another kind, as numpy's promotion makes it; a literal becomes one of that kind.
  func cast(to kind: NumberKind) -> String {
    guard let own = NumberKind(type), own != kind else { return code }
    if isLiteral, let literal = literalCast(to: kind) { return literal }
    switch kind {
    case .float64: return "float64(\(code))"
    case .float32: return own == .bool ? "float32(float64(\(code)))" : "float32(\(code))"
    case .int64: return "int64(\(code))"
    case .bool: return "truth(\(code))"
    }
  }

  private func literalCast(to kind: NumberKind) -> String? {
    let number: Double
    switch NumberKind(type) {
    case .int64:
      guard let integer = Int64(code) else { return kind == .float64 ? "Double.nan" : nil }
      number = Double(integer)
    case .bool:
      guard let flag = Bool(code) else { return kind == .float64 ? "Double.nan" : nil }
      number = flag ? 1 : 0
    default: return nil
    }
    switch kind {
    case .float64: return swiftLiteral(number)
    case .int64: return String(Int64(number))
    default: return nil
    }
  }

  /// The code where no context says of which type a literal is: `Int64(3)`.
  var typedCode: String {
    isLiteral && type.base == .int64 && Int64(code) != nil ? "Int64(\(code))" : code
  }
}
