import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Principal components and what they were learned from.
final class PCAObject: EstimatorObject {
  private(set) var fit: PrincipalComponents?
  private var names: [String]?

  /// `fit(X)`.
  func fit(_ x: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, in: context).rounded(in: context)
    let options = try options(in: context)
    let seed = parameter("random_state")
    let fit: PrincipalComponents
    do throws(LearningError) {
      fit = try fitPrincipalComponents(
        features.matrix, options: options,
        random: { () throws(LearningError) in
          do throws(Raised) {
            return try ScikitLearn.randomState(seed, in: context)
          } catch {
            throw .value("\(seed.typeName) cannot be used to seed a numpy.random.RandomState instance")
          }
        }, era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    self.fit = fit
    names = features.hasNames ? features.names : nil
    var attributes: [PythonString: Value] = [
      "components_": ScikitLearn.matrix(fit.components), "mean_": ScikitLearn.array(fit.mean),
      "explained_variance_": ScikitLearn.array(fit.variances),
      "explained_variance_ratio_": ScikitLearn.array(fit.shares),
      "singular_values_": ScikitLearn.array(fit.singularValues), "noise_variance_": .float(fit.noise),
      "n_components_": .int(fit.components.count), "n_features_in_": .int(fit.mean.count),
      "n_samples_": .int(features.rowCount),
    ]
    if case .share = options.count { attributes["n_components_"] = NumPy.scalar(.int(fit.components.count)) }
    if fit.noise != 0 { attributes["noise_variance_"] = ScikitLearn.numpyScalar(fit.noise) }
    attributes["feature_names_in_"] = names.map { ScikitLearn.array($0.map { .string(PythonString($0)) }) }
    learn(attributes: attributes)
  }

  /// `transform(X)`.
  func projected(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let fit else { throw context.notFitted(self) }
    let whitens = try flag("whiten", in: context)
    let directions = zip(fit.components, fit.variances).map { component, variance in
      whitens ? component.map { $0 / variance.squareRoot() } : component
    }
    let offsets = directions.map { direction in zip(direction, fit.mean).reduce(0) { $0 - $1.0 * $1.1 } }
    return try mapped(x, directions, offsets, from: fit.mean.count, named: names, in: context)
  }

  /// `inverse_transform(X)`.
  func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let fit else { throw context.notFitted(self) }
    let whitens = try flag("whiten", in: context)
    let factors = fit.variances.map { whitens ? $0.squareRoot() : 1 }
    let rows = fit.mean.indices.map { j in fit.components.indices.map { fit.components[$0][j] * factors[$0] } }
    return try mapped(x, rows, fit.mean, from: fit.components.count, named: nil, in: context)
  }

  private func mapped(
    _ x: Value, _ rows: [[Double]], _ offsets: [Double], from count: Int, named: [String]?, in context: Context
  ) throws(Raised) -> Value {
    let features = try FeatureTable(x, in: context)
    try features.check(count, named: named, of: self)
    let table = linearParameterTable(coefficients: rows, intercepts: offsets, features: count)
    let missing = LearningError.missingInput(estimator: type.name)
    let infinite = LearningError.infiniteInput("float64")
    let operation = LinearScoresOperation(
      ParameterBlock(name: "components.bin", bytes: table), missing: RaisedError(missing.type, missing.message),
      infinite: RaisedError(infinite.type, infinite.message))
    do throws(TraceError) {
      let vector = try context.tracer.vector(of: features.columns, origin: context.planOrigin)
      let columns = try context.tracer.components(
        of: context.tracer.applying(
          operation, to: vector, origin: context.planOrigin,
          fitted: context.provenance("\(type.name).fit", of: features.columns)), origin: context.planOrigin)
      return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64))
    } catch {
      throw context.raised(error)
    }
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
    "PCA", module: "sklearn.decomposition._pca", members: PCA.members)
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

  /// `fit(X)`.
  static let fit = Method("fit(self, X, y=None)", mutates: true) { call in
    try call.receiver(as: PCAObject.self).fit(call["X"], in: call.context)
    return call.receiver
  }

  /// `transform(X)`: the coordinates along the components.
  static let transform = Method("transform(self, X)") { call in
    try call.receiver(as: PCAObject.self).projected(call["X"], in: call.context)
  }

  /// `fit_transform(X)`.
  static let fitTransform = Method("fit_transform(self, X, y=None)", mutates: true) { call in
    let components = try call.receiver(as: PCAObject.self)
    try components.fit(call["X"], in: call.context)
    return try components.projected(call["X"], in: call.context)
  }

  /// `inverse_transform(X)`.
  static let inverseTransform = Method("inverse_transform(self, X)") { call in
    try call.receiver(as: PCAObject.self).restored(call["X"], in: call.context)
  }

  /// `get_feature_names_out()`: `pca0`, `pca1` ….
  static let getFeatureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    let components = try call.receiver(as: PCAObject.self)
    guard let fit = components.fit else { throw call.context.notFitted(components) }
    return ScikitLearn.array(fit.components.indices.map { Scalar.string(PythonString("pca\($0)")) })
  }
}
