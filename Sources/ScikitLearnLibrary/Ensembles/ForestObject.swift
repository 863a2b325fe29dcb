import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What forests for classes and for numbers share.
protocol ForestObject: SupervisedObject {
  var forest: FittedForest? { get }
  /// `oob_score_`, if it was asked for.
  var outOfBagScore: Double? { get }
  /// The trees as estimators of their own.
  func members(in context: Context) throws(Raised) -> [Value]
}

extension ForestObject {
  /// The fit, or Python's error where there is none.
  func fittedForest(in context: Context) throws(Raised) -> FittedForest {
    guard let forest else { throw context.notFitted(self) }
    return forest
  }

  /// Whether it is one of extremely randomised trees.
  var splitsAtRandom: Bool {
    type === ScikitLearn.extraTreesClassifier || type === ScikitLearn.extraTreesRegressor
  }

  /// The constructor's parameters as options of a fit; class weights are left to the caller.
  func forestOptions(_ standard: ForestOptions, in context: Context) throws(Raised) -> ForestOptions {
    var options = standard
    options.tree = try treeOptions(options.tree, in: context)
    options.tree.splitting = splitsAtRandom ? .random : .best
    options.trees = try context.index(parameter("n_estimators"))
    options.bootstrap = try context.truth(parameter("bootstrap"))
    if !options.bootstrap, !parameter("max_samples").isNone {
      throw .valueError(
        "`max_sample` cannot be set if `bootstrap=False`. Either switch to `bootstrap=True` or set `max_sample=None`.")
    }
    options.bootstrapSize = parameter("max_samples").isNone ? nil : try size("max_samples", in: context)
    options.outOfBag = try context.truth(parameter("oob_score"))
    if options.outOfBag, !options.bootstrap {
      throw .valueError("Out of bag estimation only available if bootstrap=True")
    }
    if try context.truth(parameter("warm_start")), forest != nil {
      throw context.unsupportedNow("'warm_start' of a forest", id: "unsupported-argument")
    }
    return options
  }

  /// Grows the trees.
  func grown(
    _ features: FeatureTable, _ target: TreeTarget, _ options: ForestOptions, in context: Context
  ) throws(Raised) -> FittedForest {
    let random = try random(in: context)
    var options = options
    options.goesOn = context.goesOn
    do throws(LearningError) {
      return try fitForest(
        features.matrix, target, options: options, sampleWeights: sampleWeights, random: random,
        era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
  }

  /// The parameters of the tree at `index`, as the forest hands them on.
  func memberParameters(_ index: Int) -> [(name: PythonString, value: Value)] {
    let names: [PythonString] = [
      "criterion", "max_depth", "min_samples_split", "min_samples_leaf", "min_weight_fraction_leaf", "max_features",
      "max_leaf_nodes", "min_impurity_decrease", "ccp_alpha",
    ]
    var parameters = names.map { (name: $0, value: parameter($0)) }
    if let seeds = forest?.seeds, seeds.indices.contains(index) {
      parameters.append((name: "random_state", value: .int(Int(seeds[index]))))
    }
    return parameters
  }
}

extension ScikitLearn {
  /// What all forests have.
  package enum Forest {}
  /// What forests for classes have.
  package enum ForestClassification {}
  /// What forests for numbers have.
  package enum ForestRegression {}
}

extension ScikitLearn.Forest {
  /// `feature_importances_`: the mean decrease in impurity of each feature.
  static let featureImportances = Property("feature_importances_") { call in
    ScikitLearn.array(try call.fittedForest.featureImportances)
  }

  /// `estimators_`: the trees.
  static let estimators = Property("estimators_") { call in
    let estimator = try call.forest
    if estimator.forest == nil { throw call.noAttribute("estimators_") }
    return .list(try estimator.members(in: call.context))
  }

  /// `oob_score_`: the accuracy or R² over the trees that did not see a row.
  static let outOfBagScore = Property("oob_score_") { call in
    guard let score = try call.forest.outOfBagScore else { throw call.noAttribute("oob_score_") }
    return ScikitLearn.score(score, in: call.context)
  }

  /// `apply(X)`: the leaf of every row, a column a tree.
  static let apply = Method("apply(self, X)") { call in
    let (estimator, forest) = (try call.forest, try call.fittedForest)
    let features = try estimator.samples(call["X"], in: call.context)
    return try ScikitLearn.leaves(forest, features, isFlat: false, in: call.context)
  }
}

extension ScikitLearn.ForestClassification {
  /// `oob_decision_function_`: each row's probabilities by the trees that did not see it.
  static let outOfBagDecision = Property("oob_decision_function_") { call in
    guard let matrix = try call.forest.forest?.outOfBag else { throw call.noAttribute("oob_decision_function_") }
    return ScikitLearn.matrix((0..<matrix.rows).map { matrix.row($0) })
  }

  /// `n_classes_`.
  static let classCount = Property("n_classes_") { call in
    guard let fit = try call.forest.forest else { throw call.noAttribute("n_classes_") }
    return .int(fit.outputs)
  }
}

extension ScikitLearn.ForestRegression {
  /// `oob_prediction_`: each row's answer by the trees that did not see it.
  static let outOfBagPrediction = Property("oob_prediction_") { call in
    guard let matrix = try call.forest.forest?.outOfBag else { throw call.noAttribute("oob_prediction_") }
    return ScikitLearn.array(matrix.values)
  }
}

extension ScikitLearn {
  /// The leaf of every row, a column a tree; of one tree a vector, if it is flat.
  static func leaves(
    _ forest: FittedForest, _ features: FeatureTable, isFlat: Bool, in context: Context
  ) throws(Raised) -> Value {
    let leaves: [[Int32]]
    do throws(LearningError) { leaves = try forest.leaves(features.matrix) } catch { throw context.raised(error) }
    let domain = features.columns.first { $0.domain != nil }?.domain
    let columns = leaves.map { leaves in
      context.untraced(
        .ints(leaves.map { Int64($0) }), domain: domain, reason: "the number of a tree's leaf is not served")
    }
    if isFlat, let first = columns.first { return .object(ArrayObject(first)) }
    return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .int64))
  }
}

extension PythonRuntime.Call {
  fileprivate var forest: any ForestObject {
    get throws(Raised) {
      guard let estimator = receiver.object as? any ForestObject else {
        throw unsupported("'\(signature.name)' of such an estimator")
      }
      return estimator
    }
  }

  fileprivate var fittedForest: FittedForest {
    get throws(Raised) { try forest.fittedForest(in: context) }
  }
}
