import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A classifier by a normal distribution for each class.
final class QuadraticDiscriminantAnalysisObject: ClassifierObject {
  private var scores: [any RowOperation] = []

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let isModern = context.era == .modern
    if isModern, !parameter("solver").isWord("svd") { throw try unsupported("solver", in: context) }
    if isModern, !parameter("shrinkage").isNone { throw try unsupported("shrinkage", in: context) }
    let classes = labels.classes.count
    if classes < 2 {
      throw .valueError(
        isModern
          ? "The number of classes has to be greater than one. Got \(classes) class."
          : "The number of classes has to be greater than one; got \(classes) class")
    }
    let shrinkage = try number("reg_param", .fraction(context), in: context)
    let tolerance = try number("tol", .notNegative(context), in: context)
    let priors = parameter("priors").isNone ? nil : try context.floats(parameter("priors"))
    var names: [String] = []
    for label in labels.classes { names.append(try context.str(ScikitLearn.array([label])).description) }
    let fit: QuadraticDiscriminants
    do throws(LearningError) {
      fit = try fitQuadraticDiscriminants(
        features.matrix, classes: labels.codes, labels: names.map { String($0.dropFirst().dropLast()) },
        priors: priors, shrinkage: shrinkage, tolerance: tolerance, era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    if !fit.collinear.isEmpty {
      if isModern { throw context.unsupportedNow("'\(type.name).fit' of collinear features") }
      let message: PythonString = "Variables are collinear"
      for _ in fit.collinear { try context.warnInLibrary(message, Exceptions.userWarning) }
    }
    learn(attributes: [
      "means_": ScikitLearn.matrix(fit.means), "priors_": ScikitLearn.array(fit.priors),
      "scalings_": .list(fit.scalings.map { ScikitLearn.array($0) }),
    ])
    let likelihoods = QuadraticScoresOperation(
      ParameterBlock(name: "classes.bin", bytes: fit.parameterTable()),
      missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
    scores = classes == 2 ? [likelihoods, Difference()] : [likelihoods]
    return ([likelihoods], [likelihoods, Softmax()])
  }

  override var scoreOperations: [any RowOperation]? { scores }
  override var learnsAttributes: Bool { true }
  override var learnsByBLAS: Bool { true }
  override func absentParameters(_ era: Era) -> [String] {
    era == .classic ? ["solver", "shrinkage", "covariance_estimator"] : []
  }
  override func clone() -> EstimatorObject { QuadraticDiscriminantAnalysisObject(cloning: self) }
}

extension ScikitLearn {
  package enum QuadraticDiscriminantAnalysis {}

  nonisolated(unsafe) static let quadraticDiscriminantAnalysis = estimatorType(
    "QuadraticDiscriminantAnalysis", module: "sklearn.discriminant_analysis", mixin: classifier,
    members: QuadraticDiscriminantAnalysis.members,
    fitted: "means_ priors_ scalings_")
}

extension ScikitLearn.QuadraticDiscriminantAnalysis {
  /// `sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis`.
  static let constructor = Constructor(
    """
    __init__(self, *, solver='svd', shrinkage=None, priors=None, reg_param=0.0, store_covariance=False, tol=0.0001, \
    covariance_estimator=None)
    """
  ) { call in
    try call.refuse("store_covariance", "covariance_estimator")
    return .object(try QuadraticDiscriminantAnalysisObject(call, type: ScikitLearn.quadraticDiscriminantAnalysis))
  }
}
