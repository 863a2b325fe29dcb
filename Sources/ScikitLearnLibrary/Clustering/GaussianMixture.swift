import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A mixture of normal distributions.
final class GaussianMixtureObject: EstimatorObject {
  private var fit: NormalMixture?
  private var names: [String]?

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { GaussianMixtureObject(cloning: self) }

  private func shape(in context: Context) throws(Raised) -> NormalMixture.Shape {
    switch try word("covariance_type", of: ["full", "tied", "diag", "spherical"], in: context) {
    case "tied": .tied
    case "diag": .diagonal
    case "spherical": .spherical
    default: .full
    }
  }

  func fit(_ x: Value, in context: Context) throws(Raised) {
    var options = MixtureOptions()
    options.shape = try shape(in: context)
    options.components = try count("n_components", .count(from: 1), in: context)
    options.tolerance = try number("tol", .notNegative(context), in: context)
    options.ridge = try number("reg_covar", .notNegative(context), in: context)
    options.maxSteps = try count("max_iter", .count(from: 1), in: context)
    options.runs = try count("n_init", .count(from: 1), in: context)
    switch parameter("init_params") {
    case .string("kmeans"): options.isDrawn = false
    case .string("random"): options.isDrawn = true
    default: throw try unsupported("init_params", in: context)
    }
    for name in ["weights_init", "means_init", "precisions_init"] as [PythonString] where !parameter(name).isNone {
      throw try unsupported(name, in: context)
    }
    let features = try FeatureTable.complete(x, for: self, in: context)
    let random = try ScikitLearn.randomState(parameter("random_state"), in: context)
    let given = options
    let mixture = try context.raising { () throws(LearningError) in
      try fitNormalMixture(
        features.matrix, options: given, random: random, era: context.learningEra, estimator: type.name)
    }
    fit = mixture
    names = features.hasNames ? features.names : nil
    if !mixture.hasConverged {
      let message =
        context.era == .classic
        ? "Initialization \(options.runs) did not converge. Try different init parameters, or increase max_iter, tol or check "
          + "for degenerate data."
        : "Best performing initialization did not converge. Try different init parameters, or increase max_iter, tol, or "
          + "check for degenerate data."
      try context.warn(PythonString(message), ScikitLearn.convergenceWarning)
    }
    var attributes: [PythonString: Value] = [
      "weights_": ScikitLearn.array(mixture.weights), "means_": ScikitLearn.matrix(mixture.means),
      "covariances_": covariances(mixture, options.shape), "converged_": .bool(mixture.hasConverged),
      "n_iter_": .int(mixture.steps), "lower_bound_": ScikitLearn.numpyScalar(mixture.bound),
      "n_features_in_": .int(features.columns.count),
    ]
    attributes["feature_names_in_"] = names.map { ScikitLearn.names($0) }
    learn(attributes: attributes)
  }

  /// In the shape that the parameter tells.
  private func covariances(_ mixture: NormalMixture, _ shape: NormalMixture.Shape) -> Value {
    let size = mixture.means.first?.count ?? 0
    func diagonal(_ covariance: [Double]) -> [Double] { (0..<size).map { covariance[$0 * size + $0] } }
    switch shape {
    case .full:
      return .object(
        ArrayObject(Dense(mixture.covariances.flatMap { $0 }, shape: [mixture.means.count, size, size])))
    case .tied:
      return .object(ArrayObject(Dense(mixture.covariances.first ?? [], shape: [size, size])))
    case .diagonal: return ScikitLearn.matrix(mixture.covariances.map(diagonal))
    case .spherical: return ScikitLearn.array(mixture.covariances.map { $0.first ?? .nan })
    }
  }

  private func checked(_ x: Value, in context: Context) throws(Raised) -> (NormalMixture, FeatureTable) {
    guard let fit else { throw context.notFitted(self) }
    let features = try FeatureTable.complete(x, for: self, in: context)
    try features.check(fit.means.first?.count ?? 0, named: names, of: self)
    return (fit, features)
  }

  /// The joint log likelihoods of the components, as a traced vector.
  private func scores(
    _ fit: NormalMixture, _ features: FeatureTable, in context: Context
  ) throws(TraceError) -> TracedVector {
    let missing = LearningError.missingInput(estimator: type.name)
    let infinite = LearningError.infiniteInput("float64")
    let operation = QuadraticScoresOperation(
      ParameterBlock(name: "mixture.bin", bytes: fit.parameterTable()),
      missing: RaisedError(missing.type, missing.message), infinite: RaisedError(infinite.type, infinite.message))
    let vector = try context.tracer.vector(of: features.columns, origin: context.planOrigin)
    return try context.tracer.applying(operation, to: vector, origin: context.planOrigin)
  }

  /// `predict(X)`.
  func predicted(_ x: Value, in context: Context) throws(Raised) -> Value {
    let (fit, features) = try checked(x, in: context)
    do throws(TraceError) {
      let labels = fit.means.indices.map { Scalar.int(Int64($0)) }
      return .object(
        ArrayObject(
          try context.tracer.applyingToColumn(
            ClassOf(labels), to: scores(fit, features, in: context), origin: context.planOrigin)))
    } catch {
      throw context.raised(error)
    }
  }

  /// `predict_proba(X)`.
  func probabilities(_ x: Value, in context: Context) throws(Raised) -> Value {
    let (fit, features) = try checked(x, in: context)
    do throws(TraceError) {
      let shares = try context.tracer.applying(
        NormalisedExponentials(separatesLargest: context.learningEra.logSumSeparatesLargest),
        to: scores(fit, features, in: context), origin: context.planOrigin)
      return .object(
        ArrayObject(
          columns: try context.tracer.components(of: shares, origin: context.planOrigin), rows: features.rowCount,
          dtype: .float64))
    } catch {
      throw context.raised(error)
    }
  }

  /// The log likelihood of each row.
  func likelihoods(_ x: Value, in context: Context) throws(Raised) -> [Double] {
    let (fit, features) = try checked(x, in: context)
    return (0..<features.rowCount).map { fit.likelihood(features.matrix.row($0)) }
  }

  /// `bic`, `aic`.
  func criterion(_ x: Value, perParameter: (Int) -> Double, in context: Context) throws(Raised) -> Value {
    let likelihoods = try likelihoods(x, in: context)
    guard let fit else { throw context.notFitted(self) }
    let freedom = fit.freedom(try shape(in: context))
    let score =
      -2 * SearchResults.mean(likelihoods) * Double(likelihoods.count)
      + Double(freedom) * perParameter(likelihoods.count)
    return ScikitLearn.score(score, in: context)
  }
}

extension ScikitLearn {
  package enum GaussianMixture {}
  nonisolated(unsafe) static let gaussianMixture = estimatorType(
    "GaussianMixture", module: "sklearn.mixture._gaussian_mixture", members: GaussianMixture.members,
    fitted: "weights_ means_ covariances_ converged_ n_iter_ lower_bound_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.GaussianMixture {
  /// `sklearn.mixture.GaussianMixture`.
  static let constructor = Constructor(
    """
    __init__(self, n_components=1, *, covariance_type='full', tol=0.001, reg_covar=1e-06, max_iter=100, n_init=1, \
    init_params='kmeans', weights_init=None, means_init=None, precisions_init=None, random_state=None, warm_start=False, \
    verbose=0, verbose_interval=10)
    """
  ) { call in
    try call.refuse("warm_start")
    return .object(try GaussianMixtureObject(call, type: ScikitLearn.gaussianMixture))
  }

  static let fit = Method("fit(self, X, y=None)", mutates: true) { call in
    try call.receiver(as: GaussianMixtureObject.self).fit(call["X"].supported(), in: call.context)
    return call.receiver
  }
  static let fitPredict = Method("fit_predict(self, X, y=None)", mutates: true) { call in
    let mixture = try call.receiver(as: GaussianMixtureObject.self)
    try mixture.fit(call["X"].supported(), in: call.context)
    return try mixture.predicted(call["X"], in: call.context)
  }
  static let predict = Method("predict(self, X)") { call in
    try call.receiver(as: GaussianMixtureObject.self).predicted(call["X"].supported(), in: call.context)
  }
  static let predictProba = Method("predict_proba(self, X)") { call in
    try call.receiver(as: GaussianMixtureObject.self).probabilities(call["X"].supported(), in: call.context)
  }
  static let scoreSamples = Method("score_samples(self, X)") { call in
    ScikitLearn.array(
      try call.receiver(as: GaussianMixtureObject.self).likelihoods(call["X"].supported(), in: call.context))
  }
  static let score = Method("score(self, X, y=None)") { call in
    let mixture = try call.receiver(as: GaussianMixtureObject.self)
    return ScikitLearn.score(
      SearchResults.mean(try mixture.likelihoods(call["X"].supported(), in: call.context)), in: call.context)
  }
  static let bic = Method("bic(self, X)") { call in
    try call.receiver(as: GaussianMixtureObject.self).criterion(
      call["X"].supported(), perParameter: { naturalLogarithm(Double($0)) }, in: call.context)
  }
  static let aic = Method("aic(self, X)") { call in
    try call.receiver(as: GaussianMixtureObject.self).criterion(
      call["X"].supported(), perParameter: { _ in 2 }, in: call.context)
  }
}
