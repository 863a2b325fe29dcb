import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// AdaBoost for numbers: AdaBoost.R2.
final class AdaBoostRegressorObject: EnsembleRegressorObject, AdaBoostObject {
  private(set) var members: [EnsembleMember] = []
  private(set) var memberWeights: [Double] = []
  private(set) var memberErrors: [Double] = []
  let keepsFrames = false

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    let template = try template(ScikitLearn.decisionTreeRegressor, depth: 3, in: context)
    let random = try random(in: context)
    let rate = try context.double(parameter("learning_rate")) ?? 1
    var fitted: [EnsembleMember] = []
    let result = try rounds(x, in: context) { (index, count, weights) throws(Raised) in
      let member = try EnsembleMember(copying: template, random: random, in: context)
      let rows: [Int]
      do throws(LearningError) {
        rows = try random.choice(probabilities: weights, count: x.rowCount, replacing: true)
      } catch {
        throw context.raised(error)
      }
      try member.fit(ScikitLearn.rows(x.value, rows, in: context), target.selecting(rows), in: context)
      fitted.append(member)
      let column = try member.outputs("predict", x.value, in: context)
      let predicted = try context.numbers(column[0].values)
      return step(predicted, target.numbers, weights, rate, index == count - 1, &fitted)
    }
    (members, memberWeights, memberErrors) = (fitted, result.weights, result.errors)
  }

  private func step(
    _ predicted: [Double], _ truth: [Double], _ weights: [Double], _ rate: Double, _ isLast: Bool,
    _ fitted: inout [EnsembleMember]
  ) -> (weights: [Double], weight: Double, error: Double)? {
    let rows = weights.indices.filter { weights[$0] > 0 }
    var errors = rows.map { (predicted[$0] - truth[$0]).magnitude }
    if let largest = errors.max(), largest != 0 { errors = errors.map { $0 / largest } }
    switch parameter("loss").stringValue {
    case "square": errors = errors.map { $0 * $0 }
    case "exponential": errors = errors.map { 1 - exponential(-$0) }
    default: break
    }
    let products = zip(rows, errors).map { weights[$0] * $1 }
    let error = pairwiseSum(products, count: products.count)
    if error <= 0 { return (weights, 1, 0) }
    if error >= 0.5 {
      if fitted.count > 1 { fitted.removeLast() }
      return nil
    }
    let beta = error / (1 - error)
    let weight = rate * naturalLogarithm(1 / beta)
    if isLast { return (weights, weight, error) }
    var next = weights
    for (row, error) in zip(rows, errors) { next[row] *= power(beta, (1 - error) * rate) }
    return (next, weight, error)
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    try median(x, members.count, in: context)
  }

  /// The weighted median of the first members' answers.
  private func median(_ x: EnsembleSamples, _ count: Int, in context: Context) throws(Raised) -> TracedVector {
    var answers: [TracedColumn] = []
    var weights: [TracedColumn] = []
    for (member, weight) in zip(members, memberWeights).prefix(count) {
      let column = try context.first(of: member.prediction(x.value, in: context))
      answers.append(column)
      var constant = TracedColumn(
        values: .floats([Double](repeating: weight, count: column.count)), dtype: .float64, domain: column.domain)
      if column.function != nil {
        do throws(TraceError) {
          constant.function = try context.tracer.constant(.float(weight), fitted: nil, origin: context.planOrigin)
        } catch {
          throw context.raised(error)
        }
      }
      weights.append(constant)
    }
    return try context.applying(WeightedMedian(), to: context.vector(of: answers), context.vector(of: weights))
  }

  /// The answers after each round.
  fileprivate func stages(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    let samples = try ready(x, in: context)
    var stages: [TracedColumn] = []
    for count in 1...max(members.count, 1) {
      stages.append(try context.first(of: median(samples, count, in: context)))
    }
    return stages
  }

  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["base_estimator"] : [] }
  override func clone() -> EstimatorObject { AdaBoostRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum AdaBoostRegressor {}

  nonisolated(unsafe) static let adaBoostRegressor = estimatorType(
    "AdaBoostRegressor", module: "sklearn.ensemble._weight_boosting", mixin: regressor,
    members: AdaBoostRegressor.members + Ensemble.members + AdaBoost.members)
}

extension ScikitLearn.AdaBoostRegressor {
  /// `sklearn.ensemble.AdaBoostRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, estimator=None, *, n_estimators=50, learning_rate=1.0, loss='linear', random_state=None, \
    base_estimator='deprecated')
    """
  ) { call in .object(try AdaBoostRegressorObject(call, type: ScikitLearn.adaBoostRegressor)) }

  /// `staged_predict(X)`: the answers after each round.
  static let stagedPredict = Method("staged_predict(self, X)") { call in
    let stages = try call.receiver(as: AdaBoostRegressorObject.self).stages(call["X"], in: call.context)
    return .object(ArrayIterator(stages.map { .object(ArrayObject($0)) }, type: Types.generator))
  }
}
