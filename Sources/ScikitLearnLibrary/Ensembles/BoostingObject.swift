import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What `GradientBoostingClassifier` and `GradientBoostingRegressor` share.
protocol BoostingObject: SupervisedObject {
  var boosting: FittedBoosting? { get }
}

extension BoostingObject {
  /// The fit, or Python's error where there is none.
  func fittedBoosting(in context: Context) throws(Raised) -> FittedBoosting {
    guard let boosting else { throw context.notFitted(self) }
    return boosting
  }

  /// The constructor's parameters as options of a fit.
  func boostingOptions(_ loss: BoostingLossKind, in context: Context) throws(Raised) -> BoostingOptions {
    try checkBoosting(in: context)
    var options = BoostingOptions(loss: loss)
    options.tree = try treeOptions(options.tree, in: context)
    options.stages = try context.index(parameter("n_estimators"))
    options.learningRate = try context.double(parameter("learning_rate")) ?? 0.1
    options.subsample = try context.double(parameter("subsample")) ?? 1
    options.alpha = try context.double(parameter("alpha")) ?? 0.9
    options.patience = try optionalInt("n_iter_no_change", in: context)
    options.tolerance = try context.double(parameter("tol")) ?? 1e-4
    options.validationFraction = try context.double(parameter("validation_fraction")) ?? 0.1
    switch parameter("init") {
    case .none: break
    case .string("zero"): options.beginsAtZero = true
    default: throw context.unsupportedNow("an estimator as 'init' of \(type.name)", id: "unsupported-argument")
    }
    if try context.truth(parameter("warm_start")), boosting != nil {
      throw context.unsupportedNow("'warm_start' of \(type.name)", id: "unsupported-argument")
    }
    return options
  }

  private func checkBoosting(in context: Context) throws(Raised) {
    try check("learning_rate", in: context, "a float in the range [0.0, inf)") { $0 >= 0 }
    try check("n_estimators", in: context, "an int in the range [1, inf)") { $0 >= 1 }
    try check("subsample", in: context, "a float in the range (0.0, 1.0]") { $0 > 0 && $0 <= 1 }
    try check("validation_fraction", in: context, "a float in the range (0.0, 1.0)") { $0 > 0 && $0 < 1 }
    try check("n_iter_no_change", in: context, "an int in the range [1, inf) or None") { $0 >= 1 }
    try check("tol", in: context, "a float in the range [0.0, inf)") { $0 >= 0 }
    try check("alpha", in: context, "a float in the range (0.0, 1.0)") { $0 > 0 && $0 < 1 }
  }

  /// Fits on all rows.
  func fitted(
    _ features: FeatureTable, _ target: TreeTarget, _ options: BoostingOptions, in context: Context
  ) throws(Raised) -> FittedBoosting {
    let split = options.patience == nil ? RandomState(seed: 0) : try random(in: context)
    let random = try random(in: context)
    var options = options
    options.goesOn = context.goesOn
    do throws(LearningError) {
      return try fitBoosting(
        features.matrix, target, options: options, sampleWeights: sampleWeights, split: split, random: random,
        era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
  }

  /// A generator of what `answer` makes of the raw predictions after each stage.
  func staged(
    _ x: Value, in context: Context, _ answer: @escaping ([Double]) -> [Column]
  ) throws(Raised) -> Value {
    let fit = try fittedBoosting(in: context)
    let features = try samples(x, in: context)
    if features.matrix.values.contains(where: \.isNaN) {
      throw context.raised(LearningError.missingInput(estimator: type.name))
    }
    let domain = features.columns.first { $0.domain != nil }?.domain
    var stages: [Value] = []
    fit.forEachStage(features.matrix) { _, raw in
      let columns = answer(raw).map {
        context.untraced($0, domain: domain, reason: "a stage of boosting is not served")
      }
      let single = columns.count == 1 ? columns.first : nil
      stages.append(
        .object(
          single.map { ArrayObject($0) }
            ?? ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64)))
    }
    return .object(ArrayIterator(stages, type: Types.generator))
  }

  /// The trees as estimators, a row a stage.
  func memberTrees(in context: Context) throws(Raised) -> Value {
    let fit = try fittedBoosting(in: context)
    let shared: [PythonString] = [
      "max_depth", "min_samples_split", "min_samples_leaf", "min_weight_fraction_leaf", "max_features",
      "max_leaf_nodes", "min_impurity_decrease", "ccp_alpha",
    ]
    var parameters = shared.map { (name: $0, value: parameter($0)) }
    parameters.append((name: "criterion", value: context.era == .classic ? parameter("criterion") : "squared_error"))
    var members: [Scalar] = []
    for tree in fit.trees {
      let single = FittedForest(
        tree: tree, features: fit.features, isClassifier: false, era: context.learningEra,
        estimator: "DecisionTreeRegressor")
      guard case .object(let object) = try ScikitLearn.regressionTree(single, parameters, in: context) else { continue }
      members.append(.object(ScalarObject(object)))
    }
    let columns = (0..<fit.outputs).map { k in
      TracedColumn(
        values: Column(.object(stride(from: k, to: members.count, by: fit.outputs).map { members[$0] })), dtype: .object
      )
    }
    return .object(ArrayObject(columns: columns, rows: fit.stages, dtype: .object))
  }
}

extension ScikitLearn {
  package enum Boosting {}
}

extension ScikitLearn.Boosting {
  /// `feature_importances_`: the mean decrease in impurity of each feature.
  static let featureImportances = Property("feature_importances_") { call in
    ScikitLearn.array(try call.boosting.featureImportances)
  }

  /// `train_score_`: the loss on the rows that each stage saw.
  static let trainScore = Property("train_score_") { call in ScikitLearn.array(try call.boosting.trainScores) }

  /// `oob_improvement_`: how much each stage lowered the loss on the rows that it did not see.
  static let outOfBagImprovement = Property("oob_improvement_") { call in
    ScikitLearn.array(try call.outOfBag("oob_improvement_", \.outOfBagImprovements))
  }

  /// `oob_scores_`: the loss after each stage on the rows that it did not see.
  static let outOfBagScores = Property("oob_scores_") { call in
    guard call.context.era == .modern else { throw call.noAttribute("oob_scores_") }
    return ScikitLearn.array(try call.outOfBag("oob_scores_", \.outOfBagScores))
  }

  /// `oob_score_`: the last of `oob_scores_`.
  static let outOfBagScore = Property("oob_score_") { call in
    guard call.context.era == .modern else { throw call.noAttribute("oob_score_") }
    return ScikitLearn.numpyScalar(try call.outOfBag("oob_score_", \.outOfBagScores).last ?? .nan)
  }

  /// `n_estimators_`: the stages, fewer where the fit stopped early.
  static let stageCount = Property("n_estimators_") { call in .int(try call.boosting.stages) }

  /// `max_features_`: how many features a node examines.
  static let maxFeatures = Property("max_features_") { call in
    let estimator = try call.receiver(as: SupervisedObject.self)
    let fit = try call.boosting
    return .int(try estimator.featureShare(in: call.context).count(of: fit.features))
  }

  /// `estimators_`: the trees, a row a stage and a column a class.
  static let members_ = Property("estimators_") { call in
    guard let estimator = call.receiver.object as? any BoostingObject else { return .none }
    return try estimator.memberTrees(in: call.context)
  }
}

extension PythonRuntime.Call {
  fileprivate var boosting: FittedBoosting {
    get throws(Raised) {
      guard let estimator = receiver.object as? any BoostingObject else {
        throw unsupported("'\(signature.name)' of such an estimator")
      }
      return try estimator.fittedBoosting(in: context)
    }
  }

  fileprivate func outOfBag(_ name: String, _ path: KeyPath<FittedBoosting, [Double]>) throws(Raised) -> [Double] {
    let numbers = try boosting[keyPath: path]
    if numbers.isEmpty { throw noAttribute(name) }
    return numbers
  }

  /// AttributeError for what only some fits leave.
  func noAttribute(_ name: String) -> Raised {
    .attributeError("'\(receiver.typeName)' object has no attribute '\(name)'")
  }
}
