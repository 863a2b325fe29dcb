import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A logistic regression and what it learned.
final class LogisticRegressionObject: ClassifierObject {
  fileprivate private(set) var fit: FittedLinearClassifier?

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try options(labels, in: context)
    let random = try random(of: options, in: context)
    let fit: FittedLinearClassifier
    do throws(LearningError) {
      fit = try fitLogisticRegression(
        features.matrix, classes: labels.codes, count: labels.classes.count, options: options,
        sampleWeights: sampleWeights, random: random,
        era: context.learningEra)
    } catch {
      throw context.raised(error)
    }
    if options.solver == .lbfgs { try warnOfIterations(fit.iterations, options.maxIterations, in: context) }
    let link = try operations(fit.link, in: context)
    self.fit = fit
    let scores = LinearScoresOperation(
      ParameterBlock(name: "coefficients.bin", bytes: fit.parameterTable()),
      missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
    return ([scores], [scores] + link)
  }

  private func operations(_ link: ScoreLink, in context: Context) throws(Raised) -> [any RowOperation] {
    switch link {
    case .logistic: [LogisticProbabilities()]
    case .oneAgainstRest: [OneAgainstRest(uniformWhereZero: context.learningEra.uniformWhereAllZero)]
    case .softmax: [Softmax()]
    case .symmetricSoftmax: throw context.unsupportedNow("'multi_class=multinomial' of two classes")
    }
  }

  /// What `minimize` of scipy stopped for, in the words of scikit-learn's year.
  private func warnOfIterations(_ iterations: [Int], _ most: Int, in context: Context) throws(Raised) {
    guard let reached = iterations.max(), reached >= most else { return }
    let scaling = "scale the data as shown in:\n    https://scikit-learn.org/stable/modules/preprocessing.html\n"
    let other =
      "Please also refer to the documentation for alternative solver options:\n"
      + "    https://scikit-learn.org/stable/modules/linear_model.html#logistic-regression"
    let reason =
      context.era == .classic
      ? "lbfgs failed to converge (status=1):\nSTOP: TOTAL NO. of ITERATIONS REACHED LIMIT.\n\n"
        + "Increase the number of iterations (max_iter) or "
      : "lbfgs failed to converge after \(most) iteration(s) (status=1):\n"
        + "STOP: TOTAL NO. OF ITERATIONS REACHED LIMIT\n\n"
        + "Increase the number of iterations to improve the convergence (max_iter=\(most)).\n"
        + "You might also want to "
    try context.warnInLibrary(PythonString(reason + scaling + other), ScikitLearn.convergenceWarning)
  }

  /// Of liblinear's solvers only that of the L1 penalty permutes features at random; averages draw samples.
  private func random(of options: LogisticOptions, in context: Context) throws(Raised) -> RandomState {
    switch options.solver {
    case .liblinear: try random(in: context, matters: options.penalty == .l1)
    case .sag, .saga: try random(in: context)
    case .lbfgs, .newtonConjugate: RandomState(seed: 0)
    }
  }

  private func options(_ labels: LabelColumn, in context: Context) throws(Raised) -> LogisticOptions {
    let zero = context.era == .classic ? "0" : "0.0"
    try check("C", in: context, "a float in the range (\(zero), inf]") { $0 > 0 }
    try check("max_iter", in: context, "an int in the range [0, inf)") { $0 >= 0 }
    try check("tol", in: context, "a float in the range (\(zero), inf)") { $0 > 0 }
    var options = LogisticOptions()
    switch parameter("solver") {
    case .string("lbfgs"): options.solver = .lbfgs
    case .string("liblinear"): options.solver = .liblinear
    case .string("newton-cg"): options.solver = .newtonConjugate
    case .string("sag"): options.solver = .sag
    case .string("saga"): options.solver = .saga
    case let other: throw context.unsupportedNow("'solver=\(try context.repr(other))' of LogisticRegression")
    }
    switch parameter("penalty") {
    case .string("l1"): options.penalty = .l1
    case .string("elasticnet"):
      guard let ratio = try context.double(parameter("l1_ratio")) else {
        throw .valueError("l1_ratio must be specified when penalty is elasticnet.")
      }
      options.penalty = .elasticNet(ratio)
    case .none, .string("none"): options.penalty = .none
    case .string("l2"), .string("deprecated"): options.penalty = try penaltyOfRatio(in: context)
    case let other: throw context.unsupportedNow("'penalty=\(try context.repr(other))' of LogisticRegression")
    }
    options.c = try context.double(parameter("C")) ?? 1
    options.tolerance = try context.double(parameter("tol")) ?? 1e-4
    options.maxIterations = try context.index(parameter("max_iter"))
    options.fitsIntercept = try context.truth(parameter("fit_intercept"))
    options.interceptScaling = try context.double(parameter("intercept_scaling")) ?? 1
    options.classWeights = try classWeights(labels.classes, in: context)
    switch parameter("multi_class") {
    case .string("ovr"): options.manyClasses = .oneAgainstRest
    case .string("multinomial"): options.manyClasses = .multinomial
    default: options.manyClasses = .automatic
    }
    return options
  }

  /// Since scikit-learn 1.8 `l1_ratio` tells the penalty: 0 is L2, 1 is L1.
  private func penaltyOfRatio(in context: Context) throws(Raised) -> LogisticOptions.Penalty {
    guard let ratio = try context.double(parameter("l1_ratio")), ratio != 0 else { return .l2 }
    if ratio == 1 { return .l1 }
    return .elasticNet(ratio)
  }

  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["multi_class"] : [] }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    switch name {
    case "penalty" where era == .modern: "deprecated"
    case "l1_ratio" where era == .modern: 0.0
    default: nil
    }
  }

  override var takesSampleWeights: Bool { true }
  override var learnsByBLAS: Bool { true }

  override func clone() -> EstimatorObject { LogisticRegressionObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let logisticRegression = estimatorType(
    "LogisticRegression", module: "sklearn.linear_model._logistic", mixin: classifier,
    members: LogisticRegression.members)
}

extension ScikitLearn.LogisticRegression {
  /// `sklearn.linear_model.LogisticRegression`.
  static let constructor = Constructor(
    """
    __init__(self, penalty='l2', *, dual=False, tol=0.0001, C=1.0, fit_intercept=True, intercept_scaling=1, \
    class_weight=None, random_state=None, solver='lbfgs', max_iter=100, multi_class='auto', verbose=0, warm_start=False, \
    n_jobs=None, l1_ratio=None)
    """
  ) { call in
    try call.refuse("dual", "warm_start")
    return .object(try LogisticRegressionObject(call, type: ScikitLearn.logisticRegression))
  }

  /// `coef_`: a row a class, one for two classes.
  static let coefficients = Property("coef_") { call in
    let estimator = try call.receiver(as: LogisticRegressionObject.self)
    guard let fit = estimator.fit else { throw call.context.notFitted(estimator) }
    return ScikitLearn.matrix(fit.coefficients)
  }

  /// `intercept_`.
  static let intercept = Property("intercept_") { call in
    let estimator = try call.receiver(as: LogisticRegressionObject.self)
    guard let fit = estimator.fit else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array(fit.intercepts)
  }

  /// `n_iter_`.
  static let iterations = Property("n_iter_") { call in
    let estimator = try call.receiver(as: LogisticRegressionObject.self)
    guard let fit = estimator.fit else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array32(fit.iterations)
  }
}
