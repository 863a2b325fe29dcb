import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A classifier by normal distributions of independent features.
final class GaussianNBObject: ClassifierObject {
  private var moments: ClassMoments?

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let smoothing = try number("var_smoothing", .notNegative(context), in: context)
    let fresh = ClassMoments(
      classes: labels.classes.count, features: features.columns.count, smoothing: smoothing)
    var moments = isContinuing ? self.moments ?? fresh : fresh
    do throws(LearningError) {
      try moments.add(features.matrix, classes: labels.codes, weights: sampleWeights, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    self.moments = moments
    let priors = try priors(labels.classes.count, in: context) ?? moments.shares
    learn(attributes: [
      "theta_": ScikitLearn.matrix(moments.means), "var_": ScikitLearn.matrix(moments.variances),
      "class_count_": ScikitLearn.array(moments.counts), "class_prior_": ScikitLearn.array(priors),
      "epsilon_": ScikitLearn.numpyScalar(moments.epsilon),
    ])
    let operation = GaussianClassesOperation(
      ParameterBlock(name: "classes.bin", bytes: moments.parameterTable(priors: priors)),
      missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
    return (
      [operation], [operation, NormalisedExponentials(separatesLargest: context.learningEra.logSumSeparatesLargest)]
    )
  }

  private func priors(_ classes: Int, in context: Context) throws(Raised) -> [Double]? {
    guard !parameter("priors").isNone else { return nil }
    let priors = try context.floats(parameter("priors"))
    if priors.count != classes { throw .valueError("Number of priors must match number of classes.") }
    if (priors.reduce(0, +) - 1).magnitude > 1e-8 + 1e-5 { throw .valueError("The sum of the priors should be 1.") }
    if priors.contains(where: { $0 < 0 }) { throw .valueError("Priors must be non-negative.") }
    return priors
  }

  override var hasDecisionFunction: Bool { false }
  override var fixesTextLabels: Bool { true }
  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { GaussianNBObject(cloning: self) }
}

extension Context {
  /// The numbers of a list, a tuple or an array; a lone number is one.
  func floatsOrOne(_ value: Value) throws(Raised) -> [Double] {
    if !(value.object is any TracedTable), let number = try double(value) { return [number] }
    return try floats(value)
  }

  /// The numbers of a list, a tuple or an array.
  func floats(_ value: Value) throws(Raised) -> [Double] {
    var numbers: [Double] = []
    for item in try items(of: value) {
      guard let number = try double(item) else {
        throw .typeError("must be real number, not \(item.typeName)")
      }
      numbers.append(number)
    }
    return numbers
  }
}

extension ScikitLearn {
  package enum GaussianNB {}

  nonisolated(unsafe) static let gaussianNB = estimatorType(
    "GaussianNB", module: "sklearn.naive_bayes", mixin: classifier, members: GaussianNB.members,
    fitted: "class_count_ class_prior_ epsilon_ theta_ var_")
}

extension ScikitLearn.GaussianNB {
  /// `sklearn.naive_bayes.GaussianNB`.
  static let constructor = Constructor("__init__(self, *, priors=None, var_smoothing=1e-09)") { call in
    .object(try GaussianNBObject(call, type: ScikitLearn.gaussianNB))
  }

  /// `partial_fit(X, y, classes)`.
  static let partialFit = Method("partial_fit(self, X, y, classes=None, sample_weight=None)", mutates: true) { call in
    try call.partialFit()
  }
}
