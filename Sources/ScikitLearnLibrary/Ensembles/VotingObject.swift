import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension EstimatorObject {
  /// The named members of `estimators`, those that are not dropped.
  ///
  /// - Throws: what scikit-learn raises for another list.
  func namedMembers(in context: Context) throws(Raised) -> [(name: PythonString, value: Value)] {
    let value = try parameter("estimators").supported()
    guard let items = (value.object as? ListObject)?.items ?? (value.object as? TupleObject)?.items, !items.isEmpty
    else {
      throw .valueError(
        "Invalid 'estimators' attribute, 'estimators' should be a non-empty list of (string, estimator) tuples.")
    }
    var members: [(name: PythonString, value: Value)] = []
    for item in items {
      let pair = try context.unpack(item, count: 2)
      members.append((name: pair[0].stringValue ?? "", value: pair[1]))
    }
    let names = members.map(\.name)
    if Set(names).count != names.count {
      throw .valueError("Names provided are not unique: \(try context.repr(.list(names.map(Value.string))))")
    }
    let kept = members.filter { $0.value.stringValue != "drop" }
    if kept.isEmpty {
      throw .valueError("All estimators are dropped. At least one is required to be an estimator.")
    }
    return kept
  }

  /// Refuses members of the other kind: a classifier wants classifiers.
  func checkKinds(_ members: [(name: PythonString, value: Value)], in context: Context) throws(Raised) {
    let wantsClassifier = self is ClassifierObject
    for (_, value) in members {
      let isOfKind =
        wantsClassifier
        ? try ScikitLearn.isClassifier(value, in: context) : try ScikitLearn.isRegressor(value, in: context)
      if !isOfKind {
        throw .valueError(
          "The estimator \(value.typeName) should be a \(wantsClassifier ? "classifier" : "regressor").")
      }
    }
  }

  /// The pairs of `estimators` as they stand.
  var namedPairs: [(name: PythonString, value: Value)] { pairs(in: "estimators") }

  /// `weights` of the members that are not dropped.
  func memberWeights(in context: Context) throws(Raised) -> [Double]? {
    let value = try parameter("weights").supported()
    if value.isNone { return nil }
    var weights: [Double] = []
    for item in try context.items(of: value) { weights.append(try context.double(item) ?? 0) }
    let pairs = namedPairs
    guard weights.count == pairs.count else {
      throw .valueError(
        "Number of `estimators` and weights must be equal; got \(weights.count) weights, \(pairs.count) estimators")
    }
    return zip(weights, pairs).filter { $0.1.value.stringValue != "drop" }.map(\.0)
  }
}

extension SupervisedObject {
  /// A copy of each member that is not dropped, fitted to the same samples.
  func fittedMembers(_ x: EnsembleSamples, _ y: Value, in context: Context) throws(Raised) -> [EnsembleMember] {
    var fitted: [EnsembleMember] = []
    let members = try namedMembers(in: context)
    try checkKinds(members, in: context)
    for (_, template) in members {
      let member = try EnsembleMember(copying: template, in: context)
      try member.fit(x.value, y, weights: sampleWeights, in: context)
      fitted.append(member)
    }
    return fitted
  }
}

/// Members whose votes or probabilities are averaged.
final class VotingClassifierObject: EnsembleClassifierObject, EnsembleObject {
  private(set) var members: [EnsembleMember] = []
  private var weights: [Double]?
  let keepsFrames = true

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    weights = try memberWeights(in: context)
    members = try fittedMembers(x, y, in: context)
  }

  private var isSoft: Bool { parameter("voting").stringValue == "soft" }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    if let likely = try likely(x, in: context) { return likely }
    let count = labels?.count ?? 0
    var votes: [TracedVector] = []
    for (index, member) in members.enumerated() {
      votes.append(
        try member.votes(x.value, classes: count, hit: weights?[index] ?? 1, miss: 0, in: context))
    }
    return try context.sum(votes)
  }

  override func likely(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? {
    guard isSoft else { return nil }
    var vectors: [TracedVector] = []
    for member in members { vectors.append(try member.vector("predict_proba", x.value, in: context)) }
    return try context.average(vectors, weights: weights)
  }

  override func absence(of name: PythonString, _ era: Era) -> String {
    guard name == "predict_proba" else { return super.absence(of: name, era) }
    return era == .classic
      ? "predict_proba is not available when voting='hard'" : "This 'VotingClassifier' has no attribute 'predict_proba'"
  }

  override var hasProbabilities: Bool { isSoft }
  override var hasDecisionFunction: Bool { false }
  override var takesSampleWeights: Bool { true }
  override func clone() -> EstimatorObject { VotingClassifierObject(cloning: self) }

  override var namedParts: [(name: PythonString, value: Value)] { namedPairs }
  override func replacePart(_ name: PythonString, by value: Value) { replacePair(name, by: value, in: "estimators") }
}

/// Members whose answers are averaged.
final class VotingRegressorObject: EnsembleRegressorObject, EnsembleObject {
  private(set) var members: [EnsembleMember] = []
  private var weights: [Double]?
  let keepsFrames = true

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    weights = try memberWeights(in: context)
    members = try fittedMembers(x, y, in: context)
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    var vectors: [TracedVector] = []
    for member in members { vectors.append(try member.prediction(x.value, in: context)) }
    return try context.average(vectors, weights: weights)
  }

  override var takesSampleWeights: Bool { true }
  override func clone() -> EstimatorObject { VotingRegressorObject(cloning: self) }

  override var namedParts: [(name: PythonString, value: Value)] { namedPairs }
  override func replacePart(_ name: PythonString, by value: Value) { replacePair(name, by: value, in: "estimators") }
}

extension ScikitLearn {
  package enum VotingClassifier {}
  package enum VotingRegressor {}
  /// What ensembles of named members have.
  package enum NamedEnsemble {}

  nonisolated(unsafe) static let votingClassifier = estimatorType(
    "VotingClassifier", module: "sklearn.ensemble._voting", mixin: classifier,
    members: VotingClassifier.members + Ensemble.members + NamedEnsemble.members)
  nonisolated(unsafe) static let votingRegressor = estimatorType(
    "VotingRegressor", module: "sklearn.ensemble._voting", mixin: regressor,
    members: VotingRegressor.members + Ensemble.members + NamedEnsemble.members)
}

extension ScikitLearn.NamedEnsemble {
  /// `named_estimators_`: the fitted members by name.
  static let namedEstimators = Property("named_estimators_") { call in
    guard let ensemble = call.receiver.object as? any EnsembleObject, !ensemble.members.isEmpty else {
      throw call.noAttribute("named_estimators_")
    }
    let names = ensemble.namedPairs.filter { $0.value.stringValue != "drop" }.map(\.name)
    return .object(NamedResults(zip(names, ensemble.members).map { (name: $0, value: $1.value) }))
  }
}

extension ScikitLearn.VotingClassifier {
  /// `sklearn.ensemble.VotingClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, estimators, *, voting='hard', weights=None, n_jobs=None, flatten_transform=True, verbose=False)
    """
  ) { call in .object(try VotingClassifierObject(call, type: ScikitLearn.votingClassifier)) }
}

extension ScikitLearn.VotingRegressor {
  /// `sklearn.ensemble.VotingRegressor`.
  static let constructor = Constructor(
    "__init__(self, estimators, *, weights=None, n_jobs=None, verbose=False)"
  ) { call in .object(try VotingRegressorObject(call, type: ScikitLearn.votingRegressor)) }
}
