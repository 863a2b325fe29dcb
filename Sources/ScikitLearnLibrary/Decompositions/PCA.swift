import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Principal components and what they were learned from.
final class PCAObject: ProjectionObject {
  private var fit: PrincipalComponents?

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, in: context).rounded(in: context)
    let options = try options(in: context)
    let random = drawing(in: context)
    let fit = try context.raising { () throws(LearningError) in
      try fitPrincipalComponents(
        features.matrix, options: options, random: random, era: context.learningEra, estimator: type.name)
    }
    self.fit = fit
    let whitens = try flag("whiten", in: context)
    directions = zip(fit.components, fit.variances).map { component, variance in
      whitens ? component.map { $0 / variance.squareRoot() } : component
    }
    offsets = directions.map { direction in zip(direction, fit.mean).reduce(0) { $0 - $1.0 * $1.1 } }
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    var attributes: [PythonString: Value] = [
      "components_": ScikitLearn.matrix(fit.components), "mean_": ScikitLearn.array(fit.mean),
      "explained_variance_": ScikitLearn.array(fit.variances),
      "explained_variance_ratio_": ScikitLearn.array(fit.shares),
      "singular_values_": ScikitLearn.array(fit.singularValues), "noise_variance_": .float(fit.noise),
      "n_components_": .int(fit.components.count), "n_samples_": .int(features.rowCount),
    ]
    if case .share = options.count { attributes["n_components_"] = NumPy.scalar(.int(fit.components.count)) }
    if fit.noise != 0 { attributes["noise_variance_"] = ScikitLearn.numpyScalar(fit.noise) }
    learn(attributes: attributes)
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let fit else { throw context.notFitted(self) }
    let whitens = try flag("whiten", in: context)
    return try unprojected(
      x, fit.components, fit.mean, factors: fit.variances.map { whitens ? $0.squareRoot() : 1 }, in: context)
  }

  private func options(in context: Context) throws(Raised) -> ComponentOptions {
    var options = ComponentOptions()
    switch parameter("n_components") {
    case .none: options.count = .all
    case .float(let share) where share > 0 && share < 1: options.count = .share(share)
    default: options.count = .number(try count("n_components", .count(from: 0), in: context))
    }
    switch parameter("svd_solver") {
    case .string("auto"): options.solver = .automatic
    case .string("full"), .string("covariance_eigh"): options.solver = .full
    case .string("randomized"): options.solver = .drawn
    default: throw try unsupported("svd_solver", in: context)
    }
    options.oversamples = try count("n_oversamples", .count(from: 1), in: context)
    if !parameter("iterated_power").isWord("auto") {
      options.rounds = try count("iterated_power", .count(from: 0), in: context)
    }
    return options
  }

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { PCAObject(cloning: self) }
}

extension ScikitLearn {
  package enum PCA {}

  nonisolated(unsafe) static let pca = estimatorType(
    "PCA", module: "sklearn.decomposition._pca", mixin: transformer, members: PCA.members,
    fitted:
      "components_ mean_ explained_variance_ explained_variance_ratio_ singular_values_ noise_variance_ n_components_ "
      + "n_samples_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.PCA {
  /// `sklearn.decomposition.PCA`.
  static let constructor = Constructor(
    """
    __init__(self, n_components=None, *, copy=True, whiten=False, svd_solver='auto', tol=0.0, iterated_power='auto', \
    n_oversamples=10, power_iteration_normalizer='auto', random_state=None)
    """
  ) { call in
    .object(try PCAObject(call, type: ScikitLearn.pca))
  }
}
