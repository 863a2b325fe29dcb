package import Columns
import Kernels
import YAML

/// The number, at least `lower` and at most `upper`; missing stays missing.
package struct Clip: RowOperation {
  package static let name = "clip"
  private let lower: ExactScalar?
  private let upper: ExactScalar?

  /// Bounds of the column's own kind; `nil` for none.
  package init(from lower: Scalar?, to upper: Scalar?) {
    self.lower = lower.map { ExactScalar($0) }
    self.upper = upper.map { ExactScalar($0) }
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    lower = attributes.unread.contains("lower") ? try attributes.scalar("lower") : nil
    upper = attributes.unread.contains("upper") ? try attributes.scalar("upper") : nil
  }

  package var attributes: Attributes {
    var attributes = Attributes()
    if let lower { attributes.append("lower", lower.yaml) }
    if let upper { attributes.append("upper", upper.yaml) }
    return attributes
  }

  private var integers: (Int64, Int64)? {
    var bounds = (Int64.min, Int64.max)
    if let lower {
      guard case .int(let number) = lower.value else { return nil }
      bounds.0 = number
    }
    if let upper {
      guard case .int(let number) = upper.value else { return nil }
      bounds.1 = number
    }
    return bounds
  }

  private var floats: (Double, Double) {
    (lower?.value.float64 ?? -.infinity, upper?.value.float64 ?? .infinity)
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    let numeric = [lower, upper].allSatisfy { $0 == nil || !($0?.value.float64.isNaN ?? true) }
    guard numeric, input.base == .float64 || input.base == .int64 && integers != nil else {
      throw Self.mismatch("a number of its bounds' kind", inputs)
    }
    return input
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    if case .int64(let numbers) = column.storage, let bounds = integers {
      return .column(
        Column(.int64(numbers.map { clipped($0, from: bounds.0, to: bounds.1) })).masked(column.missing))
    }
    let bounds = floats
    return .column(.floats(column.float64s.map { clipped($0, from: bounds.0, to: bounds.1) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = inputs[0].type
    guard type.base == .int64, let bounds = integers else {
      let (low, high) = (swiftLiteral(floats.0), swiftLiteral(floats.1))
      return SwiftExpression("clipped(\(inputs[0].code), from: \(low), to: \(high))", type)
    }
    let call = { (x: String) in "clipped(\(x), from: \(bounds.0), to: \(bounds.1))" }
    return SwiftExpression(spelledText(inputs[0], call), type)
  }
}
