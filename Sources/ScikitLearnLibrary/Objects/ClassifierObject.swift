import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plan
import PythonRuntime
import Tracing

/// A classifier: fits to a `ClassifierModel`, whose operations predict, at replay and in production.
class ClassifierObject: EstimatorObject {
  private(set) var model: ClassifierModel?
  private(set) var featureNames: [String]?
  private(set) var featureCount = 0
  /// The position of the latest fit in the replay's log.
  private var fit: Int?

  /// Fits, and gives the operations that predict. Subclasses override it.
  func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  override func clone() -> EstimatorObject { ClassifierObject(cloning: self) }

  /// `fit(X, y)`.
  ///
  /// - Parameter isRecorded: whether the replay may serve the fit; folds of a cross-validation are not.
  func fit(_ x: Value, _ y: Value, isRecorded: Bool = true, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, in: context)
    let labels = try LabelColumn(y, in: context)
    guard features.rowCount == labels.codes.count else {
      throw .valueError(
        "Found input variables with inconsistent numbers of samples: [\(features.rowCount), \(labels.codes.count)]")
    }
    let (decision, probability) = try fitted(features, labels, in: context)
    let model = ClassifierModel(
      className: type.name, parameters: try changedParameters(in: context).map { ("\($0.name)", "\($0.text)") },
      classLabels: labels.classes, decision: decision, probability: probability)
    self.model = model
    featureNames = features.hasNames ? features.names : nil
    featureCount = features.columns.count
    guard isRecorded else { return fit = nil }
    context.tracer.log.fits.append(
      ReplayLog.Fit(
        owner: self, estimator: model, features: features.columns, featureNames: features.names,
        target: labels.column, origin: context.planOrigin))
    fit = context.tracer.log.fits.count - 1
  }

  /// `predict(X)`.
  func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    let (model, features) = try ready(x, in: context)
    do throws(TraceError) {
      let column = try model.predicted(features.columns, in: context.tracer, origin: context.planOrigin)
      record("predict", features, [column], in: context)
      return column
    } catch {
      throw context.raised(error)
    }
  }

  /// `predict_proba(X)`.
  func probabilities(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    let (model, features) = try ready(x, in: context)
    guard !model.probability.isEmpty else {
      throw .attributeError("'\(type.name)' object has no attribute 'predict_proba'")
    }
    do throws(TraceError) {
      let columns = try model.probabilities(features.columns, in: context.tracer, origin: context.planOrigin)
      record("predict_proba", features, columns, in: context)
      return columns
    } catch {
      throw context.raised(error)
    }
  }

  /// Whether the class has a `decision_function`: linear models do, trees do not.
  var hasDecisionFunction: Bool { true }

  /// `decision_function(X)`.
  func decisions(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard hasDecisionFunction else {
      throw .attributeError("'\(type.name)' object has no attribute 'decision_function'")
    }
    let (model, features) = try ready(x, in: context)
    do throws(TraceError) {
      let columns = try model.decisions(features.columns, in: context.tracer, origin: context.planOrigin)
      record("decision_function", features, columns, in: context)
      return columns
    } catch {
      throw context.raised(error)
    }
  }

  private func ready(_ x: Value, in context: Context) throws(Raised) -> (ClassifierModel, FeatureTable) {
    guard let model else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(featureCount, named: featureNames, of: self)
    return (model, features)
  }

  private func record(_ method: String, _ features: FeatureTable, _ outputs: [TracedColumn], in context: Context) {
    guard let fit, features.columns.contains(where: { $0.domain != nil }) else { return }
    context.tracer.log.predictions.append(
      ReplayLog.Prediction(
        fit: fit, method: method, features: features.columns, outputs: outputs, origin: context.planOrigin))
  }
}

extension EstimatorObject {
  /// `check_random_state(random_state)`; without a seed numpy's global stream.
  func random(in context: Context) throws(Raised) -> RandomState {
    try ScikitLearn.randomState(parameter("random_state"), in: context)
  }

  /// What scikit-learn's input check raises.
  func refusal(_ error: LearningError) -> RaisedError { RaisedError(error.type, error.message) }

  /// `class_weight`.
  func classWeights(_ classes: [Scalar], in context: Context) throws(Raised) -> ClassWeights {
    let value = parameter("class_weight")
    switch value {
    case .none: return .uniform
    case .string("balanced"): return .balanced
    case .string("balanced_subsample"): return .balancedSubsample
    default:
      guard let weights = value.cast(to: DictObject.self) else {
        throw .valueError("The 'class_weight' parameter of \(type.name) must be a dict, 'balanced' or None.")
      }
      var byClass = [Double](repeating: 1, count: classes.count)
      for (key, weight) in weights.items {
        guard let position = classes.firstIndex(where: { $0.asKey == Scalar(key).asKey }) else { continue }
        byClass[position] = try context.double(weight) ?? 1
      }
      return .byClass(byClass)
    }
  }
}

extension ScikitLearn {
  /// `check_random_state`.
  static func randomState(_ value: Value, in context: Context) throws(Raised) -> RandomState {
    if value.isNone { return context.numpyRandom.drawn() }
    if let object = value.cast(to: RandomStateObject.self) { return object.state }
    if value.cast(to: ModuleObject.self)?.name == "numpy.random" { return context.numpyRandom.drawn() }
    guard let index = try context.indexIfInteger(value) else {
      throw .valueError("\(try context.repr(value)) cannot be used to seed a numpy.random.RandomState instance")
    }
    guard let seed = UInt32(exactly: index) else { throw .valueError("Seed must be between 0 and 2**32 - 1") }
    return RandomState(seed: seed)
  }
}

extension Context {
  /// A Python exception for what scikit-learn raises.
  func raised(_ error: LearningError) -> Raised {
    Raised(named: error.type, PythonString(error.message))
  }

  var learningEra: LearningEra { era == .classic ? .classic : .modern }
}
