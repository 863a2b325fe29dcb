import Columns
import YAML

/// A user function of the notebook over its arguments.
package struct Call: RowOperation {
  package static let name = "call"
  package let function: Plan.Function

  package init(_ function: Plan.Function) {
    self.function = function
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    function = try attributes.function()
  }

  package var attributes: Attributes { Attributes(["function": .string(function.name)]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: function.parameters.count)
    guard !inputs.isEmpty else {
      throw TypeMismatch("'\(function.name)' has no parameters: it is no function of a row")
    }
    for (parameter, input) in zip(function.parameters, inputs) where parameter.type != input {
      throw TypeMismatch("'\(parameter.name)' of '\(function.name)' is a \(parameter.type), not \(input)")
    }
    return function.result
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    function.evaluate(inputs, rows: inputs.first?.count ?? 0, failures: &failures)
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let arguments = inputs.map(\.code).joined(separator: ", ")
    return SwiftExpression(
      "\(scope.function(function.name))(\(arguments), parameters: parameters, scratch: scratch)", function.result,
      canFail: true)
  }
}
