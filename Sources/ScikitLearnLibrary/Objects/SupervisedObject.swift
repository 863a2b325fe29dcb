import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A classifier or regressor: what both do around learning and predicting.
class SupervisedObject: EstimatorObject {
  private(set) var featureNames: [String]?
  private(set) var featureCount: Int?
  /// The weight of each sample in the fit that runs; `nil` where none are given.
  private(set) var sampleWeights: [Double]?
  /// The position of the latest fit in the replay's log.
  private var fit: Int?

  /// Whether `fit` honours `sample_weight`. Subclasses override it.
  var takesSampleWeights: Bool { false }

  /// Whether scikit-learn sums in an order that depends on the processor when it learns: in BLAS and LAPACK, with which ours
  /// agrees to some units in the last place, amplified by what the iterations make of them. Subclasses override it.
  var learnsByBLAS: Bool { false }

  /// numpy's dtype of an answer, where the values do not tell it.
  var answerDType: DType? { nil }

  /// What `fit` makes of a target of two dimensions. Subclasses override it.
  func tableTarget(_ era: Era) -> TableTarget { .flattened }

  /// Learns, and gives what serves with the target that it learned. Subclasses override it.
  func learn(
    _ features: FeatureTable, _ y: Value, in context: Context
  ) throws(Raised) -> (model: any ServableModel, target: TracedColumn) {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  /// `predict(X)`. Subclasses override it.
  func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    throw context.unsupportedNow("'\(type.name).predict'")
  }

  /// `predict(X)` as Python sees it.
  func answer(_ x: Value, in context: Context) throws(Raised) -> Value {
    .object(ArrayObject(try predicted(x, in: context), dtype: answerDType))
  }

  /// `score(X, y, sample_weight)`. Subclasses override it.
  func score(_ x: Value, _ y: Value, weights: [Double]? = nil, in context: Context) throws(Raised) -> Double {
    throw context.unsupportedNow("'\(type.name).score'")
  }

  /// `fit(X, y)`.
  ///
  /// - Parameters:
  ///   - weights: `sample_weight`.
  ///   - isRecorded: whether the replay may serve the fit; folds of a cross-validation are not.
  func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    let features = try FeatureTable(x, in: context)
    let count = try ScikitLearn.rowCount(y, in: context)
    guard features.rowCount == count else {
      throw .valueError(
        "Found input variables with inconsistent numbers of samples: [\(features.rowCount), \(count)]")
    }
    if !weights.isNone, !takesSampleWeights {
      throw context.unsupportedNow("argument 'sample_weight' of '\(type.name).fit'", id: "unsupported-argument")
    }
    sampleWeights = try ScikitLearn.sampleWeights(weights, count: count, in: context)
    defer { sampleWeights = nil }
    try tableTarget(context.era).warn(of: y, in: context)
    let (model, target) = try learn(learnsByBLAS ? features.rounded(in: context) : features, y, in: context)
    featureNames = features.hasNames ? features.names : nil
    featureCount = features.columns.count
    recordFit(isRecorded ? model : nil, features.columns, features.names, target, in: context)
  }

  /// Remembers a fit that the replay may serve; none for `nil`.
  func recordFit(
    _ model: (any ServableModel)?, _ features: [TracedColumn], _ names: [String], _ target: TracedColumn?,
    in context: Context
  ) {
    guard let model, !context.tracer.log.isPaused else { return fit = nil }
    context.tracer.log.fits.append(
      ReplayLog.Fit(
        owner: self, estimator: model, features: features, featureNames: names, target: target,
        origin: context.planOrigin))
    fit = context.tracer.log.fits.count - 1
  }

  /// Runs a fit of members with the weights of its samples.
  func withWeights(
    _ weights: Value, count: Int, in context: Context, _ body: () throws(Raised) -> Void
  ) throws(Raised) {
    sampleWeights = try ScikitLearn.sampleWeights(weights, count: count, in: context)
    defer { sampleWeights = nil }
    try body()
  }

  /// Takes over what was learned elsewhere: a member of an ensemble.
  func adopt(features count: Int, names: [String]? = nil) {
    featureCount = count
    featureNames = names
  }

  /// The samples of a prediction.
  func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    guard let featureCount else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    return features
  }

  /// Remembers what came out of a fitted estimator.
  func record(_ method: String, _ features: FeatureTable, _ outputs: [TracedColumn], in context: Context) {
    record(method, features.columns, outputs, in: context)
  }

  /// Remembers what came out of a fitted estimator.
  func record(_ method: String, _ features: [TracedColumn], _ outputs: [TracedColumn], in context: Context) {
    guard let fit, !context.tracer.log.isPaused, features.contains(where: { $0.domain != nil }) else { return }
    context.tracer.log.predictions.append(
      ReplayLog.Prediction(
        fit: fit, method: method, features: features, outputs: outputs, origin: context.planOrigin))
  }

  /// The constructor's parameters that are not their defaults, as plans state them.
  func statedParameters(in context: Context) throws(Raised) -> [(name: String, value: String)] {
    try changedParameters(in: context).map { ("\($0.name)", "\($0.text)") }
  }

  /// What scikit-learn's input check raises.
  func refusal(_ error: LearningError) -> RaisedError { RaisedError(error.type, error.message) }
}

extension ScikitLearn.SupervisedMixin {
  /// `fit(X, y)`.
  static let fit = Method("fit(self, X, y, sample_weight=None)", mutates: true) { call in
    try call.receiver(as: SupervisedObject.self).fit(
      call["X"], call["y"], weights: call["sample_weight"], in: call.context)
    return call.receiver
  }

  /// `predict(X)`: an answer for every row.
  static let predict = Method("predict(self, X)") { call in
    try call.receiver(as: SupervisedObject.self).answer(call["X"], in: call.context)
  }

  /// `score(X, y)`: the accuracy of a classifier, R² of a regressor.
  static let score = Method("score(self, X, y, sample_weight=None)") { call in
    let context = call.context
    let weights = try ScikitLearn.sampleWeights(
      call["sample_weight"], count: ScikitLearn.rowCount(call["y"], in: context), in: context)
    let score = try call.receiver(as: SupervisedObject.self).score(call["X"], call["y"], weights: weights, in: context)
    return ScikitLearn.score(score, in: call.context)
  }

  /// `n_features_in_`.
  static let featureCount = Property("n_features_in_") { call in
    let estimator = try call.receiver(as: SupervisedObject.self)
    guard let count = estimator.featureCount else {
      throw Raised.attributeError("'\(estimator.type.name)' object has no attribute 'n_features_in_'")
    }
    return .int(count)
  }

  /// `feature_names_in_`.
  static let featureNames = Property("feature_names_in_") { call in
    let estimator = try call.receiver(as: SupervisedObject.self)
    guard let names = estimator.featureNames else {
      throw Raised.attributeError("'\(estimator.type.name)' object has no attribute 'feature_names_in_'")
    }
    return ScikitLearn.array(names.map { Scalar.string(PythonString($0)) })
  }
}
