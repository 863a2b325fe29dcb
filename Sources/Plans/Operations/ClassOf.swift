package import Columns
import Kernels
import YAML

/// The class with the largest number of a vector, the first of equals; of one score, the second class where it is above
/// zero. A NaN counts as largest, as in numpy's `argmax`.
package struct ClassOf: RowOperation {
  package static let name = "class-of"
  private let classes: [ExactScalar]

  /// - Parameter classes: all of one kind, in the vector's order.
  package init(_ classes: [Scalar]) {
    self.classes = classes.map { ExactScalar($0) }
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    classes = try attributes.scalars("classes")
  }

  package var attributes: Attributes { Attributes(["classes": .list(classes.map { YAMLNode($0.yaml) })]) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard let type = classes.first?.type, classes.allSatisfy({ $0.type == type }) else {
      throw TypeMismatch("'class-of' has no classes of one kind")
    }
    guard inputs[0] == .vector(classes.count) || inputs[0] == .vector(1) && classes.count == 2 else {
      throw Self.mismatch("\(ValueType.vector(classes.count))", inputs)
    }
    return type
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let columns = inputs[0].vector, let type = classes.first?.type else {
      return RowValues(missing: .int64, count: inputs[0].count)
    }
    let indices = rows(columns.map(\.float64s), count: inputs[0].count, width: 1) { _, input, output in
      // A lone class has a lone score, which decides nothing.
      output[0] = classes.count == 1 ? 0 : Double(largest(Vector(start: input, count: columns.count)))
    }
    let table = Column(classes.map(\.value), of: type)
    return .column(table.selecting(indices[0].float64s.map { Int($0) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    guard let type = classes.first?.type else { return inputs[0] }
    let literals = classes.map { SwiftExpression(literal: $0.value, type).typedCode }
    let index = "largest(\(inputs[0].code))"
    if literals.count == 2 {
      return SwiftExpression("chosen(\(literals[1]), if: \(index) == 1, else: \(literals[0]))", type)
    }
    if literals.count > 1, classes.map(\.value) == (0..<literals.count).map({ .int(Int64($0)) }) {
      return SwiftExpression("Int64(\(index))", type)
    }
    return SwiftExpression(
      "choice(\(index), (\(literals.joined(separator: ", "))), count: \(literals.count), as: \(swiftType(type)).self)",
      type)
  }
}
