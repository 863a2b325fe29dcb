import Columns
import Kernels
import Learning
import PythonRuntime
import Tracing

extension EstimatorObject {
  /// The parameters that trees and forests share.
  func treeOptions(_ standard: TreeOptions, in context: Context) throws(Raised) -> TreeOptions {
    var options = standard
    try checkSizes(in: context)
    options.criterion = try criterion(standard.criterion, in: context)
    options.maxDepth = try optionalInt("max_depth", in: context)
    options.minSamplesSplit = try size("min_samples_split", in: context)
    options.minSamplesLeaf = try size("min_samples_leaf", in: context)
    options.minWeightFractionLeaf = try context.double(parameter("min_weight_fraction_leaf")) ?? 0
    options.maxFeatures = try featureShare(in: context)
    options.maxLeafNodes = try optionalInt("max_leaf_nodes", in: context)
    options.minImpurityDecrease = try context.double(parameter("min_impurity_decrease")) ?? 0
    options.pruning = try context.double(parameter("ccp_alpha")) ?? 0
    switch parameter("splitter") {
    case .string("random"): options.splitting = .random
    case .none, .string("best"): break
    default:
      throw Raised(
        ScikitLearn.invalidParameterError,
        "The 'splitter' parameter of \(type.name) must be a str among {'best', 'random'}. Got "
          + "\(try context.repr(parameter("splitter"))) instead.")
    }
    return options
  }

  /// Refuses sizes that no tree can have, as scikit-learn's check of parameters does.
  private func checkSizes(in context: Context) throws(Raised) {
    try check("n_estimators", in: context, "an int in the range [1, inf)") { $0 >= 1 }
    try check("max_depth", in: context, "an int in the range [1, inf) or None") { $0 >= 1 }
    try check("ccp_alpha", in: context, "a float in the range [0.0, inf)") { $0 >= 0 }
    try check("max_leaf_nodes", in: context, "an int in the range [2, inf) or None") { $0 >= 2 }
    try check("min_samples_split", in: context, "an int in the range [2, inf) or a float in the range (0.0, 1.0]") {
      $0 >= 2 || $0 > 0 && $0 <= 1
    }
    try check("min_samples_leaf", in: context, "an int in the range [1, inf) or a float in the range (0.0, 1.0)") {
      $0 > 0
    }
    try check("min_weight_fraction_leaf", in: context, "a float in the range [0.0, 0.5]") { $0 >= 0 && $0 <= 0.5 }
    try check("max_samples", in: context, "None, a float in the range (0.0, 1.0] or an int in the range [1, inf)") {
      $0 > 0
    }
    try check(
      "max_features", in: context,
      "an int in the range [1, inf), a float in the range (0.0, 1.0], a str among {'log2', 'sqrt'} or None"
    ) { $0 > 0 }
  }

  /// - Parameter standard: a criterion of the kind that the trees have.
  private func criterion(_ standard: TreeCriterion, in context: Context) throws(Raised) -> TreeCriterion {
    let isClassifier = standard == .gini || standard == .entropy
    switch parameter("criterion") {
    case .string("gini") where isClassifier: return .gini
    case .string("entropy") where isClassifier, .string("log_loss") where isClassifier: return .entropy
    case .string("squared_error") where !isClassifier, .string("deprecated") where !isClassifier: return .squaredError
    case .string("friedman_mse") where !isClassifier:
      if context.era == .classic { return .friedmanSquaredError }
      // The modern era takes the name, warns, and goes on with another; boosting keeps the name.
      if !(self is any BoostingObject) { _ = setParameter("criterion", to: "squared_error") }
      return .squaredError
    case let other:
      throw context.unsupportedNow("'criterion=\(try context.repr(other))' of \(type.name)", id: "unsupported-argument")
    }
  }

  func optionalInt(_ name: PythonString, in context: Context) throws(Raised) -> Int? {
    let value = parameter(name)
    return value.isNone ? nil : try context.index(value)
  }

  /// A count, or a fraction of the samples.
  func size(_ name: PythonString, in context: Context) throws(Raised) -> PartSize {
    let value = parameter(name)
    if case .float(let fraction) = value { return .fraction(fraction) }
    return .count(try context.index(value))
  }

  func featureShare(in context: Context) throws(Raised) -> FeatureShare {
    switch parameter("max_features") {
    case .none: return .all
    case .string("sqrt"): return .squareRoot
    // Up to scikit-learn 1.2 'auto' means the square root for classifiers.
    case .string("auto"): return self is ClassifierObject ? .squareRoot : .all
    case .string("log2"): return .log2
    case .float(let fraction): return .fraction(fraction)
    case let other: return .count(try context.index(other))
    }
  }
}
