import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A support vector classifier: a machine for each pair of classes.
class SVCObject: ClassifierObject {
  private var scores: [any RowOperation] = []

  /// What bounds the multipliers. `NuSVC` overrides it.
  func setProblem(of options: inout SupportOptions, in context: Context) throws(Raised) {
    options.problem = .classes
    let end = context.era == .classic ? ")" : "]"
    let range = ParameterRange(text: "a float in the range (0.0, inf\(end)") { $0 > 0 }
    options.c = try number("C", range, in: context)
  }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    var options = try supportOptions(features.matrix, in: context)
    try setProblem(of: &options, in: context)
    let count = labels.classes.count
    if count < 2 {
      throw .valueError("The number of classes has to be greater than one; got \(count) class")
    }
    try warnOfProbability(in: context)
    let weights = try weights(of: labels, in: context)
    let seed = try random(in: context, matters: hasProbabilities).estimatorSeed()
    let machine: SupportMachine
    do throws(LearningError) {
      machine = try fitSupportClassifier(
        features.matrix, classes: labels.codes, count: count, weights: weights, samples: sampleWeights,
        options: options, seed: hasProbabilities ? seed : nil, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    try context.checkStop()
    if !machine.hasConverged { try warnOfLimit(in: context) }
    tell(machine, features.matrix, weights)
    let decisions = supportOperation(machine.parameterTable(options.kernel))
    scores = try scoreOperations(decisions, machine, options, in: context)
    let isByScores = try flag("break_ties", in: context) && count > 2
    let sigmoids = PairwiseProbabilities(slopes: machine.slopes, offsets: machine.offsets)
    return (
      isByScores ? scores : [decisions, PairwiseVotes()], hasProbabilities ? [decisions, sigmoids] : []
    )
  }

  private func tell(_ machine: SupportMachine, _ x: Matrix, _ weights: [Double]) {
    var attributes = supportAttributes(machine, x, sign: machine.counts.count == 2 ? -1 : 1)
    attributes["n_iter_"] = ScikitLearn.array32(machine.iterations)
    attributes["class_weight_"] = ScikitLearn.array(weights)
    attributes["probA_"] = ScikitLearn.array(machine.slopes)
    attributes["probB_"] = ScikitLearn.array(machine.offsets)
    learn(attributes: attributes)
  }

  /// For two classes a number above zero means the second one.
  private func scoreOperations(
    _ decisions: any RowOperation, _ machine: SupportMachine, _ options: SupportOptions, in context: Context
  ) throws(Raised) -> [any RowOperation] {
    if machine.counts.count == 2 { return [supportOperation(machine.turned.parameterTable(options.kernel))] }
    switch parameter("decision_function_shape") {
    case .string("ovr"): return [decisions, PairwiseConfidences()]
    case .string("ovo"): return [decisions]
    default: throw try refused("decision_function_shape", "a str among {'ovo', 'ovr'}", in: context)
    }
  }

  private func warnOfProbability(in context: Context) throws(Raised) {
    guard context.era == .modern, !parameter("probability").isWord("deprecated") else { return }
    let message: PythonString =
      "The `probability` parameter was deprecated in 1.9 and will be removed in version 1.11. Use `CalibratedClassifierCV(SVC(), ensemble=False)` instead of `SVC(probability=True)`"
    try context.warnInLibrary(message, Exceptions.futureWarning)
  }

  override var scoreOperations: [any RowOperation]? { scores }
  override var hasProbabilities: Bool { parameter("probability").isTrue }
  override var takesSampleWeights: Bool { true }
  override var learnsByBLAS: Bool { true }
  override var learnsAttributes: Bool { true }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "probability" && era == .modern ? "deprecated" : nil
  }

  override func absence(of name: PythonString, _ era: Era) -> String {
    guard name == "predict_proba" || name == "predict_log_proba" else { return super.absence(of: name, era) }
    return era == .classic
      ? "predict_proba is not available when  probability=False" : "This '\(type.name)' has no attribute '\(name)'"
  }

  override func clone() -> EstimatorObject { SVCObject(cloning: self) }
}

/// A support vector classifier that bounds the share of errors.
final class NuSVCObject: SVCObject {
  override func setProblem(of options: inout SupportOptions, in context: Context) throws(Raised) {
    options.problem = .classesByShare
    let range = ParameterRange(text: "a float in the range (0.0, 1.0]") { $0 > 0 && $0 <= 1 }
    options.nu = try number("nu", range, in: context)
  }

  override func clone() -> EstimatorObject { NuSVCObject(cloning: self) }
}

extension ScikitLearn {
  package enum SVC {}
  package enum NuSVC {}

  nonisolated(unsafe) static let svc = estimatorType(
    "SVC", module: "sklearn.svm._classes", mixin: classifier, members: SVC.members,
    fitted:
      "support_ support_vectors_ n_support_ dual_coef_ intercept_ coef_ fit_status_ shape_fit_ class_weight_ n_iter_ probA_ probB_"
  )
  nonisolated(unsafe) static let nuSVC = estimatorType(
    "NuSVC", module: "sklearn.svm._classes", mixin: classifier, members: NuSVC.members,
    fitted:
      "support_ support_vectors_ n_support_ dual_coef_ intercept_ coef_ fit_status_ shape_fit_ class_weight_ n_iter_ probA_ probB_"
  )
}

extension ScikitLearn.SVC {
  /// `sklearn.svm.SVC`.
  static let constructor = Constructor(
    """
    __init__(self, *, C=1.0, kernel='rbf', degree=3, gamma='scale', coef0=0.0, shrinking=True, probability=False, \
    tol=0.001, cache_size=200, class_weight=None, verbose=False, max_iter=-1, decision_function_shape='ovr', \
    break_ties=False, random_state=None)
    """
  ) { call in
    .object(try SVCObject(call, type: ScikitLearn.svc))
  }
}

extension ScikitLearn.NuSVC {
  /// `sklearn.svm.NuSVC`.
  static let constructor = Constructor(
    """
    __init__(self, *, nu=0.5, kernel='rbf', degree=3, gamma='scale', coef0=0.0, shrinking=True, probability=False, \
    tol=0.001, cache_size=200, class_weight=None, verbose=False, max_iter=-1, decision_function_shape='ovr', \
    break_ties=False, random_state=None)
    """
  ) { call in
    .object(try NuSVCObject(call, type: ScikitLearn.nuSVC))
  }
}
