import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A naive Bayes classifier of counts: `MultinomialNB`, `ComplementNB`, `BernoulliNB`.
class DiscreteNBObject: ClassifierObject {
  private var counts: EventCounts?

  /// How counts become scores. Subclasses override it.
  func model(in context: Context) throws(Raised) -> EventCounts.Model { .multinomial }

  /// Above which number a feature counts as present; `nil` where its value is counted. Subclasses override it.
  func threshold(in context: Context) throws(Raised) -> Double? { nil }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let model = try model(in: context)
    let threshold = try threshold(in: context)
    let isBernoulli = if case .bernoulli = model { true } else { false }
    let x = try checked(features.matrix, isCount: !isBernoulli, threshold, in: context)
    let fresh = EventCounts(classes: labels.classes.count, features: features.columns.count)
    var counts = isContinuing ? self.counts ?? fresh : fresh
    counts.add(x, classes: labels.codes, weights: sampleWeights)
    self.counts = counts
    let logPriors = try logPriors(counts.classes, in: context)
    let scores = counts.scores(model, alpha: try alpha(in: context), logPriors: logPriors)
    learn(attributes: [
      "feature_count_": ScikitLearn.matrix(counts.features), "class_count_": ScikitLearn.array(counts.classes),
      "feature_log_prob_": ScikitLearn.matrix(scores.logs), "class_log_prior_": ScikitLearn.array(logPriors),
    ])
    let table = linearParameterTable(
      coefficients: scores.coefficients, intercepts: scores.intercepts, features: features.columns.count)
    let linear = LinearScoresOperation(
      ParameterBlock(name: "scores.bin", bytes: table), missing: refusal(.missingInput(estimator: type.name)),
      infinite: refusal(.infiniteInput("float64")))
    let decision: [any RowOperation] =
      threshold.map {
        [
          RequireFinite(
            missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64"))),
          Binarised(above: $0), linear,
        ]
      } ?? [linear]
    return (
      decision,
      decision + [NormalisedExponentials(separatesLargest: context.learningEra.logSumSeparatesLargest)]
    )
  }

  private func checked(
    _ x: Matrix, isCount: Bool, _ threshold: Double?, in context: Context
  ) throws(Raised) -> Matrix {
    do throws(LearningError) {
      try checkInput(x, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    if isCount, x.values.contains(where: { $0 < 0 }) {
      let end = context.era == .classic ? "" : "."
      throw .valueError("Negative values in data passed to \(type.name) (input X)\(end)")
    }
    guard let threshold else { return x }
    var flags = x
    flags.values = x.values.map { $0 > threshold ? 1 : 0 }
    return flags
  }

  private func logPriors(_ counts: [Double], in context: Context) throws(Raised) -> [Double] {
    if !parameter("class_prior").isNone {
      let priors = try context.floats(parameter("class_prior"))
      if priors.count != counts.count { throw .valueError("Number of priors must match number of classes.") }
      return priors.map(naturalLogarithm)
    }
    guard try flag("fit_prior", in: context) else {
      return counts.map { _ in -naturalLogarithm(Double(counts.count)) }
    }
    let total = naturalLogarithm(pairwiseSum(counts, count: counts.count))
    return counts.map { naturalLogarithm($0) - total }
  }

  private func alpha(in context: Context) throws(Raised) -> Double {
    let zero = context.era == .classic ? "0" : "0.0"
    let range = ParameterRange(text: "a float in the range [\(zero), inf) or an array-like") { $0 >= 0 }
    let alpha = try number("alpha", range, in: context)
    if alpha >= 1e-10 { return alpha }
    if case .string("warn") = parameter("force_alpha") {
      let message: PythonString =
        "The default value for `force_alpha` will change to `True` in 1.4. To suppress this warning, manually set the value of `force_alpha`."
      try context.warnInLibrary(message, Exceptions.futureWarning)
    } else if try flag("force_alpha", in: context) {
      return alpha
    }
    let message: PythonString =
      "alpha too small will result in numeric errors, setting alpha = 1.0e-10. Use `force_alpha=True` to keep alpha unchanged."
    try context.warnInLibrary(message, Exceptions.userWarning)
    return 1e-10
  }

  override var hasDecisionFunction: Bool { false }
  override var fixesTextLabels: Bool { true }
  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "force_alpha" && era == .classic ? "warn" : nil
  }
}

/// A naive Bayes classifier of occurrences.
final class MultinomialNBObject: DiscreteNBObject {
  override func clone() -> EstimatorObject { MultinomialNBObject(cloning: self) }
}

/// A naive Bayes classifier of what does not occur in a class.
final class ComplementNBObject: DiscreteNBObject {
  override func model(in context: Context) throws(Raised) -> EventCounts.Model {
    .complement(normalised: try flag("norm", in: context))
  }

  override func clone() -> EstimatorObject { ComplementNBObject(cloning: self) }
}

/// A naive Bayes classifier of what is present or absent.
final class BernoulliNBObject: DiscreteNBObject {
  override func model(in context: Context) throws(Raised) -> EventCounts.Model { .bernoulli }

  override func threshold(in context: Context) throws(Raised) -> Double? {
    parameter("binarize").isNone ? nil : try number("binarize", in: context)
  }

  override func clone() -> EstimatorObject { BernoulliNBObject(cloning: self) }
}

extension ScikitLearn {
  package enum MultinomialNB {}
  package enum ComplementNB {}
  package enum BernoulliNB {}

  nonisolated(unsafe) static let multinomialNB = estimatorType(
    "MultinomialNB", module: "sklearn.naive_bayes", mixin: classifier, members: MultinomialNB.members)
  nonisolated(unsafe) static let complementNB = estimatorType(
    "ComplementNB", module: "sklearn.naive_bayes", mixin: classifier, members: ComplementNB.members)
  nonisolated(unsafe) static let bernoulliNB = estimatorType(
    "BernoulliNB", module: "sklearn.naive_bayes", mixin: classifier, members: BernoulliNB.members)
}

extension ScikitLearn.MultinomialNB {
  /// `sklearn.naive_bayes.MultinomialNB`.
  static let constructor = Constructor(
    "__init__(self, *, alpha=1.0, force_alpha=True, fit_prior=True, class_prior=None)"
  ) { call in
    .object(try MultinomialNBObject(call, type: ScikitLearn.multinomialNB))
  }

  /// `partial_fit(X, y, classes)`.
  static let partialFit = Method("partial_fit(self, X, y, classes=None, sample_weight=None)", mutates: true) { call in
    try call.partialFit()
  }
}

extension ScikitLearn.ComplementNB {
  /// `sklearn.naive_bayes.ComplementNB`.
  static let constructor = Constructor(
    "__init__(self, *, alpha=1.0, force_alpha=True, fit_prior=True, class_prior=None, norm=False)"
  ) { call in
    .object(try ComplementNBObject(call, type: ScikitLearn.complementNB))
  }

  /// `partial_fit(X, y, classes)`.
  static let partialFit = Method("partial_fit(self, X, y, classes=None, sample_weight=None)", mutates: true) { call in
    try call.partialFit()
  }
}

extension ScikitLearn.BernoulliNB {
  /// `sklearn.naive_bayes.BernoulliNB`.
  static let constructor = Constructor(
    "__init__(self, *, alpha=1.0, force_alpha=True, binarize=0.0, fit_prior=True, class_prior=None)"
  ) { call in
    .object(try BernoulliNBObject(call, type: ScikitLearn.bernoulliNB))
  }

  /// `partial_fit(X, y, classes)`.
  static let partialFit = Method("partial_fit(self, X, y, classes=None, sample_weight=None)", mutates: true) { call in
    try call.partialFit()
  }
}
