import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A classifier: fits to a `ClassifierModel`, whose operations predict, at replay and in production.
class ClassifierObject: SupervisedObject {
  private(set) var model: ClassifierModel?
  /// The dtype of `classes_` and of answers; `nil` for that of the labels in a frame.
  private var labelDType: DType?
  /// Whether labels of text become numpy's fixed-width text, whatever they came in. Subclasses override it.
  var fixesTextLabels: Bool { false }
  override var answerDType: DType? { labelDType }

  /// `classes_`.
  var classArray: Value? { model.map { ScikitLearn.array($0.classLabels, dtype: labelDType) } }

  /// What a `partial_fit` that runs goes on from.
  var continuing: ContinuedFit?

  /// Whether the fit that runs goes on from what was learned.
  var isContinuing: Bool { continuing?.isFirst == false }

  /// The classes in order, once fitted.
  var classLabels: [Scalar]? { model?.classLabels }

  /// Fits, and gives the operations that predict. Subclasses override it.
  func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  /// What `decision_function` gives, where that is not what decides. Asked for after a fit; subclasses override it.
  var scoreOperations: [any RowOperation]? { nil }

  override func learn(
    _ features: FeatureTable, _ y: Value, in context: Context
  ) throws(Raised) -> (model: any ServableModel, target: TracedColumn) {
    let labels: LabelColumn
    if let continuing {
      labels = try continuing.labels(y, in: context)
    } else {
      labels = try LabelColumn(y, in: context)
    }
    let (decision, probability) = try fitted(features, labels, in: context)
    rememberDType(of: labels, from: y)
    let model = ClassifierModel(
      className: type.name, parameters: try statedParameters(in: context), classLabels: labels.classes,
      decision: decision, probability: probability, scores: scoreOperations ?? decision)
    self.model = model
    return (model, labels.column)
  }

  /// Keeps the dtype that answers with these labels have.
  func rememberDType(of labels: LabelColumn, from y: Value) { labelDType = dtype(of: labels, from: y) }

  /// Lists and numpy's own texts stay fixed-width text; those of a frame are objects.
  private func dtype(of labels: LabelColumn, from y: Value) -> DType? {
    guard case .string? = labels.classes.first else { return nil }
    if fixesTextLabels { return .str }
    if let array = y.cast(to: ArrayObject.self) { return array.dtype }
    return y.object is any TracedTable ? nil : .str
  }

  /// Takes over operations that were fitted elsewhere, over so many features.
  func adopt(
    decision: [any RowOperation], probability: [any RowOperation], classes: [Scalar], features count: Int,
    in context: Context
  ) throws(Raised) {
    adopt(features: count)
    model = ClassifierModel(
      className: type.name, parameters: try statedParameters(in: context), classLabels: classes, decision: decision,
      probability: probability, scores: scoreOperations ?? decision)
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    let (model, features) = try ready(x, in: context)
    do throws(TraceError) {
      let column = try model.predicted(features.columns, in: context.tracer, origin: context.planOrigin)
      record("predict", features, [column], in: context)
      return column
    } catch {
      throw context.raised(error)
    }
  }

  override func score(
    _ x: Value, _ y: Value, weights: [Double]? = nil, in context: Context
  ) throws(Raised) -> Double {
    let predicted = try predicted(x, in: context)
    let pair = try LabelPair(y, .object(ArrayObject(predicted)), in: context)
    let score = accuracy(pair.truth, pair.predicted, weights: weights)
    context.note("accuracy", score, of: [predicted])
    return score
  }

  /// `predict_proba(X)`.
  func probabilities(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    let (model, features) = try ready(x, in: context)
    guard !model.probability.isEmpty else {
      throw .attributeError(absence(of: "predict_proba", context.era))
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

  /// Whether the class tells probabilities.
  var hasProbabilities: Bool { true }

  /// What an AttributeError says of a method that the class or its parameters do not have.
  func absence(of name: PythonString, _ era: Era) -> String { "'\(type.name)' object has no attribute '\(name)'" }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "decision_function" where !hasDecisionFunction, "predict_proba" where !hasProbabilities,
      "predict_log_proba" where !hasProbabilities:
      throw .attributeError(absence(of: name, context.era))
    default: return try super.attribute(name, in: context)
    }
  }

  /// `decision_function(X)`.
  func decisions(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard hasDecisionFunction else {
      throw .attributeError(absence(of: "decision_function", context.era))
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
    return (model, try samples(x, in: context))
  }
}

extension EstimatorObject {
  /// `check_random_state(random_state)`; without a seed numpy's global stream.
  ///
  /// - Parameter matters: whether what is drawn decides the result.
  func random(in context: Context, matters: Bool = true) throws(Raised) -> RandomState {
    if !matters, parameter("random_state").isNone { return context.numpyRandom.untainted }
    return try ScikitLearn.randomState(parameter("random_state"), in: context)
  }

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
  /// A fit that was told to stop ends the run.
  func raised(_ error: LearningError) -> Raised {
    do throws(Raised) { try checkStop() } catch { return error }
    return Raised(named: error.type, PythonString(error.message))
  }

  /// Whether a long fit goes on: until the run is told to stop. May be asked on any thread.
  var goesOn: @Sendable () -> Bool {
    let flag = stopFlag
    return { !flag.isUp }
  }

  var learningEra: LearningEra { era == .classic ? .classic : .modern }
}
