import Columns
import YAML

/// One number of a vector: a class's probability, a feature.
package struct Component: RowOperation {
  package static let name = "component"
  private let index: Int

  /// The number at `index`, from 0.
  package init(_ index: Int) {
    self.index = index
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    index = try attributes.int("index")
  }

  package var attributes: Attributes { Attributes(["index": .int(Int64(index))]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard case .vector(let count) = inputs[0].base, (0..<count).contains(index) else {
      throw TypeMismatch("'component' \(index) is not in \(inputs[0])")
    }
    return .float64
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let columns = inputs[0].vector, columns.indices.contains(index) else {
      return RowValues(missing: .float64, count: inputs[0].count)
    }
    return .column(columns[index])
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    SwiftExpression("component(\(index), of: \(inputs[0].code))", .float64)
  }
}
