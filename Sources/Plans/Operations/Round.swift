import Columns
import Kernels
import YAML

/// A float64 rounded to decimal digits, as numpy's `round` does by scaling, or exactly as Python's `round`. Integers pass.
package struct Round: RowOperation {
  package static let name = "round"
  private let digits: Int
  private let exactly: Bool

  /// - Parameters:
  ///   - digits: behind the point; negative before it.
  ///   - exactly: whether the decimal nearest to the exact value is taken, as Python does.
  package init(_ digits: Int, exactly: Bool = false) {
    self.digits = digits
    self.exactly = exactly
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    digits = try attributes.int("digits")
    exactly = try attributes.optionalBool("exactly") ?? false
  }

  package var attributes: Attributes {
    var attributes = Attributes(["digits": .int(Int64(digits))])
    if exactly { attributes.append("exactly", .bool(true)) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    guard input.base == .float64 || input.base == .int64 && digits >= 0 else {
      throw Self.mismatch("a float64", inputs)
    }
    return input
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard case .column(let column) = inputs[0], case .float64(let numbers) = column.storage else { return inputs[0] }
    guard exactly else { return .column(.floats(numbers.map { rounded($0, digits: digits) })) }
    let scratch = Scratch()
    return .column(
      .floats(
        numbers.map { number in
          defer { scratch.reset() }
          return decimallyRounded(number, digits: digits, scratch)
        }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    guard inputs[0].type.base == .float64 else { return inputs[0] }
    let code =
      exactly
      ? "decimallyRounded(\(inputs[0].code), digits: \(digits), scratch)"
      : "rounded(\(inputs[0].code), digits: \(digits))"
    return SwiftExpression(code, inputs[0].type)
  }
}
