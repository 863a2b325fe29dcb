import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A forest for numbers and what it learned: `RandomForestRegressor`, `ExtraTreesRegressor`.
final class ForestRegressorObject: RegressorObject, ForestObject {
  private(set) var forest: FittedForest?
  private(set) var outOfBagScore: Double?

  override func tableTarget(_ era: Era) -> TableTarget { .flattenedByEnsemble }

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let forest = try grown(features, .numbers(target), forestOptions(.regressor, in: context), in: context)
    self.forest = forest
    outOfBagScore = forest.outOfBag.map { r2Score(target, $0.values) }
    return [treeOperation(forest.parameterTable(), named: "forest.bin")]
  }

  func members(in context: Context) throws(Raised) -> [Value] {
    let forest = try fittedForest(in: context)
    var members: [Value] = []
    for index in forest.trees.indices {
      let tree = forest.member(index, estimator: "DecisionTreeRegressor")
      members.append(
        try ScikitLearn.regressionTree(tree, memberParameters(index), isRandom: splitsAtRandom, in: context))
    }
    return members
  }

  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }
  override func clone() -> EstimatorObject { ForestRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum RandomForestRegressor {}
  package enum ExtraTreesRegressor {}

  nonisolated(unsafe) static let randomForestRegressor = estimatorType(
    "RandomForestRegressor", module: "sklearn.ensemble._forest", mixin: regressor,
    members: RandomForestRegressor.members + Forest.members + ForestRegression.members)
  nonisolated(unsafe) static let extraTreesRegressor = estimatorType(
    "ExtraTreesRegressor", module: "sklearn.ensemble._forest", mixin: regressor,
    members: ExtraTreesRegressor.members + Forest.members + ForestRegression.members)
}

extension ScikitLearn.RandomForestRegressor {
  /// `sklearn.ensemble.RandomForestRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, n_estimators=100, *, criterion='squared_error', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features=1.0, max_leaf_nodes=None, min_impurity_decrease=0.0, bootstrap=True, \
    oob_score=False, n_jobs=None, random_state=None, verbose=0, warm_start=False, ccp_alpha=0.0, max_samples=None, \
    monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try ForestRegressorObject(call, type: ScikitLearn.randomForestRegressor))
  }
}

extension ScikitLearn.ExtraTreesRegressor {
  /// `sklearn.ensemble.ExtraTreesRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, n_estimators=100, *, criterion='squared_error', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features=1.0, max_leaf_nodes=None, min_impurity_decrease=0.0, bootstrap=False, \
    oob_score=False, n_jobs=None, random_state=None, verbose=0, warm_start=False, ccp_alpha=0.0, max_samples=None, \
    monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try ForestRegressorObject(call, type: ScikitLearn.extraTreesRegressor))
  }
}
