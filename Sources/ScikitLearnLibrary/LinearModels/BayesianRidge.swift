import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A ridge regression whose penalty is learned.
final class BayesianRidgeObject: LinearRegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    var options = BayesianRidgeOptions()
    let isClassic = context.era == .classic
    options.maxIterations = try count(isClassic ? "n_iter" : "max_iter", .count(from: 1), in: context)
    options.tolerance = try number("tol", .positive(context), in: context)
    options.noise = (
      shape: try number("alpha_1", .notNegative(context), in: context),
      rate: try number("alpha_2", .notNegative(context), in: context)
    )
    options.coefficients = (
      shape: try number("lambda_1", .notNegative(context), in: context),
      rate: try number("lambda_2", .notNegative(context), in: context)
    )
    options.firstNoise = try context.double(parameter("alpha_init"))
    options.firstCoefficients = try context.double(parameter("lambda_init"))
    options.fitsIntercept = hasIntercept
    if try flag("compute_score", in: context) { throw try unsupported("compute_score", in: context) }
    if try flag("verbose", in: context) { throw try unsupported("verbose", in: context) }
    do throws(LearningError) {
      let fit = try fitBayesianRidge(
        features.matrix, target, weights: sampleWeights, options: options, era: context.learningEra,
        estimator: type.name)
      return serving(
        fit.line,
        [
          "alpha_": ScikitLearn.numpyScalar(fit.noise), "lambda_": ScikitLearn.numpyScalar(fit.precision),
          "n_iter_": .int(fit.iterations),
        ])
    } catch {
      throw context.raised(error)
    }
  }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["max_iter"] : ["n_iter"] }
  override func clone() -> EstimatorObject { BayesianRidgeObject(cloning: self) }
}

extension ScikitLearn {
  package enum BayesianRidge {}

  nonisolated(unsafe) static let bayesianRidge = estimatorType(
    "BayesianRidge", module: "sklearn.linear_model._bayes", mixin: regressor, members: BayesianRidge.members)
}

extension ScikitLearn.BayesianRidge {
  /// `sklearn.linear_model.BayesianRidge`.
  static let constructor = Constructor(
    """
    __init__(self, *, max_iter=300, tol=0.001, alpha_1=1e-06, alpha_2=1e-06, lambda_1=1e-06, lambda_2=1e-06, \
    alpha_init=None, lambda_init=None, compute_score=False, fit_intercept=True, copy_X=True, verbose=False, n_iter=300)
    """
  ) { call in .object(try BayesianRidgeObject(call, type: ScikitLearn.bayesianRidge)) }
}
