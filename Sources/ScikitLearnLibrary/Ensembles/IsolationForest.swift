import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Random trees that isolate unusual rows early.
final class IsolationForestObject: EstimatorObject {
  private var forest: FittedIsolation?
  private var count = 0
  private var names: [String]?

  func fit(_ x: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, in: context)
    let options = try options(features, in: context)
    let targets = try random(in: context)
    var failure: Raised?
    let value = parameter("random_state")
    let fit: FittedIsolation
    do throws(LearningError) {
      fit = try fitIsolationForest(
        features.matrix, options: options, targets: targets,
        random: {
          do throws(Raised) {
            return try ScikitLearn.randomState(value, in: context)
          } catch {
            failure = error
            return RandomState(seed: 0)
          }
        }, era: context.learningEra,
        estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    if let failure { throw failure }
    forest = fit
    count = features.columns.count
    names = features.hasNames ? features.names : nil
    var attributes: [PythonString: Value] = [
      "offset_": options.contamination == nil ? .float(fit.offset) : ScikitLearn.numpyScalar(fit.offset),
      "max_samples_": .int(options.rows), "n_features_in_": .int(count),
    ]
    attributes["feature_names_in_"] = names.map { ScikitLearn.names($0) }
    learn(attributes: attributes)
  }

  private func options(_ features: FeatureTable, in context: Context) throws(Raised) -> IsolationOptions {
    var options = IsolationOptions()
    options.trees = try count("n_estimators", .count(from: 1), in: context)
    options.putsBack = try flag("bootstrap", in: context)
    if try flag("warm_start", in: context), forest != nil { throw try unsupported("warm_start", in: context) }
    let rows = features.rowCount
    switch parameter("max_samples") {
    case .string("auto"): options.rows = min(256, rows)
    case .float(let share): options.rows = Int(min(max(share, 0), 1) * Double(rows))
    default:
      let wanted = try count("max_samples", .count(from: 1), in: context)
      if wanted > rows {
        try context.warn(
          PythonString(
            "max_samples (\(wanted)) is greater than the total number of samples (\(rows)). max_samples will be set to "
              + "n_samples for estimation."), Exceptions.userWarning)
      }
      options.rows = min(wanted, rows)
    }
    if options.rows < 1, rows > 0 { throw try unsupported("max_samples", in: context) }
    switch parameter("max_features") {
    case .float(let share): options.features = max(1, Int(min(max(share, 0), 1) * Double(features.columns.count)))
    default: options.features = try count("max_features", .count(from: 1), in: context)
    }
    if options.features > features.columns.count { throw .valueError("max_features must be <= n_features") }
    if parameter("contamination").stringValue != "auto" {
      options.contamination = try number(
        "contamination",
        ParameterRange(text: "a str among {'auto'} or a float in the range (\(ParameterRange.zero(context)), 0.5]") {
          $0 > 0 && $0 <= 0.5
        },
        in: context)
    }
    return options
  }

  /// `score_samples(X)`: the lower, the more unusual.
  func scores(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let forest else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(count, named: names, of: self)
    let missing = LearningError.missingInput(estimator: type.name)
    let infinite = LearningError.infiniteInput("float32")
    let trees = TreeEnsembleMean(
      ParameterBlock(name: "isolation.bin", bytes: forest.parameterTable()),
      missing: RaisedError(missing.type, missing.message), infinite: RaisedError(infinite.type, infinite.message))
    let depths = try context.first(of: context.applying(trees, to: context.vector(of: features.columns)))
    let share = try context.traced(Divide(), [.column(depths), .constant(.float(forest.norm), nil)])
    let power = try context.traced(
      Power(), [.constant(.float(2), nil), .column(context.traced(Negate(), [.column(share)]))])
    return try context.traced(Negate(), [.column(power)])
  }

  /// `decision_function(X)`: below zero for outliers.
  func decisions(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    let scores = try scores(x, in: context)
    return try context.traced(Subtract(), [.column(scores), .constant(.float(forest?.offset ?? 0), nil)])
  }

  /// `predict(X)`: -1 for outliers, 1 for others.
  func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    let isOutlier = try context.traced(Less(), [.column(decisions(x, in: context)), .constant(.float(0), nil)])
    let flag = try context.traced(Cast(to: .int64), [.column(isOutlier)], dtype: .int64)
    let twice = try context.traced(Multiply(), [.column(flag), .constant(.int(2), nil)])
    return try context.traced(Subtract(), [.constant(.int(1), nil), .column(twice)])
  }

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { IsolationForestObject(cloning: self) }
}

extension ScikitLearn {
  package enum IsolationForest {}

  nonisolated(unsafe) static let isolationForest = estimatorType(
    "IsolationForest", module: "sklearn.ensemble._iforest", members: IsolationForest.members)
}

extension ScikitLearn.IsolationForest {
  /// `sklearn.ensemble.IsolationForest`.
  static let constructor = Constructor(
    """
    __init__(self, *, n_estimators=100, max_samples='auto', contamination='auto', max_features=1.0, bootstrap=False, \
    n_jobs=None, random_state=None, verbose=0, warm_start=False)
    """
  ) { call in .object(try IsolationForestObject(call, type: ScikitLearn.isolationForest)) }

  static let fit = Method("fit(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.refuse("sample_weight")
    try call.receiver(as: IsolationForestObject.self).fit(call["X"].supported(), in: call.context)
    return call.receiver
  }

  static let predict = Method("predict(self, X)") { call in
    .object(ArrayObject(try call.receiver(as: IsolationForestObject.self).predicted(call["X"], in: call.context)))
  }

  static let fitPredict = Method("fit_predict(self, X, y=None)", mutates: true) { call in
    let forest = try call.receiver(as: IsolationForestObject.self)
    try forest.fit(call["X"].supported(), in: call.context)
    return .object(ArrayObject(try forest.predicted(call["X"], in: call.context)))
  }

  static let decisionFunction = Method("decision_function(self, X)") { call in
    .object(ArrayObject(try call.receiver(as: IsolationForestObject.self).decisions(call["X"], in: call.context)))
  }

  static let scoreSamples = Method("score_samples(self, X)") { call in
    .object(ArrayObject(try call.receiver(as: IsolationForestObject.self).scores(call["X"], in: call.context)))
  }
}
