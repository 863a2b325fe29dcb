import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A decision tree and what it learned.
final class DecisionTreeClassifierObject: ClassifierObject {
  fileprivate private(set) var tree: FittedForest?

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try treeOptions(TreeOptions(criterion: .gini), in: context)
    let weights = try classWeights(labels.classes, in: context)
    let random = try random(in: context)
    guard case .string("best") = parameter("splitter") else { throw context.unsupportedNow("'splitter' of a tree") }
    do throws(LearningError) {
      let tree = try fitTree(
        features.matrix, .classes(labels.codes, count: labels.classes.count), options: options,
        sampleWeights: sampleWeights, classWeights: weights,
        random: random, era: context.learningEra, estimator: type.name)
      self.tree = tree
      let operation = TreeEnsembleMean(
        ParameterBlock(name: "tree.bin", bytes: tree.parameterTable()),
        missing: refusal(.missingInput(estimator: type.name)),
        infinite: refusal(.infiniteInput("float32")))
      return ([operation], [operation])
    } catch {
      throw context.raised(error)
    }
  }

  override var hasDecisionFunction: Bool { false }

  override var takesSampleWeights: Bool { true }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }

  override func clone() -> EstimatorObject { DecisionTreeClassifierObject(cloning: self) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let decisionTreeClassifier = estimatorType(
    "DecisionTreeClassifier", module: "sklearn.tree._classes", mixin: classifier,
    members: DecisionTreeClassifier.members)
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
    try call.refuse("ccp_alpha", "monotonic_cst")
    return .object(try DecisionTreeClassifierObject(call, type: ScikitLearn.decisionTreeClassifier))
  }

  /// `feature_importances_`: the decrease in impurity of each feature.
  static let featureImportances = Property("feature_importances_") { call in
    let estimator = try call.receiver(as: DecisionTreeClassifierObject.self)
    guard let tree = estimator.tree else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array(tree.featureImportances)
  }
}
