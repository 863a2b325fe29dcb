import Columns
import Plans
import Tracing

/// A fitted classifier as row arithmetic: from the feature vector to scores, probabilities and the class.
struct ClassifierModel: ServableModel {
  let className: String
  let parameters: [(name: String, value: String)]
  let classLabels: [Scalar]
  /// From features to the vector that decides: the largest number is the class, or the sign of the only one.
  let decision: [any RowOperation]
  /// From features to a probability a class; empty where there are none.
  let probability: [any RowOperation]
  /// From features to what `decision_function` gives.
  let scores: [any RowOperation]

  /// The class of every row.
  func predicted(_ features: [TracedColumn], in tracer: Tracer, origin: Origin?) throws(TraceError) -> TracedColumn {
    let vector = try applied(decision, to: features, in: tracer, origin: origin)
    return try tracer.applyingToColumn(ClassOf(classLabels), to: vector, origin: origin)
  }

  /// A column a class.
  func probabilities(
    _ features: [TracedColumn], in tracer: Tracer, origin: Origin?
  ) throws(TraceError) -> [TracedColumn] {
    let vector = try applied(probability, to: features, in: tracer, origin: origin)
    return try tracer.components(of: vector, origin: origin)
  }

  /// The numbers that decide, a column each.
  func decisions(_ features: [TracedColumn], in tracer: Tracer, origin: Origin?) throws(TraceError) -> [TracedColumn] {
    try tracer.components(of: applied(scores, to: features, in: tracer, origin: origin), origin: origin)
  }

  private func applied(
    _ operations: [any RowOperation], to features: [TracedColumn], in tracer: Tracer, origin: Origin?
  ) throws(TraceError) -> TracedVector {
    var vector = try tracer.vector(of: features, origin: origin)
    for operation in operations { vector = try tracer.applying(operation, to: vector, origin: origin) }
    return vector
  }

  // MARK: ServableModel

  func prediction(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction {
    try chained(decision + [ClassOf(classLabels)], features, tracer, origin)
  }

  func probabilities(
    of features: [RowFunction], in tracer: Tracer, origin: Origin?
  ) throws(TraceError) -> RowFunction? {
    probability.isEmpty ? nil : try chained(probability, features, tracer, origin)
  }

  private func chained(
    _ operations: [any RowOperation], _ features: [RowFunction], _ tracer: Tracer, _ origin: Origin?
  ) throws(TraceError) -> RowFunction {
    var current = try tracer.vector(of: features, origin: origin)
    for operation in operations {
      do throws(TypeMismatch) {
        current = try tracer.functions.function(operation, [current], origin: origin)
      } catch {
        throw .type(error)
      }
    }
    return current
  }
}
