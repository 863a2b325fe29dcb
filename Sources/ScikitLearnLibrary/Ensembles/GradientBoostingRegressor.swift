import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// Gradient boosting for numbers and what it learned.
final class GradientBoostingRegressorObject: RegressorObject, BoostingObject {
  private(set) var boosting: FittedBoosting?

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let fit = try fitted(
      features, .numbers(target), boostingOptions(lossKind(in: context), in: context), in: context)
    boosting = fit
    return [treeOperation(fit.parameterTable(), named: "boosting.bin")]
  }

  private func lossKind(in context: Context) throws(Raised) -> BoostingLossKind {
    switch parameter("loss") {
    case .string("squared_error"): return .squaredError
    case .string("absolute_error"): return .absoluteError
    case .string("huber"): return .huber
    case .string("quantile"): return .quantile
    case let other:
      throw Raised(
        ScikitLearn.invalidParameterError,
        "The 'loss' parameter of GradientBoostingRegressor must be a str among "
          + "{'absolute_error', 'huber', 'quantile', 'squared_error'}. "
          + "Got \(try context.repr(other)) instead.")
    }
  }

  override var takesSampleWeights: Bool { true }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "criterion" && era == .classic ? "friedman_mse" : nil
  }

  override func clone() -> EstimatorObject { GradientBoostingRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum GradientBoostingRegressor {}

  nonisolated(unsafe) static let gradientBoostingRegressor = estimatorType(
    "GradientBoostingRegressor", module: "sklearn.ensemble._gb", mixin: regressor,
    members: GradientBoostingRegressor.members + Boosting.members)
}

extension ScikitLearn.GradientBoostingRegressor {
  /// `sklearn.ensemble.GradientBoostingRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, *, loss='squared_error', learning_rate=0.1, n_estimators=100, subsample=1.0, criterion='deprecated', \
    min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_depth=3, min_impurity_decrease=0.0, \
    init=None, random_state=None, max_features=None, alpha=0.9, verbose=0, max_leaf_nodes=None, warm_start=False, \
    validation_fraction=0.1, n_iter_no_change=None, tol=0.0001, ccp_alpha=0.0)
    """
  ) { call in
    .object(try GradientBoostingRegressorObject(call, type: ScikitLearn.gradientBoostingRegressor))
  }

  /// `staged_predict(X)`: the answers after each stage.
  static let stagedPredict = Method("staged_predict(self, X)") { call in
    try call.receiver(as: GradientBoostingRegressorObject.self).staged(call["X"], in: call.context) { [.floats($0)] }
  }
}
