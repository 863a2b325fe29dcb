import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// Least squares with a penalty on squared coefficients.
final class RidgeObject: LinearRegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    try fitted(features, targets: [target], in: context)
  }

  override func fitted(
    _ features: FeatureTable, targets: [[Double]], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let others = context.era == .classic ? "an instance of 'numpy.ndarray'" : "an array-like"
    let range = ParameterRange(text: "\(ParameterRange.notNegative(context).text) or \(others)") { $0 >= 0 }
    let alpha = try number("alpha", range, in: context)
    let solver = try word("solver", in: context)
    guard ["auto", "svd", "cholesky"].contains(solver) else { throw try unsupported("solver", in: context) }
    if try flag("positive", in: context) { throw try unsupported("positive", in: context) }
    do throws(LearningError) {
      var lines: [FittedLine] = []
      for target in targets {
        lines.append(
          try fitRidge(
            features.matrix, target, weights: sampleWeights, alpha: alpha, fitsIntercept: hasIntercept,
            estimator: type.name))
      }
      var attributes: [PythonString: Value] = ["n_iter_": .none]
      if context.era == .modern { attributes["solver_"] = solver == "svd" ? "svd" : "cholesky" }
      return serving(lines, attributes)
    } catch {
      throw context.raised(error)
    }
  }

  /// A target of one column gives a vector since scikit-learn 1.6.
  override func tableTarget(_ era: Era) -> TableTarget { era == .classic ? .kept : .keptIfSeveral }

  override func clone() -> EstimatorObject { RidgeObject(cloning: self) }
}

extension ScikitLearn {
  package enum Ridge {}

  nonisolated(unsafe) static let ridge = estimatorType(
    "Ridge", module: "sklearn.linear_model._ridge", mixin: regressor, members: Ridge.members,
    fitted: "coef_ intercept_ solver_ n_iter_")
}

extension ScikitLearn.Ridge {
  /// `sklearn.linear_model.Ridge`.
  static let constructor = Constructor(
    """
    __init__(self, alpha=1.0, *, fit_intercept=True, copy_X=True, max_iter=None, tol=0.0001, solver='auto', \
    positive=False, random_state=None)
    """
  ) { call in
    .object(try RidgeObject(call, type: ScikitLearn.ridge))
  }
}
