import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A linear regression by stochastic gradient descent.
final class SGDRegressorObject: LinearRegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    var options = try stochasticOptions(in: context)
    options.loss = try stochasticLoss(word("loss", in: context), in: context)
    try setRate(of: &options, in: context)
    let random = try random(in: context)
    let fit: StochasticFit
    do throws(LearningError) {
      try checkInput(features.matrix, estimator: type.name)
      fit = try descend(
        features.matrix, target, weights: sampleWeights, options: options, seed: random.estimatorSeed(),
        era: context.learningEra)
    } catch {
      throw context.raised(error)
    }
    try warnOfEpochs(fit.epochs, options, in: context)
    learn(attributes: [
      "coef_": ScikitLearn.array(fit.coefficients), "intercept_": ScikitLearn.array([fit.intercept]),
      "n_iter_": .int(fit.epochs), "t_": .float(1 + Double(fit.epochs * features.rowCount)),
    ])
    return [linearOperation([fit.coefficients], [fit.intercept])]
  }

  override func clone() -> EstimatorObject { SGDRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum SGDRegressor {}

  nonisolated(unsafe) static let sgdRegressor = estimatorType(
    "SGDRegressor", module: "sklearn.linear_model._stochastic_gradient", mixin: regressor,
    members: SGDRegressor.members,
    fitted: "coef_ intercept_ n_iter_ t_")
}

extension ScikitLearn.SGDRegressor {
  /// `sklearn.linear_model.SGDRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, loss='squared_error', *, penalty='l2', alpha=0.0001, l1_ratio=0.15, fit_intercept=True, \
    max_iter=1000, tol=0.001, shuffle=True, verbose=0, epsilon=0.1, random_state=None, learning_rate='invscaling', \
    eta0=0.01, power_t=0.25, early_stopping=False, validation_fraction=0.1, n_iter_no_change=5, warm_start=False, \
    average=False)
    """
  ) { call in
    try call.refuse("warm_start", "average")
    return .object(try SGDRegressorObject(call, type: ScikitLearn.sgdRegressor))
  }
}
