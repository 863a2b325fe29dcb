import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A classifier by normal distributions of one covariance.
final class LinearDiscriminantAnalysisObject: ClassifierObject {
  private var directions: [[Double]] = []
  private var centre: [Double] = []
  private var names: [String]?

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    guard parameter("solver").isWord("svd") else { throw try unsupported("solver", in: context) }
    guard parameter("shrinkage").isNone else {
      throw Raised(Exceptions.notImplementedError, "shrinkage not supported with 'svd' solver.")
    }
    let (classes, columns) = (labels.classes.count, features.columns.count)
    let most = min(classes - 1, columns)
    let components = parameter("n_components").isNone ? most : try count("n_components", .count(from: 1), in: context)
    if components > most {
      throw .valueError("n_components cannot be larger than min(n_features, n_classes - 1).")
    }
    let tolerance = try number("tol", .notNegative(context), in: context)
    let priors = try classPriors(in: context)
    let fit: LinearDiscriminants
    do throws(LearningError) {
      fit = try fitLinearDiscriminants(
        features.matrix, classes: labels.codes, count: classes, priors: priors, tolerance: tolerance,
        components: components, era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    directions = Array(fit.scalings.prefix(components))
    centre = fit.centre
    names = features.hasNames ? features.names : nil
    learn(attributes: [
      "scalings_": ScikitLearn.matrix((0..<columns).map { j in fit.scalings.map { $0[j] } }),
      "coef_": ScikitLearn.matrix(fit.coefficients), "intercept_": ScikitLearn.array(fit.intercepts),
      "means_": ScikitLearn.matrix(fit.means), "priors_": ScikitLearn.array(fit.priors),
      "xbar_": ScikitLearn.array(fit.centre), "explained_variance_ratio_": ScikitLearn.array(fit.explained),
    ])
    let table = linearParameterTable(
      coefficients: fit.coefficients, intercepts: fit.intercepts, features: columns)
    let scores = LinearScoresOperation(
      ParameterBlock(name: "coefficients.bin", bytes: table), missing: refusal(.missingInput(estimator: type.name)),
      infinite: refusal(.infiniteInput("float64")))
    return ([scores], classes == 2 ? [scores, LogisticProbabilities()] : [scores, Softmax()])
  }

  /// The samples along the directions that part the classes best.
  func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard !centre.isEmpty else { throw context.notFitted(self) }
    let offsets = directions.map { direction in zip(direction, centre).reduce(0) { $0 - $1.0 * $1.1 } }
    return try projected(x, directions, offsets, from: centre.count, named: names, in: context)
  }

  override var fixesTextLabels: Bool { true }
  override var learnsAttributes: Bool { true }
  override var learnsByBLAS: Bool { true }
  override func clone() -> EstimatorObject { LinearDiscriminantAnalysisObject(cloning: self) }
}

extension ClassifierObject {
  /// `priors`; `nil` for the classes' shares of the samples.
  func classPriors(in context: Context) throws(Raised) -> [Double]? {
    if parameter("priors").isNone { return nil }
    let priors = try context.floats(parameter("priors"))
    if priors.contains(where: { $0 < 0 }) { throw .valueError("priors must be non-negative") }
    let total = priors.reduce(0, +)
    guard (total - 1).magnitude > 1e-5 else { return priors }
    let message: PythonString = "The priors do not sum to 1. Renormalizing"
    try context.warnInLibrary(message, Exceptions.userWarning)
    return priors.map { $0 / total }
  }
}

extension ScikitLearn {
  package enum LinearDiscriminantAnalysis {}

  nonisolated(unsafe) static let linearDiscriminantAnalysis = estimatorType(
    "LinearDiscriminantAnalysis", module: "sklearn.discriminant_analysis", mixin: classifier,
    members: LinearDiscriminantAnalysis.members,
    fitted: "coef_ intercept_ explained_variance_ratio_ means_ priors_ scalings_ xbar_")
}

extension ScikitLearn.LinearDiscriminantAnalysis {
  /// `sklearn.discriminant_analysis.LinearDiscriminantAnalysis`.
  static let constructor = Constructor(
    """
    __init__(self, solver='svd', shrinkage=None, priors=None, n_components=None, store_covariance=False, tol=0.0001, \
    covariance_estimator=None)
    """
  ) { call in
    try call.refuse("store_covariance", "covariance_estimator")
    return .object(try LinearDiscriminantAnalysisObject(call, type: ScikitLearn.linearDiscriminantAnalysis))
  }

  /// `transform`: along as many directions as `n_components` says.
  static let transform = Method("transform(self, X)") { call in
    try call.receiver(as: LinearDiscriminantAnalysisObject.self).transformed(call["X"], in: call.context)
  }

  /// `fit_transform`.
  static let fitTransform = Method("fit_transform(self, X, y=None, **fit_params)", mutates: true) { call in
    if let (name, _) = call.keywords.first { throw call.unsupported("'\(name)' of 'fit_transform'") }
    let analysis = try call.receiver(as: LinearDiscriminantAnalysisObject.self)
    try analysis.fit(call["X"], call["y"], in: call.context)
    return try analysis.transformed(call["X"], in: call.context)
  }
}
