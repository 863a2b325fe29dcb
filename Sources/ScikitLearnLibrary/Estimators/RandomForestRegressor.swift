import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A random forest for numbers and what it learned.
final class RandomForestRegressorObject: RegressorObject {
  fileprivate private(set) var forest: FittedForest?

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    var options = ForestOptions.regressor
    options.trees = try context.index(parameter("n_estimators"))
    options.tree = try treeOptions(options.tree, in: context)
    options.bootstrap = try context.truth(parameter("bootstrap"))
    options.bootstrapSize = parameter("max_samples").isNone ? nil : try size("max_samples", in: context)
    options.outOfBag = try context.truth(parameter("oob_score"))
    guard case .bool(false) = parameter("warm_start") else { throw context.unsupportedNow("'warm_start' of a forest") }
    let random = try random(in: context)
    do throws(LearningError) {
      let forest = try fitForest(
        features.matrix, .numbers(target), options: options, sampleWeights: sampleWeights, random: random,
        era: context.learningEra,
        estimator: type.name)
      self.forest = forest
      return [
        TreeEnsembleMean(
          ParameterBlock(name: "forest.bin", bytes: forest.parameterTable()),
          missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float32")))
      ]
    } catch {
      throw context.raised(error)
    }
  }

  override var takesSampleWeights: Bool { true }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }

  override func clone() -> EstimatorObject { RandomForestRegressorObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let randomForestRegressor = estimatorType(
    "RandomForestRegressor", module: "sklearn.ensemble._forest", mixin: regressor,
    members: RandomForestRegressor.members)
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
    try call.refuse("ccp_alpha", "monotonic_cst")
    return .object(try RandomForestRegressorObject(call, type: ScikitLearn.randomForestRegressor))
  }

  /// `feature_importances_`: the mean decrease in impurity of each feature.
  static let featureImportances = Property("feature_importances_") { call in
    let estimator = try call.receiver(as: RandomForestRegressorObject.self)
    guard let forest = estimator.forest else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array(forest.featureImportances)
  }
}
