import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A linear support vector classifier.
final class LinearSVCObject: ClassifierObject {
  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try options(features.matrix, in: context)
    let count = labels.classes.count
    if count < 2 {
      throw .valueError(
        "This solver needs samples of at least 2 classes in the data, but the data contains only one class: "
          + "\(try context.repr(.object(ScalarObject(labels.classes[0], DType(of: Column(scalars: labels.classes))))))")
    }
    let weights = try weights(of: labels, in: context)
    let seed = try random(in: context, matters: options.isDual).estimatorSeed()
    let fit: FittedLinearClassifier
    do throws(LearningError) {
      fit = try fitLinearMachine(
        features.matrix, classes: labels.codes, count: count, weights: sampleWeights, classWeights: weights,
        options: options, seed: seed, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    if !fit.hasConverged {
      let message: PythonString = "Liblinear failed to converge, increase the number of iterations."
      try context.warnInLibrary(message, ScikitLearn.convergenceWarning)
    }
    let iterations = fit.iterations.max() ?? 0
    learn(attributes: [
      "coef_": ScikitLearn.matrix(fit.coefficients),
      "intercept_": options.fitsIntercept ? ScikitLearn.array(fit.intercepts) : .float(0),
      "n_iter_": .int(iterations),
    ])
    return ([linearOperation(fit.coefficients, fit.intercepts)], [])
  }

  private func options(_ x: Matrix, in context: Context) throws(Raised) -> LinearMachineOptions {
    var options = LinearMachineOptions()
    options.c = try number("C", .positive(context), in: context)
    options.tolerance = try number("tol", .positive(context), in: context)
    options.maxIterations = try count("max_iter", .count(from: 0), in: context)
    options.fitsIntercept = try flag("fit_intercept", in: context)
    options.interceptScaling = try number("intercept_scaling", .positive(context), in: context)
    guard parameter("penalty").isWord("l2") else { throw try unsupported("penalty", in: context) }
    guard parameter("multi_class").isWord("ovr") else { throw try unsupported("multi_class", in: context) }
    switch parameter("loss") {
    case .string("squared_hinge"): options.isSquared = true
    case .string("hinge"): options.isSquared = false
    default: throw try refused("loss", "a str among {'hinge', 'squared_hinge'}", in: context)
    }
    if parameter("dual").isWord("auto") {
      options.isDual = !options.isSquared || x.rows < x.columns
    } else {
      options.isDual = try flag("dual", in: context)
    }
    if !options.isDual, !options.isSquared {
      throw .valueError(
        "Unsupported set of arguments: The combination of penalty='l2' and loss='hinge' are not supported when dual=False, "
          + "Parameters: penalty='l2', loss='hinge', dual=False")
    }
    return options
  }

  override var hasProbabilities: Bool { false }
  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }
  override var learnsByBLAS: Bool { true }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "dual" && era == .classic ? .bool(true) : nil
  }

  override func clone() -> EstimatorObject { LinearSVCObject(cloning: self) }
}

extension ScikitLearn {
  package enum LinearSVC {}

  nonisolated(unsafe) static let linearSVC = estimatorType(
    "LinearSVC", module: "sklearn.svm._classes", mixin: classifier, members: LinearSVC.members,
    fitted: "coef_ intercept_ n_iter_")
}

extension ScikitLearn.LinearSVC {
  /// `sklearn.svm.LinearSVC`.
  static let constructor = Constructor(
    """
    __init__(self, penalty='l2', loss='squared_hinge', *, dual='auto', tol=0.0001, C=1.0, multi_class='ovr', \
    fit_intercept=True, intercept_scaling=1, class_weight=None, verbose=0, random_state=None, max_iter=1000)
    """
  ) { call in
    .object(try LinearSVCObject(call, type: ScikitLearn.linearSVC))
  }
}
