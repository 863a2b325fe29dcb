import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// Least squares with a penalty on the magnitudes of coefficients and one on their squares.
class ElasticNetObject: LinearRegressorObject {
  /// The share of the penalty on magnitudes. `Lasso` overrides it.
  func ratio(in context: Context) throws(Raised) -> Double {
    try number("l1_ratio", .fraction(context), in: context)
  }

  override func tableTarget(_ era: Era) -> TableTarget { .taken }

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    var options = try descentOptions(in: context)
    options.alpha = try number("alpha", .notNegative(context), in: context)
    options.ratio = try ratio(in: context)
    if options.alpha == 0 {
      let message: PythonString =
        "With alpha=0, this algorithm does not converge well. You are advised to use the LinearRegression estimator"
      try context.warnInLibrary(message, Exceptions.userWarning)
    }
    let random = try random(in: context, matters: options.drawsCoordinates)
    let fit: ElasticNetFit
    do throws(LearningError) {
      fit = try fitElasticNet(
        features.matrix, target, weights: sampleWeights, options: options, random: random, era: context.learningEra,
        estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    if let missed = fit.missed { try warn(missed, alpha: options.alpha * options.ratio, in: context) }
    return serving(
      fit.line, ["n_iter_": .int(fit.iterations), "dual_gap_": ScikitLearn.numpyScalar(fit.dualGap)])
  }

  override func clone() -> EstimatorObject { ElasticNetObject(cloning: self) }
}

extension LinearRegressorObject {
  /// The parameters of coordinate descent but for the penalty.
  func descentOptions(in context: Context) throws(Raised) -> ElasticNetOptions {
    var options = ElasticNetOptions()
    options.fitsIntercept = hasIntercept
    let limit = ParameterRange.count(from: 1)
    let isSelection = self is ElasticNetCVObject
    options.maxIterations = try count(
      "max_iter", isSelection ? limit : ParameterRange(text: "\(limit.text) or None", contains: limit.contains),
      in: context)
    options.tolerance = try number("tol", .notNegative(context), in: context)
    options.isPositive = try flag("positive", in: context)
    switch parameter("selection") {
    case .string("cyclic"): break
    case .string("random"): options.drawsCoordinates = true
    default: throw try refused("selection", "a str among {'cyclic', 'random'}", in: context)
    }
    return options
  }
}

/// Least squares with a penalty on the magnitudes of coefficients.
final class LassoObject: ElasticNetObject {
  override func ratio(in context: Context) -> Double { 1 }
  override func clone() -> EstimatorObject { LassoObject(cloning: self) }
}

extension ScikitLearn {
  package enum ElasticNet {}
  package enum Lasso {}

  nonisolated(unsafe) static let elasticNet = estimatorType(
    "ElasticNet", module: "sklearn.linear_model._coordinate_descent", mixin: regressor, members: ElasticNet.members,
    fitted: "coef_ intercept_ n_iter_ dual_gap_")
  nonisolated(unsafe) static let lasso = estimatorType(
    "Lasso", module: "sklearn.linear_model._coordinate_descent", mixin: regressor, members: Lasso.members,
    fitted: "coef_ intercept_ n_iter_ dual_gap_")
}

extension ScikitLearn.ElasticNet {
  /// `sklearn.linear_model.ElasticNet`.
  static let constructor = Constructor(
    """
    __init__(self, alpha=1.0, *, l1_ratio=0.5, fit_intercept=True, precompute=False, max_iter=1000, copy_X=True, \
    tol=0.0001, warm_start=False, positive=False, random_state=None, selection='cyclic')
    """
  ) { call in
    try call.refuse("warm_start")
    return .object(try ElasticNetObject(call, type: ScikitLearn.elasticNet))
  }
}

extension ScikitLearn.Lasso {
  /// `sklearn.linear_model.Lasso`.
  static let constructor = Constructor(
    """
    __init__(self, alpha=1.0, *, fit_intercept=True, precompute=False, copy_X=True, max_iter=1000, tol=0.0001, \
    warm_start=False, positive=False, random_state=None, selection='cyclic')
    """
  ) { call in
    try call.refuse("warm_start")
    return .object(try LassoObject(call, type: ScikitLearn.lasso))
  }
}
