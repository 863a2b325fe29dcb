import Columns
import Kernels
import YAML

/// One feature times a factor plus an offset, as `MinMaxScaler` does it, held within bounds if it clips; missing gives NaN.
package struct Rescale: RowOperation {
  package static let name = "rescale"
  private let factor: Double
  private let offset: Double
  private let bounds: Bounds?

  private struct Bounds: Hashable, Sendable {
    let lower: Double
    let upper: Double
  }

  /// - Parameters:
  ///   - factor: `scale_`.
  ///   - offset: `min_`.
  ///   - bounds: the feature range, where the scaler clips.
  package init(factor: Double, offset: Double, bounds: ClosedRange<Double>? = nil) {
    self.factor = factor
    self.offset = offset
    self.bounds = bounds.map { Bounds(lower: $0.lowerBound, upper: $0.upperBound) }
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    factor = try attributes.float("factor")
    offset = try attributes.float("offset")
    guard attributes.unread.contains("bounds") else {
      bounds = nil
      return
    }
    let ends = try attributes.floats("bounds")
    guard ends.count == 2, ends[0] <= ends[1] else { throw PlanError("'bounds' of 'rescale' must be two numbers") }
    bounds = Bounds(lower: ends[0], upper: ends[1])
  }

  package var attributes: Attributes {
    var attributes = Attributes(["factor": .float(factor), "offset": .float(offset)])
    if let bounds { attributes.append("bounds", .list([YAMLNode(bounds.lower), YAMLNode(bounds.upper)])) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    guard factor.isFinite, offset.isFinite else { throw TypeMismatch("'rescale' has a number that is not finite") }
    return ValueType(.float64, nullable: input.isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let scaled = (inputs[0].column?.float64s ?? []).map { sum(product($0, factor), offset) }
    guard let bounds else { return .column(.floats(scaled)) }
    return .column(.floats(scaled.map { clipped($0, from: bounds.lower, to: bounds.upper) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.float64, nullable: inputs[0].type.isNullable)
    let code = "sum(product(\(inputs[0].cast(to: .float64)), \(swiftLiteral(factor))), \(swiftLiteral(offset)))"
    guard let bounds else { return SwiftExpression(code, type) }
    let ends = "from: \(swiftLiteral(bounds.lower)), to: \(swiftLiteral(bounds.upper))"
    return SwiftExpression("clipped(\(code), \(ends))", type)
  }
}
