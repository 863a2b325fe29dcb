import Columns
package import Kernels
import YAML

/// One feature raised to a fitted power, as `PowerTransformer` does it; missing gives NaN.
package struct PowerTransformOperation: RowOperation {
  package static let name = "power-transform"
  private let transform: PowerTransform
  private let lambda: ExactScalar

  package init(_ transform: PowerTransform, lambda: Double) {
    self.transform = transform
    self.lambda = ExactScalar(.float(lambda))
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    let word = try attributes.string("form")
    guard let form = Self.forms.first(where: { $0.word == word }) else {
      throw PlanError("'form' of 'power-transform' is unknown")
    }
    transform = form.transform
    lambda = ExactScalar(.float(try attributes.float("lambda")))
  }

  private static let forms: [(transform: PowerTransform, word: String, spelling: String)] = [
    (.yeoJohnson, "yeo-johnson", "yeoJohnson"),
    (.yeoJohnsonByLogarithm, "yeo-johnson-by-logarithm", "yeoJohnsonByLogarithm"),
    (.yeoJohnsonInverse, "yeo-johnson-inverse", "yeoJohnsonInverse"),
    (.boxCox, "box-cox", "boxCox"), (.boxCoxInverse, "box-cox-inverse", "boxCoxInverse"),
    (.boxCoxInverseByLogarithm, "box-cox-inverse-by-logarithm", "boxCoxInverseByLogarithm"),
  ]

  private var form: (transform: PowerTransform, word: String, spelling: String)? {
    Self.forms.first { $0.transform == transform }
  }

  package var attributes: Attributes {
    Attributes(["form": .string(form?.word ?? ""), "lambda": .float(lambda.value.float64)])
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectNumber(inputs)
    guard lambda.value.float64.isFinite else { throw TypeMismatch("'power-transform' has a power that is not finite") }
    return ValueType(.float64, nullable: input.isNullable)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let power = lambda.value.float64
    return .column(
      .floats((inputs[0].column?.float64s ?? []).map { powerTransformed($0, transform, lambda: power) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.float64, nullable: inputs[0].type.isNullable)
    let arguments = ".\(form?.spelling ?? ""), lambda: \(swiftLiteral(lambda.value.float64))"
    return SwiftExpression("powerTransformed(\(inputs[0].cast(to: .float64)), \(arguments))", type)
  }
}
