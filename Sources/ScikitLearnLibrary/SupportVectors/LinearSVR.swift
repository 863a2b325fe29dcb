import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A linear support vector regression.
final class LinearSVRObject: LinearRegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let options = try options(features.matrix, in: context)
    let seed = try random(in: context, matters: options.isDual).estimatorSeed()
    let fit: FittedTube
    do throws(LearningError) {
      fit = try fitLinearTube(
        features.matrix, target, weights: sampleWeights, options: options, seed: seed, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    if fit.iterations >= options.maxIterations {
      let message: PythonString = "Liblinear failed to converge, increase the number of iterations."
      try context.warn(message, ScikitLearn.convergenceWarning)
    }
    let operations = serving(fit.line, ["n_iter_": .int(fit.iterations)])
    learned["intercept_"] = options.fitsIntercept ? ScikitLearn.array([fit.line.intercept]) : .float(0)
    return operations
  }

  private func options(_ x: Matrix, in context: Context) throws(Raised) -> LinearTubeOptions {
    var options = LinearTubeOptions()
    options.c = try number("C", ParameterRange(text: "a float in the range (0.0, inf)") { $0 > 0 }, in: context)
    options.tolerance = try number("tol", .positive(context), in: context)
    options.maxIterations = try count("max_iter", .count(from: 0), in: context)
    options.fitsIntercept = try flag("fit_intercept", in: context)
    options.interceptScaling = try number("intercept_scaling", .positive(context), in: context)
    options.epsilon = try number("epsilon", in: context)
    switch parameter("loss").stringValue {
    case "epsilon_insensitive": options.isSquared = false
    case "squared_epsilon_insensitive": options.isSquared = true
    default:
      throw try refused("loss", "a str among {'epsilon_insensitive', 'squared_epsilon_insensitive'}", in: context)
    }
    if parameter("dual").stringValue == "auto" {
      options.isDual = !options.isSquared || x.rows < x.columns
    } else {
      options.isDual = try flag("dual", in: context)
    }
    if !options.isDual, !options.isSquared {
      throw .valueError(
        "Unsupported set of arguments: The combination of penalty='l2' and loss='epsilon_insensitive' are not supported "
          + "when dual=False, Parameters: penalty='l2', loss='epsilon_insensitive', dual=False")
    }
    return options
  }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "dual" && era == .classic ? .bool(true) : nil
  }

  override func clone() -> EstimatorObject { LinearSVRObject(cloning: self) }
}

extension ScikitLearn {
  package enum LinearSVR {}

  nonisolated(unsafe) static let linearSVR = estimatorType(
    "LinearSVR", module: "sklearn.svm._classes", mixin: regressor, members: LinearSVR.members)
}

extension ScikitLearn.LinearSVR {
  /// `sklearn.svm.LinearSVR`.
  static let constructor = Constructor(
    """
    __init__(self, *, epsilon=0.0, tol=0.0001, C=1.0, loss='epsilon_insensitive', fit_intercept=True, \
    intercept_scaling=1.0, dual='auto', verbose=0, random_state=None, max_iter=1000)
    """
  ) { call in .object(try LinearSVRObject(call, type: ScikitLearn.linearSVR)) }
}
