import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A decision tree for numbers and what it learned.
final class DecisionTreeRegressorObject: RegressorObject {
  fileprivate private(set) var tree: FittedForest?

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let options = try treeOptions(TreeOptions(criterion: .squaredError), in: context)
    let random = try random(in: context)
    guard case .string("best") = parameter("splitter") else { throw context.unsupportedNow("'splitter' of a tree") }
    do throws(LearningError) {
      let tree = try fitTree(
        features.matrix, .numbers(target), options: options, sampleWeights: sampleWeights, random: random,
        era: context.learningEra,
        estimator: type.name)
      self.tree = tree
      return [
        TreeEnsembleMean(
          ParameterBlock(name: "tree.bin", bytes: tree.parameterTable()),
          missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float32")))
      ]
    } catch {
      throw context.raised(error)
    }
  }

  override var takesSampleWeights: Bool { true }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }

  override func clone() -> EstimatorObject { DecisionTreeRegressorObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let decisionTreeRegressor = estimatorType(
    "DecisionTreeRegressor", module: "sklearn.tree._classes", mixin: regressor,
    members: DecisionTreeRegressor.members)
}

extension ScikitLearn.DecisionTreeRegressor {
  /// `sklearn.tree.DecisionTreeRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, *, criterion='squared_error', splitter='best', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features=None, random_state=None, max_leaf_nodes=None, min_impurity_decrease=0.0, \
    ccp_alpha=0.0, monotonic_cst=None)
    """
  ) { call in
    try call.refuse("ccp_alpha", "monotonic_cst")
    return .object(try DecisionTreeRegressorObject(call, type: ScikitLearn.decisionTreeRegressor))
  }

  /// `feature_importances_`: the decrease in impurity of each feature.
  static let featureImportances = Property("feature_importances_") { call in
    let estimator = try call.receiver(as: DecisionTreeRegressorObject.self)
    guard let tree = estimator.tree else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array(tree.featureImportances)
  }
}
