import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A regressor: fits to a `RegressorModel`, whose operations predict, at replay and in production.
class RegressorObject: SupervisedObject {
  private(set) var model: RegressorModel?

  /// Fits, and gives the operations from the features to a vector of one number. Subclasses override it.
  func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  /// Whether a target of one column is taken for a vector; else it would make answers of two dimensions.
  var flattensTarget: Bool { true }

  override func learn(
    _ features: FeatureTable, _ y: Value, in context: Context
  ) throws(Raised) -> (model: any ServableModel, target: TracedColumn) {
    if !flattensTarget, try ScikitLearn.table(y, in: context)?.isOneDimensional == false {
      throw context.unsupportedNow("'\(type.name).fit' with a target of two dimensions")
    }
    let target = try ScikitLearn.column(y, in: context)
    let numbers = try context.numbers(target.values)
    if numbers.contains(where: \.isNaN) { throw .valueError("Input y contains NaN.") }
    let model = RegressorModel(
      className: type.name, parameters: try statedParameters(in: context),
      operations: try fitted(features, numbers, in: context))
    self.model = model
    return (model, target)
  }

  /// Takes over operations that were fitted elsewhere, over so many features.
  func adopt(_ operations: [any RowOperation], features count: Int, in context: Context) throws(Raised) {
    adopt(features: count)
    model = RegressorModel(
      className: type.name, parameters: try statedParameters(in: context), operations: operations)
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    let features = try samples(x, in: context)
    guard let model else { throw context.notFitted(self) }
    do throws(TraceError) {
      let column = try model.predicted(features.columns, in: context.tracer, origin: context.planOrigin)
      record("predict", features, [column], in: context)
      return column
    } catch {
      throw context.raised(error)
    }
  }

  override func score(
    _ x: Value, _ y: Value, weights: [Double]? = nil, in context: Context
  ) throws(Raised) -> Double {
    let predicted = try predicted(x, in: context)
    let truth = try context.numbers(ScikitLearn.column(y, in: context).values)
    let score = r2Score(truth, try context.numbers(predicted.values), weights: weights)
    context.note("r2", score, of: [predicted])
    return score
  }
}

/// A fitted regressor as row arithmetic: from the feature vector to a vector of one number.
struct RegressorModel: ServableModel {
  let className: String
  let parameters: [(name: String, value: String)]
  let operations: [any RowOperation]
  var classLabels: [Scalar] { [] }

  /// The answer for every row.
  func predicted(_ features: [TracedColumn], in tracer: Tracer, origin: Origin?) throws(TraceError) -> TracedColumn {
    var vector = try tracer.vector(of: features, origin: origin)
    for operation in operations { vector = try tracer.applying(operation, to: vector, origin: origin) }
    return try tracer.applyingToColumn(Component(0), to: vector, dtype: .float64, origin: origin)
  }

  func prediction(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction {
    var current = try tracer.vector(of: features, origin: origin)
    for operation in operations + [Component(0)] {
      do throws(TypeMismatch) {
        current = try tracer.functions.function(operation, [current], origin: origin)
      } catch {
        throw .type(error)
      }
    }
    return current
  }

  func probabilities(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction?
  {
    nil
  }
}
