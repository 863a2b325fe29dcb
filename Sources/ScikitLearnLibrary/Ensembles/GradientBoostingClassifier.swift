import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// Gradient boosting for classes and what it learned.
final class GradientBoostingClassifierObject: ClassifierObject, BoostingObject {
  private(set) var boosting: FittedBoosting?
  /// Raw predictions.
  private var scores: [any RowOperation]?
  override var scoreOperations: [any RowOperation]? { scores }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let kind = try lossKind(labels.classes.count, in: context)
    let fit = try fitted(
      features, .classes(labels.codes, count: labels.classes.count), boostingOptions(kind, in: context), in: context)
    boosting = fit
    let raw = treeOperation(fit.parameterTable(), named: "boosting.bin")
    scores = [raw]
    return ([raw] + deciding(in: context), [raw] + link(in: context))
  }

  private var isExponential: Bool {
    if case .string("exponential") = parameter("loss") { true } else { false }
  }

  private func lossKind(_ classes: Int, in context: Context) throws(Raised) -> BoostingLossKind {
    switch parameter("loss") {
    case .string("log_loss"): return classes > 2 ? .multinomial : .binomial
    case .string("deviance") where context.era == .classic: return classes > 2 ? .multinomial : .binomial
    case .string("exponential"):
      if classes <= 2 { return .exponential }
      throw .valueError(
        context.era == .classic
          ? "ExponentialLoss requires 2 classes; got \(classes) class(es)"
          : "loss='exponential' is only suitable for a binary classification problem, you have n_classes=\(classes). "
            + "Please use loss='log_loss' instead.")
    case let other:
      throw Raised(
        ScikitLearn.invalidParameterError,
        "The 'loss' parameter of GradientBoostingClassifier must be a str among "
          + (context.era == .classic
            ? "{'deviance' (deprecated), 'exponential', 'log_loss'}" : "{'exponential', 'log_loss'}")
          + ". Got \(try context.repr(other)) instead.")
    }
  }

  /// From raw predictions to probabilities.
  private func link(in context: Context) -> [any RowOperation] {
    if let boosting, boosting.outputs > 1 {
      return context.era == .classic ? [NormalisedExponentials(separatesLargest: false)] : [Softmax()]
    }
    return isExponential ? [ScaleVector(by: 2), LogisticProbabilities()] : [LogisticProbabilities()]
  }

  /// The classic era takes classes from probabilities, except of the exponential loss.
  private func deciding(in context: Context) -> [any RowOperation] {
    if let boosting, boosting.outputs > 1 {
      return context.era == .classic ? [NormalisedExponentials(separatesLargest: false)] : []
    }
    return context.era == .classic && !isExponential ? [LogisticProbabilities()] : [VotesFromZero()]
  }

  /// What `operations` make of raw predictions, a column a number.
  fileprivate func stagedVectors(
    _ x: Value, in context: Context, _ operations: [any RowOperation], classes: [Scalar]? = nil
  ) throws(Raised) -> Value {
    let outputs = try fittedBoosting(in: context).outputs
    return try staged(x, in: context) { raw in
      let count = raw.count / outputs
      let vectors = (0..<outputs).map { k in Column.floats((0..<count).map { raw[$0 * outputs + k] }) }
      return RowValues.vector(vectors).columns(after: operations)
    }
  }

  fileprivate func stagedClasses(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let classLabels else { throw context.notFitted(self) }
    return try stagedVectors(x, in: context, deciding(in: context) + [ClassOf(classLabels)])
  }

  fileprivate func stagedProbabilities(_ x: Value, in context: Context) throws(Raised) -> Value {
    try stagedVectors(x, in: context, link(in: context))
  }

  override var takesSampleWeights: Bool { true }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "criterion" && era == .classic ? "friedman_mse" : nil
  }

  override func clone() -> EstimatorObject { GradientBoostingClassifierObject(cloning: self) }
}

extension ScikitLearn {
  package enum GradientBoostingClassifier {}

  nonisolated(unsafe) static let gradientBoostingClassifier = estimatorType(
    "GradientBoostingClassifier", module: "sklearn.ensemble._gb", mixin: classifier,
    members: GradientBoostingClassifier.members + Boosting.members)
}

extension ScikitLearn.GradientBoostingClassifier {
  /// `sklearn.ensemble.GradientBoostingClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, *, loss='log_loss', learning_rate=0.1, n_estimators=100, subsample=1.0, criterion='deprecated', \
    min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_depth=3, min_impurity_decrease=0.0, \
    init=None, random_state=None, max_features=None, verbose=0, max_leaf_nodes=None, warm_start=False, \
    validation_fraction=0.1, n_iter_no_change=None, tol=0.0001, ccp_alpha=0.0)
    """
  ) { call in
    .object(try GradientBoostingClassifierObject(call, type: ScikitLearn.gradientBoostingClassifier))
  }

  /// `n_classes_`.
  static let classCount = Property("n_classes_") { call in
    let estimator = try call.receiver(as: GradientBoostingClassifierObject.self)
    guard let labels = estimator.classLabels else { throw call.context.notFitted(estimator) }
    return .int(labels.count)
  }

  /// `staged_predict(X)`: the classes after each stage.
  static let stagedPredict = Method("staged_predict(self, X)") { call in
    try call.receiver(as: GradientBoostingClassifierObject.self).stagedClasses(call["X"], in: call.context)
  }

  /// `staged_predict_proba(X)`: the probabilities after each stage.
  static let stagedPredictProba = Method("staged_predict_proba(self, X)") { call in
    try call.receiver(as: GradientBoostingClassifierObject.self).stagedProbabilities(call["X"], in: call.context)
  }

  /// `staged_decision_function(X)`: the raw predictions after each stage.
  static let stagedDecisionFunction = Method("staged_decision_function(self, X)") { call in
    try call.receiver(as: GradientBoostingClassifierObject.self).stagedVectors(call["X"], in: call.context, [])
  }
}
