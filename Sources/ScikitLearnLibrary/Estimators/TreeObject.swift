import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// What trees for classes and for numbers share.
protocol TreeObject: SupervisedObject {
  var tree: FittedForest? { get }
}

extension ScikitLearn {
  /// What every tree has.
  package enum TreeStructure {}
  /// What trees for classes have.
  package enum TreeClassification {}
  /// Functions of `sklearn.tree`.
  package enum Tree {}
}

extension ScikitLearn.TreeStructure {
  /// `feature_importances_`: the decrease in impurity of each feature.
  static let featureImportances = Property("feature_importances_") { call in
    ScikitLearn.array(try call.fittedTree.featureImportances)
  }

  /// `tree_`: the nodes.
  static let nodes = Property("tree_") { call in .object(FittedTreeObject(try call.tree(for: "tree_"))) }

  /// `get_depth()`.
  static let depth = Method("get_depth(self)") { call in .int(try call.fittedTree.trees[0].maxDepth) }

  /// `get_n_leaves()`.
  static let leafCount = Method("get_n_leaves(self)") { call in
    ScikitLearn.numpyInteger(try call.fittedTree.trees[0].left.count { $0 < 0 })
  }

  /// `max_features_`: how many features a node examines.
  static let maxFeatures = Property("max_features_") { call in
    let fit = try call.tree(for: "max_features_")
    let estimator = try call.receiver(as: SupervisedObject.self)
    return .int(try estimator.featureShare(in: call.context).count(of: fit.features))
  }

  /// `apply(X)`: the leaf of every row.
  static let apply = Method("apply(self, X, check_input=True)") { call in
    let fit = try call.fittedTree
    let features = try call.receiver(as: SupervisedObject.self).samples(call["X"], in: call.context)
    return try ScikitLearn.leaves(fit, features, isFlat: true, in: call.context)
  }

  /// `cost_complexity_pruning_path(X, y)`: the costs at which branches are cut.
  static let pruningPath = Method("cost_complexity_pruning_path(self, X, y, sample_weight=None)") { call in
    let context = call.context
    guard let clone = try call.receiver(as: EstimatorObject.self).clone() as? any TreeObject else {
      throw call.unsupported("'cost_complexity_pruning_path' of such an estimator")
    }
    _ = clone.setParameter("ccp_alpha", to: 0.0)
    try clone.fit(call["X"], call["y"], weights: call["sample_weight"], isRecorded: false, in: context)
    guard let tree = clone.tree?.trees.first else { throw context.notFitted(clone) }
    let path = tree.pruningPath
    return .object(
      NamedResults([
        (name: "ccp_alphas", value: ScikitLearn.array(path.alphas)),
        (name: "impurities", value: ScikitLearn.array(path.costs)),
      ]))
  }
}

extension ScikitLearn.TreeClassification {
  /// `n_classes_`.
  static let classCount = Property("n_classes_") { call in
    ScikitLearn.numpyInteger(try call.tree(for: "n_classes_").outputs)
  }
}

extension ScikitLearn.Tree {
  /// `sklearn.tree.export_text`: the tree as lines of text.
  static let exportText = Function(
    """
    export_text(decision_tree, *, feature_names=None, class_names=None, max_depth=10, spacing=3, decimals=2, \
    show_weights=False)
    """
  ) { call in
    let context = call.context
    guard let estimator = call["decision_tree"].object as? any TreeObject else {
      throw call.unsupported("'export_text' of a '\(call["decision_tree"].typeName)'")
    }
    guard let fit = estimator.tree else { throw context.notFitted(estimator) }
    var classes: [String] = []
    if let classifier = estimator as? ClassifierObject {
      classes = try call.names("class_names") ?? classifier.shownClasses(in: context)
    }
    let names = try call.names("feature_names")
    if let names, names.count != fit.features {
      throw Raised.valueError("feature_names must contain \(fit.features) elements, got \(names.count)")
    }
    let text = TreeText(
      featureNames: names ?? (0..<fit.features).map { "feature_\($0)" }, classNames: classes,
      maxDepth: try call.int("max_depth"), spacing: max(1, min(try call.int("spacing"), 1000)),
      decimals: max(0, min(try call.int("decimals"), 300)), showsWeights: try call.bool("show_weights"),
      valuesAreFractions: context.learningEra.treeValuesAreFractions)
    return .string(PythonString(text.rendered(fit.trees[0])))
  }
}

extension ClassifierObject {
  /// The classes as `str` shows them.
  fileprivate func shownClasses(in context: Context) throws(Raised) -> [String] {
    var names: [String] = []
    for label in classLabels ?? [] { names.append(try context.str(label.pythonValue).description) }
    return names
  }
}

extension Call {
  /// Names as strings; `nil` for None.
  fileprivate func names(_ name: String) throws(Raised) -> [String]? {
    if isNone(name) { return nil }
    var names: [String] = []
    for item in try list(name) { names.append(try context.str(item).description) }
    return names
  }

  /// The fit for an attribute that only a fit makes.
  fileprivate func tree(for name: String) throws(Raised) -> FittedForest {
    if let estimator = receiver.object as? any TreeObject, estimator.tree == nil {
      throw .attributeError("'\(receiver.typeName)' object has no attribute '\(name)'")
    }
    return try fittedTree
  }

  fileprivate var fittedTree: FittedForest {
    get throws(Raised) {
      guard let estimator = receiver.object as? any TreeObject else {
        throw unsupported("'\(signature.name)' of such an estimator")
      }
      guard let tree = estimator.tree else { throw context.notFitted(estimator) }
      return tree
    }
  }
}
