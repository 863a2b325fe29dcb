import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// AdaBoost for classes: SAMME, and up to scikit-learn 1.5 SAMME.R.
final class AdaBoostClassifierObject: EnsembleClassifierObject, AdaBoostObject {
  private(set) var members: [EnsembleMember] = []
  private(set) var memberWeights: [Double] = []
  private(set) var memberErrors: [Double] = []
  private var isReal = false
  private var isModern = false
  let keepsFrames = false

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    isModern = context.era == .modern
    isReal = parameter("algorithm").stringValue == "SAMME.R"
    let template = try template(ScikitLearn.decisionTreeClassifier, depth: 1, in: context)
    let random = try random(in: context)
    let rate = try context.double(parameter("learning_rate")) ?? 1
    var fitted: [EnsembleMember] = []
    let result = try rounds(x, in: context) { (index, count, weights) throws(Raised) in
      let member = try EnsembleMember(copying: template, random: random, in: context)
      guard member.takesWeights else {
        throw .valueError("\(member.value.typeName) doesn't support sample_weight.")
      }
      try member.fit(x.value, y, weights: weights, in: context)
      fitted.append(member)
      let isLast = index == count - 1
      return isReal
        ? try realStep(member, x, target, weights, rate, isLast, in: context)
        : try discreteStep(member, x, target, weights, rate, isLast, &fitted, in: context)
    }
    (members, memberWeights, memberErrors) = (fitted, result.weights, result.errors)
  }

  private typealias Step = (weights: [Double], weight: Double, error: Double)

  /// The weighted share of wrong answers.
  private func error(_ isWrong: [Bool], _ weights: [Double]) -> Double {
    let wrong = zip(isWrong, weights).map { $0 ? $1 : 0 }
    return pairwiseSum(wrong, count: wrong.count) / pairwiseSum(weights, count: weights.count)
  }

  private func discreteStep(
    _ member: EnsembleMember, _ x: EnsembleSamples, _ target: EnsembleTarget, _ weights: [Double], _ rate: Double,
    _ isLast: Bool, _ fitted: inout [EnsembleMember], in context: Context
  ) throws(Raised) -> Step? {
    let column = try member.outputs("predict", x.value, in: context)
    let predicted = try context.numbers(column[0].values)
    let isWrong = zip(predicted, target.codes).map { $0 != Double($1) }
    let error = error(isWrong, weights)
    if error <= 0 { return (weights, 1, 0) }
    let classes = Double(target.classes.count)
    if error >= 1 - 1 / classes {
      fitted.removeLast()
      if !fitted.isEmpty { return nil }
      throw .valueError("BaseClassifier in AdaBoostClassifier ensemble is worse than random, ensemble can not be fit.")
    }
    let weight = rate * (naturalLogarithm((1 - error) / error) + naturalLogarithm(classes - 1))
    if isLast { return (weights, weight, error) }
    let next = zip(weights, isWrong).map { w, wrong in
      exponential(naturalLogarithm(w) + weight * (wrong ? 1 : 0) * (w > 0 ? 1 : 0))
    }
    return (next, weight, error)
  }

  private func realStep(
    _ member: EnsembleMember, _ x: EnsembleSamples, _ target: EnsembleTarget, _ weights: [Double], _ rate: Double,
    _ isLast: Bool, in context: Context
  ) throws(Raised) -> Step? {
    var columns: [[Double]] = []
    for column in try member.outputs("predict_proba", x.value, in: context) { columns.append(column.values.float64s) }
    let count = columns.count
    var next = weights
    var isWrong = [Bool](repeating: false, count: weights.count)
    let factor = -1 * rate * ((Double(count) - 1) / Double(count))
    var terms = [Double](repeating: 0, count: count)
    for row in weights.indices {
      var best = 0
      for k in 0..<count {
        if columns[k][row] > columns[best][row] { best = k }
        let coding = k == target.codes[row] ? 1 : -1 / (Double(count) - 1)
        terms[k] = coding * naturalLogarithm(max(columns[k][row], 0x1p-52))
      }
      isWrong[row] = best != target.codes[row]
      let weight = factor * pairwiseSum(terms, count: count)
      next[row] *= exponential(weight * (weights[row] > 0 || weight < 0 ? 1 : 0))
    }
    let error = error(isWrong, weights)
    if error <= 0 { return (weights, 1, 0) }
    return (isLast ? weights : next, 1, error)
  }

  /// What a member adds to the decision.
  private func contribution(_ index: Int, _ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    if isReal {
      return try context.applying(AdaptiveScores(), to: members[index].vector("predict_proba", x.value, in: context))
    }
    let (count, weight) = (labels?.count ?? 0, memberWeights[index])
    let miss = isModern ? -1 / Double(count - 1) * weight : 0
    return try members[index].votes(x.value, classes: count, hit: weight, miss: miss, in: context)
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    var parts: [TracedVector] = []
    for index in members.indices { parts.append(try contribution(index, x, in: context)) }
    return try decision(context.sum(parts), norm: pairwiseSum(memberWeights, count: memberWeights.count), in: context)
  }

  private func decision(_ sum: TracedVector, norm: Double, in context: Context) throws(Raised) -> TracedVector {
    let mean = try context.applying(DivideVector(by: norm), to: sum)
    return labels?.count == 2 ? try context.applying(ScoreDifference(), to: mean) : mean
  }

  override func scored(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? {
    try decisive(x, in: context)
  }

  override func likely(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? {
    let decision = try decisive(x, in: context)
    let count = labels?.count ?? 0
    let scores =
      count == 2
      ? try context.applying(OpposedScores(), to: decision)
      : try context.applying(DivideVector(by: Double(count - 1)), to: decision)
    return try context.applying(Softmax(), to: scores)
  }

  /// The classes after each round.
  fileprivate func stagedClasses(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    let samples = try ready(x, in: context)
    var (sum, norm): (TracedVector?, Double) = (nil, 0)
    var stages: [TracedColumn] = []
    for index in members.indices {
      norm += memberWeights[index]
      let part = try contribution(index, samples, in: context)
      let total = try sum.map { (sum) throws(Raised) in try context.sum([sum, part]) } ?? part
      sum = total
      stages.append(try context.decided(labels ?? [], by: decision(total, norm: norm, in: context)))
    }
    return stages
  }

  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["algorithm", "base_estimator"] : [] }
  override func clone() -> EstimatorObject { AdaBoostClassifierObject(cloning: self) }
}

extension ScikitLearn {
  package enum AdaBoostClassifier {}

  nonisolated(unsafe) static let adaBoostClassifier = estimatorType(
    "AdaBoostClassifier", module: "sklearn.ensemble._weight_boosting", mixin: classifier,
    members: AdaBoostClassifier.members + Ensemble.members + AdaBoost.members)
}

extension ScikitLearn.AdaBoostClassifier {
  /// `sklearn.ensemble.AdaBoostClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, estimator=None, *, n_estimators=50, learning_rate=1.0, algorithm='SAMME.R', random_state=None, \
    base_estimator='deprecated')
    """
  ) { call in .object(try AdaBoostClassifierObject(call, type: ScikitLearn.adaBoostClassifier)) }

  /// `staged_predict(X)`: the classes after each round.
  static let stagedPredict = Method("staged_predict(self, X)") { call in
    let stages = try call.receiver(as: AdaBoostClassifierObject.self).stagedClasses(call["X"], in: call.context)
    return .object(ArrayIterator(stages.map { .object(ArrayObject($0)) }, type: Types.generator))
  }

  /// `staged_score(X, y)`: the accuracy after each round.
  static let stagedScore = Method("staged_score(self, X, y)") { call in
    let context = call.context
    let stages = try call.receiver(as: AdaBoostClassifierObject.self).stagedClasses(call["X"], in: context)
    var scores: [Value] = []
    for stage in stages {
      let pair = try LabelPair(call["y"], .object(ArrayObject(stage)), in: context)
      scores.append(ScikitLearn.score(accuracy(pair.truth, pair.predicted), in: context))
    }
    return .object(ArrayIterator(scores, type: Types.generator))
  }
}
