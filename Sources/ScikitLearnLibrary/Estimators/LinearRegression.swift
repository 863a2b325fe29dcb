import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A linear regression by least squares and what it learned.
final class LinearRegressionObject: RegressorObject {
  fileprivate private(set) var line: FittedLine?

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    do throws(LearningError) {
      let line = try fitLeastSquares(
        features.matrix, target, fitsIntercept: parameter("fit_intercept").isTrue, estimator: type.name)
      self.line = line
      let table = linearParameterTable(
        coefficients: [line.coefficients], intercepts: [line.intercept], features: line.coefficients.count)
      return [
        LinearScoresOperation(
          ParameterBlock(name: "coefficients.bin", bytes: table),
          missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
      ]
    } catch {
      throw context.raised(error)
    }
  }

  override var flattensTarget: Bool { false }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["tol"] : [] }

  override func clone() -> EstimatorObject { LinearRegressionObject(cloning: self) }
}

extension Value {
  fileprivate var isTrue: Bool {
    if case .bool(false) = self { false } else { true }
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let linearRegression = estimatorType(
    "LinearRegression", module: "sklearn.linear_model._base", mixin: regressor, members: LinearRegression.members)
}

extension ScikitLearn.LinearRegression {
  /// `sklearn.linear_model.LinearRegression`.
  static let constructor = Constructor(
    "__init__(self, *, fit_intercept=True, copy_X=True, tol=1e-06, n_jobs=None, positive=False)"
  ) { call in
    try call.refuse("positive")
    return .object(try LinearRegressionObject(call, type: ScikitLearn.linearRegression))
  }

  /// `coef_`.
  static let coefficients = Property("coef_") { call in
    let estimator = try call.receiver(as: LinearRegressionObject.self)
    guard let line = estimator.line else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array(line.coefficients)
  }

  /// `intercept_`.
  static let intercept = Property("intercept_") { call in
    let estimator = try call.receiver(as: LinearRegressionObject.self)
    guard let line = estimator.line else { throw call.context.notFitted(estimator) }
    return ScikitLearn.numpyScalar(line.intercept)
  }
}
