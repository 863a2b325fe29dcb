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

  /// Whether the latest fit's target had two dimensions, `(n, 1)` as well as `(n, 3)`.
  private(set) var learnsTable = false
  /// Whether the answers have two dimensions.
  private(set) var answersInTables = false

  /// Fits to a target of several columns, and gives the operations from the features to a vector of an answer a column.
  /// Subclasses override it.
  func fitted(
    _ features: FeatureTable, targets: [[Double]], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    throw context.unsupportedNow("'\(type.name).fit' with several targets")
  }

  override func learn(
    _ features: FeatureTable, _ y: Value, in context: Context
  ) throws(Raised) -> (model: any ServableModel, target: TracedColumn) {
    let table = try ScikitLearn.table(y, in: context)
    learnsTable = table?.isOneDimensional == false
    let kept = tableTarget(context.era)
    let columns = learnsTable && (kept == .kept || kept == .keptIfSeveral) ? table?.tracedColumns ?? [] : []
    answersInTables = columns.count > (kept == .kept ? 0 : 1)
    guard columns.count > 1 else { return try learn(features, ScikitLearn.column(y, in: context), in: context) }
    var targets: [[Double]] = []
    for column in columns { targets.append(try numbers(column, in: context)) }
    let model = RegressorModel(
      className: type.name, parameters: try statedParameters(in: context),
      operations: try fitted(features, targets: targets, in: context), answers: columns.count)
    self.model = model
    return (model, columns[0])
  }

  private func learn(
    _ features: FeatureTable, _ target: TracedColumn, in context: Context
  ) throws(Raised) -> (model: any ServableModel, target: TracedColumn) {
    let model = RegressorModel(
      className: type.name, parameters: try statedParameters(in: context),
      operations: try fitted(features, numbers(target, in: context), in: context))
    self.model = model
    return (model, target)
  }

  private func numbers(_ target: TracedColumn, in context: Context) throws(Raised) -> [Double] {
    let numbers = try context.numbers(target.values)
    if numbers.contains(where: \.isNaN) { throw .valueError("Input y contains NaN.") }
    return numbers
  }

  /// Takes over operations that were fitted elsewhere, over so many features.
  func adopt(_ operations: [any RowOperation], features count: Int, in context: Context) throws(Raised) {
    adopt(features: count)
    model = RegressorModel(
      className: type.name, parameters: try statedParameters(in: context), operations: operations)
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    try answers(x, in: context)[0]
  }

  override func answer(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard answersInTables else { return try super.answer(x, in: context) }
    let columns = try answers(x, in: context)
    return .object(ArrayObject(columns: columns, rows: columns[0].count, dtype: .float64))
  }

  /// The answers to every target, one at least.
  private func answers(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    let features = try samples(x, in: context)
    guard let model else { throw context.notFitted(self) }
    do throws(TraceError) {
      let columns = try model.predicted(features.columns, in: context.tracer, origin: context.planOrigin)
      record("predict", features, columns, in: context)
      return columns
    } catch {
      throw context.raised(error)
    }
  }

  override func score(
    _ x: Value, _ y: Value, weights: [Double]? = nil, in context: Context
  ) throws(Raised) -> Double {
    if answersInTables, let truth = try ScikitLearn.table(y, in: context)?.tracedColumns, truth.count > 1 {
      return try meanScore(answers(x, in: context), truth, weights, in: context)
    }
    let predicted = try predicted(x, in: context)
    let truth = try context.numbers(ScikitLearn.column(y, in: context).values)
    let score = r2Score(truth, try context.numbers(predicted.values), weights: weights)
    context.note("r2", score, of: [predicted])
    return score
  }

  /// The mean of the targets' scores, each weighing the same.
  private func meanScore(
    _ answers: [TracedColumn], _ truth: [TracedColumn], _ weights: [Double]?, in context: Context
  ) throws(Raised) -> Double {
    guard answers.count == truth.count else {
      throw .valueError("y_true and y_pred have different number of output (\(truth.count)!=\(answers.count))")
    }
    var sum = 0.0
    for (answer, truth) in zip(answers, truth) {
      sum += r2Score(try context.numbers(truth.values), try context.numbers(answer.values), weights: weights)
    }
    let score = sum / Double(answers.count)
    context.note("r2", score, of: answers)
    return score
  }
}

/// A fitted regressor as row arithmetic: from the feature vector to a vector of a number for each target.
struct RegressorModel: ServableModel {
  let className: String
  let parameters: [(name: String, value: String)]
  let operations: [any RowOperation]
  /// How many targets there are.
  var answers = 1
  var classLabels: [Scalar] { [] }

  /// The answers for every row, a column a target.
  func predicted(_ features: [TracedColumn], in tracer: Tracer, origin: Origin?) throws(TraceError) -> [TracedColumn] {
    var vector = try tracer.vector(of: features, origin: origin)
    for operation in operations { vector = try tracer.applying(operation, to: vector, origin: origin) }
    var columns: [TracedColumn] = []
    for target in 0..<answers {
      columns.append(try tracer.applyingToColumn(Component(target), to: vector, dtype: .float64, origin: origin))
    }
    return columns
  }

  func prediction(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction {
    if answers > 1 {
      throw .type(TypeMismatch("'\(className)' answers with \(answers) numbers a row, a model with one"))
    }
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
