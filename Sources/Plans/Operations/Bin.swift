package import Columns
import Kernels
import YAML

/// Which interval between edges holds a number, as pandas' `cut` says: its label, or its number from 0; missing outside.
package struct Bin: RowOperation {
  package static let name = "bin"
  private let edges: [ExactScalar]
  private let labels: [ExactScalar]
  private let right: Bool
  private let includeLowest: Bool

  /// - Parameters:
  ///   - edges: ascending, one more than there are intervals.
  ///   - labels: one for each interval, all of one kind; `nil` for the intervals' numbers.
  ///   - right: whether intervals hold their right edge, not their left.
  ///   - includeLowest: whether the first interval holds its left edge, too.
  package init(edges: [Double], labels: [Scalar]?, right: Bool = true, includeLowest: Bool = false) {
    self.edges = edges.map { ExactScalar(.float($0)) }
    self.labels = labels?.map { ExactScalar($0) } ?? []
    self.right = right
    self.includeLowest = includeLowest
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    edges = try attributes.floats("edges").map { ExactScalar(.float($0)) }
    labels = attributes.unread.contains("labels") ? try attributes.scalars("labels") : []
    right = try attributes.optionalBool("right") ?? true
    includeLowest = try attributes.optionalBool("lowest") ?? false
  }

  package var attributes: Attributes {
    var attributes = Attributes(["edges": .list(edges.map { YAMLNode($0.yaml) })])
    if !labels.isEmpty { attributes.append("labels", .list(labels.map { YAMLNode($0.yaml) })) }
    if !right { attributes.append("right", .bool(false)) }
    if includeLowest { attributes.append("lowest", .bool(true)) }
    return attributes
  }

  private var numbers: [Double] { edges.map(\.value.float64) }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectNumber(inputs)
    guard numbers.count > 1, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw TypeMismatch("'bin' has edges that do not ascend")
    }
    guard let label = labels.first else { return ValueType.int64.nullable }
    guard let type = label.type, labels.count == edges.count - 1, labels.allSatisfy({ $0.type == type }) else {
      throw TypeMismatch("'bin' has \(labels.count) labels for \(edges.count - 1) intervals, or of several kinds")
    }
    return type.nullable
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let indices = numbers.withUnsafeBufferPointer { edges in
      (inputs[0].column?.float64s ?? []).map { binIndex($0, edges, right, includeLowest) }
    }
    let mask = indices.map { $0 == nil }
    guard let type = labels.first?.type else {
      return .column(Column(.int64(indices.map { Int64($0 ?? 0) })).masked(mask))
    }
    let table = Column(labels.map(\.value), of: type)
    return .column(table.selecting(indices.map { $0 ?? 0 }).masked(mask))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let literals = numbers.map { swiftLiteral($0) }.joined(separator: ", ")
    let options = (right ? "" : ", right: false") + (includeLowest ? ", includeLowest: true" : "")
    let bin = "bin(\(inputs[0].cast(to: .float64)), (\(literals)), count: \(edges.count)\(options))"
    guard let type = labels.first?.type else {
      return SwiftExpression("\(bin).map { Int64($0) }", ValueType.int64.nullable)
    }
    let names = labels.map { SwiftExpression(literal: $0.value, type).typedCode }.joined(separator: ", ")
    let choice = "choice($0, (\(names)), count: \(labels.count), as: \(swiftType(type)).self)"
    let label = "\(bin).map { \(choice) }"
    return SwiftExpression(type.isFloat ? "float64(\(label))" : label, type.nullable)
  }
}
