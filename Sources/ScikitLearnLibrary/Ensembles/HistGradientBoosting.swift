import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Histogram boosting for classes and what it learned.
final class HistogramClassifierObject: ClassifierObject, HistogramBoostingObject {
  private(set) var boosting: FittedHistogramBoosting?
  var categories: HistogramCategories?
  var sampleNames: [String]?
  private var scores: [any RowOperation]?
  override var scoreOperations: [any RowOperation]? { scores }

  override func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    try fitEncoded(x, in: context) { (samples) throws(Raised) in
      try super.fit(samples, y, weights: weights, isRecorded: isRecorded, in: context)
    }
  }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let count = labels.classes.count
    guard count > 1 else { throw context.unsupportedNow("'\(type.name).fit' with one class") }
    let loss: HistogramLossKind
    switch (parameter("loss").stringValue, context.era) {
    case ("log_loss", _), ("auto", .classic): loss = count > 2 ? .multinomial(count) : .binomial
    case ("binary_crossentropy", .classic) where count == 2: loss = .binomial
    case ("categorical_crossentropy", .classic) where count > 2: loss = .multinomial(count)
    default: throw try unsupported("loss", in: context)
    }
    let fit = try fitted(
      features, labels.codes.map(Double.init), loss, weights: weights(labels, in: context), in: context)
    boosting = fit
    let raw = operation(fit)
    scores = [raw]
    let isClassic = context.era == .classic
    return ([raw] + (isClassic ? link : []), [raw] + link)
  }

  /// From raw predictions to probabilities.
  private var link: [any RowOperation] {
    (boosting?.outputs ?? 1) > 1 ? [Softmax()] : [LogisticProbabilities()]
  }

  /// The samples' weights times those of their classes, which are counted as numbers from zero.
  private func weights(_ labels: LabelColumn, in context: Context) throws(Raised) -> [Double]? {
    let codes = labels.classes.indices.map { Scalar.int(Int64($0)) }
    let byClass: [Double]
    switch try classWeights(codes, in: context) {
    case .uniform, .balancedSubsample: return sampleWeights
    case .balanced: byClass = balancedWeights(classes: labels.codes, count: labels.classes.count)
    case .byClass(let weights): byClass = weights
    }
    let expanded = labels.codes.map { byClass[$0] }
    return sampleWeights.map { zip($0, expanded).map { $0 * $1 } } ?? expanded
  }

  override func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    guard let transformer = categories?.transformer else { return try super.samples(x, in: context) }
    return try FeatureTable(ScikitLearn.call("transform", of: transformer, [x], in: context), in: context)
  }

  fileprivate func stagedVectors(
    _ x: Value, _ operations: [any RowOperation], in context: Context
  ) throws(Raised) -> Value {
    try staged(x, in: context) { raw in RowValues.vector(raw.map { .floats($0) }).columns(after: operations) }
  }

  fileprivate func stagedClasses(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let classLabels else { throw context.notFitted(self) }
    return try stagedVectors(x, (context.era == .classic ? link : []) + [ClassOf(classLabels)], in: context)
  }

  fileprivate func stagedProbabilities(_ x: Value, in context: Context) throws(Raised) -> Value {
    try stagedVectors(x, link, in: context)
  }

  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["max_features"] : [] }
  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "categorical_features" && era == .classic ? Value.none : nil
  }
  override func clone() -> EstimatorObject { HistogramClassifierObject(cloning: self) }
}

/// Histogram boosting for numbers and what it learned.
final class HistogramRegressorObject: RegressorObject, HistogramBoostingObject {
  private(set) var boosting: FittedHistogramBoosting?
  var categories: HistogramCategories?
  var sampleNames: [String]?

  override func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    try fitEncoded(x, in: context) { (samples) throws(Raised) in
      try super.fit(samples, y, weights: weights, isRecorded: isRecorded, in: context)
    }
  }

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let loss = try lossKind(target, in: context)
    let fit = try fitted(features, target, loss, weights: sampleWeights, in: context)
    boosting = fit
    return [operation(fit)] + (loss == .poisson || loss == .gamma ? [Exponentials()] : [])
  }

  private func lossKind(_ y: [Double], in context: Context) throws(Raised) -> HistogramLossKind {
    switch (parameter("loss").stringValue, context.era) {
    case ("squared_error", _): return .squaredError
    case ("absolute_error", _): return .absoluteError
    case ("quantile", _):
      guard let share = try context.double(parameter("quantile")) else {
        throw .typeError("quantile must be an instance of float, not NoneType.")
      }
      return .quantile(share)
    case ("poisson", _):
      if y.contains(where: { $0 < 0 }) || y.reduce(0, +) <= 0 {
        throw .valueError("loss='poisson' requires non-negative y and sum(y) > 0.")
      }
      return .poisson
    case ("gamma", .modern):
      if y.contains(where: { $0 <= 0 }) { throw .valueError("loss='gamma' requires strictly positive y.") }
      return .gamma
    default: throw try unsupported("loss", in: context)
    }
  }

  override func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    guard let transformer = categories?.transformer else { return try super.samples(x, in: context) }
    return try FeatureTable(ScikitLearn.call("transform", of: transformer, [x], in: context), in: context)
  }

  fileprivate func stagedAnswers(_ x: Value, in context: Context) throws(Raised) -> Value {
    let isExponential = ["poisson", "gamma"].contains(parameter("loss").stringValue)
    return try staged(x, in: context) { raw in
      raw.map { .floats(isExponential ? $0.map { exponential($0) } : $0) }
    }
  }

  override var takesSampleWeights: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["max_features"] : [] }
  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "categorical_features" && era == .classic ? Value.none : nil
  }
  override func clone() -> EstimatorObject { HistogramRegressorObject(cloning: self) }
}

extension HistogramBoostingObject {
  /// The names of the samples' features, where they have some.
  fileprivate func names(_ x: Value, in context: Context) throws(Raised) -> [String]? {
    let samples = try SampleTable(x, in: context)
    return samples.hasNames ? samples.names : nil
  }

  /// Fits on samples whose categories are brought to codes, and keeps the samples' own names.
  fileprivate func fitEncoded(
    _ x: Value, in context: Context, _ fit: (Value) throws(Raised) -> Void
  ) throws(Raised) {
    let prepared = try prepared(x, in: context)
    categories = prepared.categories
    sampleNames = try categories?.transformer.flatMap { (_) throws(Raised) in try names(x, in: context) }
    try fit(prepared.x)
    if let sampleNames, let featureCount { adopt(features: featureCount, names: sampleNames) }
  }

  /// A generator of what `answer` makes of the raw predictions after each iteration.
  fileprivate func staged(
    _ x: Value, in context: Context, _ answer: ([[Double]]) -> [Column]
  ) throws(Raised) -> Value {
    let fit = try fittedBoosting(in: context)
    let features = try samples(x, in: context)
    let domain = features.columns.first { $0.domain != nil }?.domain
    return .object(
      ArrayIterator(
        fit.stages(features.matrix).map { raw in
          let columns = answer(raw).map {
            context.untraced($0, domain: domain, reason: "a stage of boosting is not served")
          }
          if columns.count == 1, let only = columns.first { return .object(ArrayObject(only)) }
          return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64))
        }, type: Types.generator))
  }
}

extension ScikitLearn {
  package enum HistGradientBoostingClassifier {}
  package enum HistGradientBoostingRegressor {}
  /// What both have.
  package enum HistGradientBoosting {}

  nonisolated(unsafe) static let histGradientBoostingClassifier = estimatorType(
    "HistGradientBoostingClassifier", module: "sklearn.ensemble._hist_gradient_boosting.gradient_boosting",
    mixin: classifier, members: HistGradientBoostingClassifier.members + HistGradientBoosting.members)
  nonisolated(unsafe) static let histGradientBoostingRegressor = estimatorType(
    "HistGradientBoostingRegressor", module: "sklearn.ensemble._hist_gradient_boosting.gradient_boosting",
    mixin: regressor, members: HistGradientBoostingRegressor.members + HistGradientBoosting.members)
}

extension ScikitLearn.HistGradientBoosting {
  /// `n_iter_`: the iterations, fewer where the fit stopped early.
  static let iterations = Property("n_iter_") { call in .int(try call.histogramBoosting.iterations) }

  /// `n_trees_per_iteration_`.
  static let outputs = Property("n_trees_per_iteration_") { call in .int(try call.histogramBoosting.outputs) }

  /// `train_score_`: the negative loss after each iteration, and before the first.
  static let trainScore = Property("train_score_") { call in
    ScikitLearn.array(try call.histogramBoosting.trainScores)
  }

  /// `validation_score_`.
  static let validationScore = Property("validation_score_") { call in
    ScikitLearn.array(try call.histogramBoosting.validationScores)
  }

  /// `do_early_stopping_`.
  static let stopsEarly = Property("do_early_stopping_") { call in .bool(try call.histogramBoosting.stopsEarly) }

  /// `is_categorical_`: a flag a feature, None where none is.
  static let isCategorical = Property("is_categorical_") { call in
    guard let estimator = call.receiver.object as? any HistogramBoostingObject, estimator.boosting != nil else {
      throw call.noAttribute("is_categorical_")
    }
    guard let mask = estimator.categories?.mask else { return .none }
    return ScikitLearn.array(mask.map { Scalar.bool($0) })
  }
}

extension PythonRuntime.Call {
  fileprivate var histogramBoosting: FittedHistogramBoosting {
    get throws(Raised) {
      guard let estimator = receiver.object as? any HistogramBoostingObject else {
        throw unsupported("'\(signature.name)' of such an estimator")
      }
      return try estimator.fittedBoosting(in: context)
    }
  }
}

extension ScikitLearn.HistGradientBoostingClassifier {
  /// `sklearn.ensemble.HistGradientBoostingClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, loss='log_loss', *, learning_rate=0.1, max_iter=100, max_leaf_nodes=31, max_depth=None, \
    min_samples_leaf=20, l2_regularization=0.0, max_features=1.0, max_bins=255, categorical_features='from_dtype', \
    monotonic_cst=None, interaction_cst=None, warm_start=False, early_stopping='auto', scoring='loss', \
    validation_fraction=0.1, n_iter_no_change=10, tol=1e-07, verbose=0, random_state=None, class_weight=None)
    """
  ) { call in
    .object(try HistogramClassifierObject(call, type: ScikitLearn.histGradientBoostingClassifier))
  }

  /// `staged_predict(X)`: the classes after each iteration.
  static let stagedPredict = Method("staged_predict(self, X)") { call in
    try call.receiver(as: HistogramClassifierObject.self).stagedClasses(call["X"], in: call.context)
  }

  /// `staged_predict_proba(X)`: the probabilities after each iteration.
  static let stagedPredictProba = Method("staged_predict_proba(self, X)") { call in
    try call.receiver(as: HistogramClassifierObject.self).stagedProbabilities(call["X"], in: call.context)
  }

  /// `staged_decision_function(X)`: the raw predictions after each iteration.
  static let stagedDecisionFunction = Method("staged_decision_function(self, X)") { call in
    try call.receiver(as: HistogramClassifierObject.self).stagedVectors(call["X"], [], in: call.context)
  }
}

extension ScikitLearn.HistGradientBoostingRegressor {
  /// `sklearn.ensemble.HistGradientBoostingRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, loss='squared_error', *, quantile=None, learning_rate=0.1, max_iter=100, max_leaf_nodes=31, \
    max_depth=None, min_samples_leaf=20, l2_regularization=0.0, max_features=1.0, max_bins=255, \
    categorical_features='from_dtype', monotonic_cst=None, interaction_cst=None, warm_start=False, \
    early_stopping='auto', scoring='loss', validation_fraction=0.1, n_iter_no_change=10, tol=1e-07, verbose=0, \
    random_state=None)
    """
  ) { call in
    .object(try HistogramRegressorObject(call, type: ScikitLearn.histGradientBoostingRegressor))
  }

  /// `staged_predict(X)`: the answers after each iteration.
  static let stagedPredict = Method("staged_predict(self, X)") { call in
    try call.receiver(as: HistogramRegressorObject.self).stagedAnswers(call["X"], in: call.context)
  }
}
