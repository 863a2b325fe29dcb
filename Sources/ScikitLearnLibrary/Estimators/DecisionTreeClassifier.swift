import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A decision tree and what it learned.
final class DecisionTreeClassifierObject: ClassifierObject, TreeObject {
  private(set) var tree: FittedForest?

  override func tableTarget(_ era: Era) -> TableTarget { .taken }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try treeOptions(TreeOptions(criterion: .gini), in: context)
    let weights = try classWeights(labels.classes, in: context)
    let random = try random(in: context)
    do throws(LearningError) {
      let tree = try fitTree(
        features.matrix, .classes(labels.codes, count: labels.classes.count), options: options,
        sampleWeights: sampleWeights, classWeights: weights,
        random: random, era: context.learningEra, estimator: type.name)
      self.tree = tree
      let operation = treeOperation(tree.parameterTable(), named: "tree.bin")
      return ([operation], [operation])
    } catch {
      throw context.raised(error)
    }
  }

  override var hasDecisionFunction: Bool { false }

  /// Takes over a tree that was grown as a member of an ensemble.
  func adopt(_ tree: FittedForest, classes: [Scalar], in context: Context) throws(Raised) {
    self.tree = tree
    let operation = treeOperation(tree.parameterTable(), named: "tree.bin")
    try adopt(
      decision: [operation], probability: [operation], classes: classes, features: tree.features, in: context)
  }

  override var takesSampleWeights: Bool { true }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }

  override func clone() -> EstimatorObject { DecisionTreeClassifierObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let decisionTreeClassifier = estimatorType(
    "DecisionTreeClassifier", module: "sklearn.tree._classes", mixin: classifier,
    members: DecisionTreeClassifier.members + TreeStructure.members + TreeClassification.members)
}

extension ScikitLearn.DecisionTreeClassifier {
  /// `sklearn.tree.DecisionTreeClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, *, criterion='gini', splitter='best', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features=None, random_state=None, max_leaf_nodes=None, min_impurity_decrease=0.0, \
    class_weight=None, ccp_alpha=0.0, monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try DecisionTreeClassifierObject(call, type: ScikitLearn.decisionTreeClassifier))
  }
}

extension ScikitLearn {
  package enum ExtraTreeClassifier {}

  nonisolated(unsafe) static let extraTreeClassifier = TypeObject(
    name: "ExtraTreeClassifier", module: "sklearn.tree._classes", bases: [decisionTreeClassifier], isOpen: true,
    members: ExtraTreeClassifier.members)
}

extension ScikitLearn.ExtraTreeClassifier {
  /// `sklearn.tree.ExtraTreeClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, *, criterion='gini', splitter='random', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features='sqrt', random_state=None, max_leaf_nodes=None, \
    min_impurity_decrease=0.0, class_weight=None, ccp_alpha=0.0, monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try DecisionTreeClassifierObject(call, type: ScikitLearn.extraTreeClassifier))
  }
}
