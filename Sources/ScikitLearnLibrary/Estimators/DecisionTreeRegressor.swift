import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A decision tree for numbers and what it learned.
final class DecisionTreeRegressorObject: RegressorObject, TreeObject {
  private(set) var tree: FittedForest?

  override func tableTarget(_ era: Era) -> TableTarget { .taken }

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let options = try treeOptions(TreeOptions(criterion: .squaredError), in: context)
    let random = try random(in: context)
    do throws(LearningError) {
      let tree = try fitTree(
        features.matrix, .numbers(target), options: options, sampleWeights: sampleWeights, random: random,
        era: context.learningEra,
        estimator: type.name)
      self.tree = tree
      return [treeOperation(tree.parameterTable(), named: "tree.bin")]
    } catch {
      throw context.raised(error)
    }
  }

  /// Takes over a tree that was grown as a member of an ensemble.
  func adopt(_ tree: FittedForest, in context: Context) throws(Raised) {
    self.tree = tree
    try adopt(
      [treeOperation(tree.parameterTable(), named: "tree.bin")], features: tree.features, in: context)
  }

  override var takesSampleWeights: Bool { true }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }

  override func clone() -> EstimatorObject { DecisionTreeRegressorObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let decisionTreeRegressor = estimatorType(
    "DecisionTreeRegressor", module: "sklearn.tree._classes", mixin: regressor,
    members: DecisionTreeRegressor.members + TreeStructure.members)
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
    try call.refuse("monotonic_cst")
    return .object(try DecisionTreeRegressorObject(call, type: ScikitLearn.decisionTreeRegressor))
  }
}

extension ScikitLearn {
  package enum ExtraTreeRegressor {}

  nonisolated(unsafe) static let extraTreeRegressor = TypeObject(
    name: "ExtraTreeRegressor", module: "sklearn.tree._classes", bases: [decisionTreeRegressor], isOpen: true,
    members: ExtraTreeRegressor.members)
}

extension ScikitLearn.ExtraTreeRegressor {
  /// `sklearn.tree.ExtraTreeRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, *, criterion='squared_error', splitter='random', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features=1.0, random_state=None, max_leaf_nodes=None, \
    min_impurity_decrease=0.0, ccp_alpha=0.0, monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try DecisionTreeRegressorObject(call, type: ScikitLearn.extraTreeRegressor))
  }
}
