import Kernels
import Learning
import PythonRuntime

/// scikit-learn's `tree_`: the nodes of a fitted tree as arrays.
final class FittedTreeObject: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "Tree", module: "sklearn.tree._tree", isOpen: true)

  private let fit: FittedForest

  init(_ fit: FittedForest) {
    self.fit = fit
    super.init(type: FittedTreeObject.type)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    let tree = fit.trees[0]
    switch name {
    case "node_count": return .int(tree.nodeCount)
    case "n_leaves": return ScikitLearn.numpyInteger(tree.left.count { $0 < 0 })
    case "max_depth": return .int(tree.maxDepth)
    case "n_features": return .int(fit.features)
    case "n_outputs": return .int(1)
    case "max_n_classes": return .int(fit.isClassifier ? fit.outputs : 1)
    case "n_classes": return ScikitLearn.array([fit.isClassifier ? fit.outputs : 1])
    case "children_left": return ScikitLearn.array(tree.left.map { Int($0) })
    case "children_right": return ScikitLearn.array(tree.right.map { Int($0) })
    case "feature": return ScikitLearn.array(tree.feature.map { Int($0) })
    case "threshold": return ScikitLearn.array(tree.threshold)
    case "impurity": return ScikitLearn.array(tree.impurity)
    case "n_node_samples": return ScikitLearn.array(tree.nodeSamples)
    case "weighted_n_node_samples": return ScikitLearn.array(tree.weightedNodeSamples)
    case "value": throw context.unsupportedNow("'tree_.value', an array of three dimensions")
    default: return try super.attribute(name, in: context)
    }
  }
}

/// Results under names, as attributes and as items: scikit-learn's `Bunch`.
final class NamedResults: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "Bunch", module: "sklearn.utils._bunch", isOpen: true)

  private let results: [(name: PythonString, value: Value)]

  init(_ results: [(name: PythonString, value: Value)]) {
    self.results = results
    super.init(type: NamedResults.type)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let result = results.first(where: { $0.name == name }) { return result.value }
    return try super.attribute(name, in: context)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if case .string(let name) = key, let result = results.first(where: { $0.name == name }) { return result.value }
    throw .keyError(key)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    try context.repr(.object(DictObject(results.map { ($0.name, $0.value) })))
  }
}
