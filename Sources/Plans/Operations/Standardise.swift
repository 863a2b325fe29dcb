import Columns
import Kernels
import YAML

/// One feature centred and scaled: `(x - mean) / scale`, as `StandardScaler` does it; missing gives NaN.
package struct Standardise: RowOperation {
  package static let name = "standardise"
  private let mean: Double
  private let scale: Double

  package init(mean: Double, scale: Double) {
    self.mean = mean
    self.scale = scale
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    mean = try attributes.float("mean")
    scale = try attributes.float("scale")
  }

  package var attributes: Attributes { Attributes(["mean": .float(mean), "scale": .float(scale)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    guard mean.isFinite, scale.isFinite else {
      throw TypeMismatch("'standardise' has a mean or scale that is not finite")
    }
    return ValueType(.float64, nullable: input.isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    .column(.floats((inputs[0].column?.float64s ?? []).map { standardised($0, mean: mean, scale: scale) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.float64, nullable: inputs[0].type.isNullable)
    let arguments = "mean: \(swiftLiteral(mean)), scale: \(swiftLiteral(scale))"
    return SwiftExpression("standardised(\(inputs[0].cast(to: .float64)), \(arguments))", type)
  }
}
