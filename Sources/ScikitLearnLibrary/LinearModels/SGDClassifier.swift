import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A linear classifier by stochastic gradient descent.
class SGDClassifierObject: ClassifierObject {
  /// What is descended. `Perceptron` overrides it.
  func options(in context: Context) throws(Raised) -> StochasticOptions {
    var options = try stochasticOptions(in: context)
    options.loss = try stochasticLoss(word("loss", in: context), in: context)
    try setRate(of: &options, in: context)
    return options
  }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try options(in: context)
    let classes = labels.classes.count
    if classes < 2 { throw .valueError("The number of classes has to be greater than one; got \(classes) class") }
    let random = try random(in: context)
    let weights = try weights(of: labels, in: context)
    let fits: [StochasticFit]
    do throws(LearningError) {
      fits = try fitStochasticClassifier(
        features.matrix, classes: labels.codes, count: classes, weights: sampleWeights, classWeights: weights,
        options: options, random: random, era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    let epochs = fits.map(\.epochs).max() ?? 0
    try warnOfEpochs(epochs, options, in: context)
    let (coefficients, intercepts) = (fits.map(\.coefficients), fits.map(\.intercept))
    let isOfMany = classes > 2
    learn(attributes: [
      "coef_": ScikitLearn.matrix(coefficients), "intercept_": ScikitLearn.array(intercepts),
      "n_iter_": isOfMany && context.era == .classic ? .int(epochs) : .int(epochs),
      "t_": .float(1 + Double(epochs * features.rowCount)),
    ])
    let scores = linearOperation(coefficients, intercepts)
    return ([scores], probability(options.loss, isOfMany: isOfMany, in: context).map { [scores, $0] } ?? [])
  }

  private func probability(_ loss: StochasticLoss, isOfMany: Bool, in context: Context) -> (any RowOperation)? {
    switch loss {
    case .logistic where isOfMany: OneAgainstRest(uniformWhereZero: context.learningEra.uniformWhereAllZero)
    case .logistic: LogisticProbabilities()
    case .modifiedHuber: ClippedProbabilities()
    default: nil
    }
  }

  override var hasProbabilities: Bool {
    ["log_loss", "log", "modified_huber"].contains { parameter("loss").isWord(PythonString($0)) }
  }

  override func absence(of name: PythonString, _ era: Era) -> String {
    guard name == "predict_proba" || name == "predict_log_proba" else { return super.absence(of: name, era) }
    if era == .modern { return "This '\(type.name)' has no attribute '\(name)'" }
    let loss = parameter("loss").stringValue?.description ?? ""
    return "probability estimates are not available for loss='\(loss)'"
  }

  override var fixesTextLabels: Bool { true }
  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "eta0" && era == .classic ? .float(0) : nil
  }

  override func clone() -> EstimatorObject { SGDClassifierObject(cloning: self) }
}

extension ClassifierObject {
  /// `class_weight` as a weight for each class.
  func weights(of labels: LabelColumn, in context: Context) throws(Raised) -> [Double] {
    switch try classWeights(labels.classes, in: context) {
    case .uniform, .balancedSubsample: [Double](repeating: 1, count: labels.classes.count)
    case .byClass(let weights): weights
    case .balanced: balancedWeights(classes: labels.codes, count: labels.classes.count)
    }
  }
}

/// A perceptron: the hinge at zero, with steps of one size.
final class PerceptronObject: SGDClassifierObject {
  override func options(in context: Context) throws(Raised) -> StochasticOptions {
    var options = try stochasticOptions(in: context)
    options.loss = .hinge(0)
    options.rate = .constant
    return options
  }

  override var hasProbabilities: Bool { false }

  override func absence(of name: PythonString, _ era: Era) -> String {
    "'\(type.name)' object has no attribute '\(name)'"
  }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? { nil }
  override func clone() -> EstimatorObject { PerceptronObject(cloning: self) }
}

extension ScikitLearn {
  package enum SGDClassifier {}
  package enum Perceptron {}

  nonisolated(unsafe) static let sgdClassifier = estimatorType(
    "SGDClassifier", module: "sklearn.linear_model._stochastic_gradient", mixin: classifier,
    members: SGDClassifier.members,
    fitted: "coef_ intercept_ n_iter_ t_")
  nonisolated(unsafe) static let perceptron = estimatorType(
    "Perceptron", module: "sklearn.linear_model._perceptron", mixin: classifier, members: Perceptron.members,
    fitted: "coef_ intercept_ n_iter_ t_")
}

extension ScikitLearn.SGDClassifier {
  /// `sklearn.linear_model.SGDClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, loss='hinge', *, penalty='l2', alpha=0.0001, l1_ratio=0.15, fit_intercept=True, max_iter=1000, \
    tol=0.001, shuffle=True, verbose=0, epsilon=0.1, n_jobs=None, random_state=None, learning_rate='optimal', eta0=0.01, \
    power_t=0.5, early_stopping=False, validation_fraction=0.1, n_iter_no_change=5, class_weight=None, warm_start=False, \
    average=False)
    """
  ) { call in
    try call.refuse("warm_start", "average")
    return .object(try SGDClassifierObject(call, type: ScikitLearn.sgdClassifier))
  }
}

extension ScikitLearn.Perceptron {
  /// `sklearn.linear_model.Perceptron`.
  static let constructor = Constructor(
    """
    __init__(self, *, penalty=None, alpha=0.0001, l1_ratio=0.15, fit_intercept=True, max_iter=1000, tol=0.001, \
    shuffle=True, verbose=0, eta0=1.0, n_jobs=None, random_state=0, early_stopping=False, validation_fraction=0.1, \
    n_iter_no_change=5, class_weight=None, warm_start=False)
    """
  ) { call in
    try call.refuse("warm_start")
    return .object(try PerceptronObject(call, type: ScikitLearn.perceptron))
  }
}
