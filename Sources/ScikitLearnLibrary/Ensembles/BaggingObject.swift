import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What bagging for classes and for numbers share: each member sees drawn rows and drawn features.
protocol BaggingObject: EnsembleObject {
  var members: [EnsembleMember] { get set }
  /// The features that each member sees.
  var memberFeatures: [[Int]] { get set }
  var standardMember: TypeObject { get }
}

extension BaggingObject {
  /// The estimator that is copied: `estimator`, up to scikit-learn 1.3 also `base_estimator`.
  func template(in context: Context) throws(Raised) -> Value {
    for name in ["estimator", "base_estimator"] as [PythonString] {
      let value = parameter(name)
      if !value.isNone, value.stringValue != "deprecated" { return value }
    }
    return try context.call(.object(standardMember), CallArguments([]))
  }

  /// How many of `total` a share means; a fraction is cut off.
  private func size(_ name: PythonString, of total: Int, in context: Context) throws(Raised) -> Int {
    switch parameter(name) {
    case .none: return total
    case .float(let share):
      return max(name == "max_features" || context.era == .modern ? 1 : 0, Int(share * Double(total)))
    case let other: return try context.index(other)
    }
  }

  func fitBags(
    _ x: EnsembleSamples, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    try check("n_estimators", in: context, "an int in the range [1, inf)") { $0 >= 1 }
    let scoresOutOfBag = try scoresOutOfBag(in: context)
    if try context.truth(parameter("warm_start")), !members.isEmpty {
      throw context.unsupportedNow("'warm_start' of \(type.name)")
    }
    let count = try context.index(parameter("n_estimators"))
    let rows = try size("max_samples", of: x.rowCount, in: context)
    let features = try size("max_features", of: x.columns.count, in: context)
    if rows <= 0 || context.era == .classic && rows > x.rowCount {
      throw .valueError(rows <= 0 ? "max_samples must be > 0" : "max_samples must be <= n_samples")
    }
    if features > x.columns.count { throw .valueError("max_features must be <= n_features") }
    let template = try template(in: context)
    let random = try random(in: context)
    var fitted: [EnsembleMember] = []
    var seen: [[Int]] = []
    var drawnRows: [[Int]] = []
    for seed in random.integers(from: 0, below: Int(Int32.max), count: count) {
      let seed = UInt32(seed)
      let member = try EnsembleMember(copying: template, random: RandomState(seed: seed), in: context)
      let draws = RandomState(seed: seed)
      let own = try drawn(features, of: x.columns.count, "bootstrap_features", draws, in: context)
      let chosen = try drawn(rows, of: x.rowCount, "bootstrap", draws, in: context)
      try fit(member, x.selecting(features: own), chosen, target, in: context)
      fitted.append(member)
      seen.append(own)
      drawnRows.append(chosen)
    }
    members = fitted
    memberFeatures = seen
    for name: PythonString in ["oob_score_", "oob_prediction_", "oob_decision_function_"] { learned[name] = nil }
    if scoresOutOfBag { try learnOutOfBag(x, target, drawn: drawnRows, in: context) }
  }

  /// Positions drawn with or without being put back.
  private func drawn(
    _ count: Int, of total: Int, _ flag: PythonString, _ random: RandomState, in context: Context
  ) throws(Raised) -> [Int] {
    if try context.truth(parameter(flag)) { return random.integers(from: 0, below: total, count: count) }
    if count > total { throw .valueError("Cannot take a larger sample than population when 'replace=False'") }
    return random.sampleWithoutReplacement(count, of: total)
  }

  private func fit(
    _ member: EnsembleMember, _ x: Value, _ rows: [Int], _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    guard member.takesWeights else {
      if sampleWeights != nil { throw .valueError("The base estimator doesn't support sample weight") }
      return try member.fit(
        ScikitLearn.rows(x, rows, in: context), target.selecting(rows), in: context)
    }
    if sampleWeights != nil, context.era == .modern {
      throw context.unsupportedNow("argument 'sample_weight' of '\(type.name).fit'", id: "unsupported-argument")
    }
    var weights = [Double](repeating: 0, count: target.column.count)
    for row in rows { weights[row] += 1 }
    if let given = sampleWeights { weights = zip(given, weights).map { $0 * $1 } }
    try member.fit(x, target.value, weights: weights, in: context)
  }
}

/// Members on bootstrap samples whose probabilities are averaged.
final class BaggingClassifierObject: EnsembleClassifierObject, BaggingObject {
  var members: [EnsembleMember] = []
  var memberFeatures: [[Int]] = []
  let keepsFrames = false
  var standardMember: TypeObject { ScikitLearn.decisionTreeClassifier }

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    try fitBags(x, target, in: context)
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    let count = labels?.count ?? 0
    var vectors: [TracedVector] = []
    for (member, features) in zip(members, memberFeatures) {
      let x = x.selecting(features: features)
      if try member.has("predict_proba", in: context) {
        let columns = try member.outputs("predict_proba", x, in: context)
        if columns.count != count { throw context.unsupportedNow("a member of an ensemble that saw too few classes") }
        vectors.append(try context.vector(of: columns))
      } else {
        vectors.append(try member.votes(x, classes: count, hit: 1, miss: 0, in: context))
      }
    }
    return try context.average(vectors, weights: nil)
  }

  override func likely(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? {
    try decisive(x, in: context)
  }

  override var hasDecisionFunction: Bool { false }
  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["base_estimator"] : [] }
  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "max_samples" && era == .classic ? 1.0 : nil
  }
  override func clone() -> EstimatorObject { BaggingClassifierObject(cloning: self) }
}

/// Members on bootstrap samples whose answers are averaged.
final class BaggingRegressorObject: EnsembleRegressorObject, BaggingObject {
  var members: [EnsembleMember] = []
  var memberFeatures: [[Int]] = []
  let keepsFrames = false
  var standardMember: TypeObject { ScikitLearn.decisionTreeRegressor }

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    try fitBags(x, target, in: context)
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    var vectors: [TracedVector] = []
    for (member, features) in zip(members, memberFeatures) {
      vectors.append(try member.prediction(x.selecting(features: features), in: context))
    }
    return try context.average(vectors, weights: nil)
  }

  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["base_estimator"] : [] }
  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "max_samples" && era == .classic ? 1.0 : nil
  }
  override func clone() -> EstimatorObject { BaggingRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum BaggingClassifier {}
  package enum BaggingRegressor {}

  nonisolated(unsafe) static let baggingClassifier = estimatorType(
    "BaggingClassifier", module: "sklearn.ensemble._bagging", mixin: classifier,
    members: BaggingClassifier.members + Ensemble.members, fitted: "oob_score_ oob_decision_function_")
  nonisolated(unsafe) static let baggingRegressor = estimatorType(
    "BaggingRegressor", module: "sklearn.ensemble._bagging", mixin: regressor,
    members: BaggingRegressor.members + Ensemble.members, fitted: "oob_score_ oob_prediction_")
}

extension ScikitLearn.BaggingClassifier {
  /// `sklearn.ensemble.BaggingClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, estimator=None, n_estimators=10, *, max_samples=None, max_features=1.0, bootstrap=True, \
    bootstrap_features=False, oob_score=False, warm_start=False, n_jobs=None, random_state=None, verbose=0, \
    base_estimator='deprecated')
    """
  ) { call in .object(try BaggingClassifierObject(call, type: ScikitLearn.baggingClassifier)) }
}

extension ScikitLearn.BaggingRegressor {
  /// `sklearn.ensemble.BaggingRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, estimator=None, n_estimators=10, *, max_samples=None, max_features=1.0, bootstrap=True, \
    bootstrap_features=False, oob_score=False, warm_start=False, n_jobs=None, random_state=None, verbose=0, \
    base_estimator='deprecated')
    """
  ) { call in .object(try BaggingRegressorObject(call, type: ScikitLearn.baggingRegressor)) }
}
