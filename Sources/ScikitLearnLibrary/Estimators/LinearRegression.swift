import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A linear regression by least squares and what it learned.
final class LinearRegressionObject: LinearRegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    try fitted(features, targets: [target], in: context)
  }

  override func fitted(
    _ features: FeatureTable, targets: [[Double]], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let cutoff = context.era == .modern ? try number("tol", .notNegative(context), in: context) : nil
    let normalizes = parameter("normalize").isTrue
    do throws(LearningError) {
      var lines: [FittedLine] = []
      for target in targets {
        lines.append(
          try fitLeastSquares(
            features.matrix, target, weights: sampleWeights, fitsIntercept: hasIntercept,
            normalizes: normalizes, cutoff: cutoff, estimator: type.name))
      }
      return serving(lines)
    } catch {
      throw context.raised(error)
    }
  }

  override func tableTarget(_ era: Era) -> TableTarget { .kept }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["tol", "normalize"] : ["normalize"] }

  override func clone() -> EstimatorObject { LinearRegressionObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let linearRegression = estimatorType(
    "LinearRegression", module: "sklearn.linear_model._base", mixin: regressor, members: LinearRegression.members,
    fitted: "coef_ intercept_")
}

extension ScikitLearn.LinearRegression {
  /// `sklearn.linear_model.LinearRegression`.
  static let constructor = Constructor(
    "__init__(self, *, fit_intercept=True, copy_X=True, tol=1e-06, n_jobs=None, positive=False, normalize=False)"
  ) { call in
    try call.refuse("positive")
    return .object(try LinearRegressionObject(call, type: ScikitLearn.linearRegression))
  }
}
