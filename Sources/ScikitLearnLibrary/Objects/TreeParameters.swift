import Kernels
import Learning
import PythonRuntime

extension EstimatorObject {
  /// The parameters that trees and forests share.
  func treeOptions(_ standard: TreeOptions, in context: Context) throws(Raised) -> TreeOptions {
    var options = standard
    try checkSizes(in: context)
    options.criterion = try criterion(in: context)
    options.maxDepth = try optionalInt("max_depth", in: context)
    options.minSamplesSplit = try size("min_samples_split", in: context)
    options.minSamplesLeaf = try size("min_samples_leaf", in: context)
    options.minWeightFractionLeaf = try context.double(parameter("min_weight_fraction_leaf")) ?? 0
    options.maxFeatures = try featureShare(in: context)
    options.maxLeafNodes = try optionalInt("max_leaf_nodes", in: context)
    options.minImpurityDecrease = try context.double(parameter("min_impurity_decrease")) ?? 0
    return options
  }

  /// Refuses sizes that no tree can have, as scikit-learn's check of parameters does.
  private func checkSizes(in context: Context) throws(Raised) {
    try check("n_estimators", in: context, "an int in the range [1, inf)") { $0 >= 1 }
    try check("max_depth", in: context, "an int in the range [1, inf) or None") { $0 >= 1 }
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

  private func criterion(in context: Context) throws(Raised) -> TreeCriterion {
    let isClassifier = self is ClassifierObject
    switch parameter("criterion") {
    case .string("gini") where isClassifier: return .gini
    case .string("entropy") where isClassifier, .string("log_loss") where isClassifier: return .entropy
    case .string("squared_error") where !isClassifier: return .squaredError
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

  private func featureShare(in context: Context) throws(Raised) -> FeatureShare {
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
