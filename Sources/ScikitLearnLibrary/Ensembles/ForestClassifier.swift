import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A forest for classes and what it learned: `RandomForestClassifier`, `ExtraTreesClassifier`.
final class ForestClassifierObject: ClassifierObject, ForestObject {
  private(set) var forest: FittedForest?
  private(set) var outOfBagScore: Double?

  override func tableTarget(_ era: Era) -> TableTarget { .flattenedByEnsemble }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    var options = try forestOptions(.classifier, in: context)
    options.classWeights = try classWeights(labels.classes, in: context)
    let forest = try grown(
      features, .classes(labels.codes, count: labels.classes.count), options, in: context)
    self.forest = forest
    outOfBagScore = forest.outOfBagClasses.map { accuracy(labels.codes, $0) }
    let operation = treeOperation(forest.parameterTable(), named: "forest.bin")
    return ([operation], [operation])
  }

  func members(in context: Context) throws(Raised) -> [Value] {
    let forest = try fittedForest(in: context)
    let classes = (0..<forest.outputs).map { Scalar.float(Double($0)) }
    var members: [Value] = []
    for index in forest.trees.indices {
      let tree = forest.member(index, estimator: "DecisionTreeClassifier")
      members.append(
        try ScikitLearn.classificationTree(
          tree, classes: classes, memberParameters(index), isRandom: splitsAtRandom, in: context))
    }
    return members
  }

  override var hasDecisionFunction: Bool { false }
  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["monotonic_cst"] : [] }
  override func clone() -> EstimatorObject { ForestClassifierObject(cloning: self) }
}

extension ScikitLearn {
  package enum RandomForestClassifier {}
  package enum ExtraTreesClassifier {}

  nonisolated(unsafe) static let randomForestClassifier = estimatorType(
    "RandomForestClassifier", module: "sklearn.ensemble._forest", mixin: classifier,
    members: RandomForestClassifier.members + Forest.members + ForestClassification.members)
  nonisolated(unsafe) static let extraTreesClassifier = estimatorType(
    "ExtraTreesClassifier", module: "sklearn.ensemble._forest", mixin: classifier,
    members: ExtraTreesClassifier.members + Forest.members + ForestClassification.members)
}

extension ScikitLearn.RandomForestClassifier {
  /// `sklearn.ensemble.RandomForestClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, n_estimators=100, *, criterion='gini', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features='sqrt', max_leaf_nodes=None, min_impurity_decrease=0.0, bootstrap=True, \
    oob_score=False, n_jobs=None, random_state=None, verbose=0, warm_start=False, class_weight=None, ccp_alpha=0.0, \
    max_samples=None, monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try ForestClassifierObject(call, type: ScikitLearn.randomForestClassifier))
  }
}

extension ScikitLearn.ExtraTreesClassifier {
  /// `sklearn.ensemble.ExtraTreesClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, n_estimators=100, *, criterion='gini', max_depth=None, min_samples_split=2, min_samples_leaf=1, \
    min_weight_fraction_leaf=0.0, max_features='sqrt', max_leaf_nodes=None, min_impurity_decrease=0.0, bootstrap=False, \
    oob_score=False, n_jobs=None, random_state=None, verbose=0, warm_start=False, class_weight=None, ccp_alpha=0.0, \
    max_samples=None, monotonic_cst=None)
    """
  ) { call in
    try call.refuse("monotonic_cst")
    return .object(try ForestClassifierObject(call, type: ScikitLearn.extraTreesClassifier))
  }
}
