import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// The largest singular vectors of samples that are not centred.
final class TruncatedSVDObject: ProjectionObject {
  private var components: [[Double]] = []

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { TruncatedSVDObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable.complete(x, for: self, in: context)
    let count = try count("n_components", .count(from: 1), in: context)
    let isDrawn = try word("algorithm", of: ["arpack", "randomized"], in: context) == "randomized"
    guard count <= features.columns.count, isDrawn || count < features.columns.count else {
      throw .valueError(
        isDrawn
          ? "n_components(\(count)) must be <= n_features(\(features.columns.count))."
          : "n_components must be < n_features; got \(count) >= \(features.columns.count)")
    }
    let rounds = try self.count("n_iter", .count(from: 0), in: context)
    let oversamples = try self.count("n_oversamples", .count(from: 1), in: context)
    let random = drawing(in: context)
    let fit = try context.raising { () throws(LearningError) in
      try fitTruncatedValues(
        features.matrix, count: count, rounds: rounds, oversamples: oversamples, isDrawn: isDrawn, random: random,
        era: context.learningEra)
    }
    components = fit.components
    directions = components
    offsets = components.map { _ in 0 }
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    learn(attributes: [
      "components_": ScikitLearn.matrix(components), "singular_values_": ScikitLearn.array(fit.singularValues),
      "explained_variance_": ScikitLearn.array(fit.variances),
      "explained_variance_ratio_": ScikitLearn.array(fit.shares),
    ])
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    try unprojected(
      x, components, [Double](repeating: 0, count: featureCount ?? 0), factors: components.map { _ in 1 }, in: context)
  }
}

/// Principal components of batches of rows, one after the other.
final class IncrementalPCAObject: ProjectionObject {
  private var state: IncrementalComponents?

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { IncrementalPCAObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable.complete(x, for: self, in: context)
    state = nil
    let size = try context.indexIfInteger(parameter("batch_size")) ?? 5 * features.columns.count
    let least = try context.indexIfInteger(parameter("n_components")) ?? 0
    var start = 0
    // The last batch takes what would be too few for the components.
    while start < features.rowCount {
      var end = min(start + max(size, 1), features.rowCount)
      if features.rowCount - end < least { end = features.rowCount }
      try learn(features.matrix.selecting(rows: Array(start..<end)), in: context)
      start = end
    }
    try show(features, in: context)
  }

  /// `partial_fit(X)`.
  func continued(_ x: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable.complete(x, for: self, in: context)
    if featureCount != nil { try features.check(featureCount ?? 0, named: featureNames, of: self) }
    try learn(features.matrix, in: context)
    try show(features, in: context)
  }

  private func learn(_ batch: Matrix, in context: Context) throws(Raised) {
    let wanted = try context.indexIfInteger(parameter("n_components"))
    if let wanted, wanted > batch.columns {
      throw .valueError(
        "n_components=\(wanted) invalid for n_features=\(batch.columns), need more rows than columns for IncrementalPCA "
          + "processing")
    }
    if let wanted, state == nil, wanted > batch.rows {
      throw .valueError(
        "n_components=\(wanted) must be less or equal to the batch number of samples \(batch.rows)"
          + (context.era == .classic ? "." : " for the first partial_fit call."))
    }
    var next = state ?? IncrementalComponents(features: batch.columns)
    let known = state
    try context.raising { () throws(LearningError) in
      try next.take(batch, count: wanted ?? known?.components.count ?? min(batch.rows, batch.columns))
    }
    state = next
  }

  private func show(_ features: FeatureTable, in context: Context) throws(Raised) {
    guard let state else { return }
    let whitens = try flag("whiten", in: context)
    directions = zip(state.components, state.variances).map { component, variance in
      whitens ? component.map { $0 / variance.squareRoot() } : component
    }
    offsets = directions.map { direction in zip(direction, state.mean).reduce(0) { $0 - $1.0 * $1.1 } }
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    learn(attributes: [
      "components_": ScikitLearn.matrix(state.components), "mean_": ScikitLearn.array(state.mean),
      "var_": ScikitLearn.array(state.featureVariances), "explained_variance_": ScikitLearn.array(state.variances),
      "explained_variance_ratio_": ScikitLearn.array(state.shares),
      "singular_values_": ScikitLearn.array(state.singularValues),
      "noise_variance_": ScikitLearn.numpyScalar(state.noise), "n_components_": .int(state.components.count),
      "n_samples_seen_": context.era == .classic
        ? ScikitLearn.numpyInteger(state.seen) : ScikitLearn.numpyScalar(Double(state.seen)),
      "batch_size_": parameter("batch_size").isNone
        ? .int(5 * features.columns.count) : parameter("batch_size"),
    ])
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let state else { throw context.notFitted(self) }
    let whitens = try flag("whiten", in: context)
    return try unprojected(
      x, state.components, state.mean, factors: state.variances.map { whitens ? $0.squareRoot() : 1 }, in: context)
  }
}

extension ScikitLearn {
  package enum TruncatedSVD {}
  package enum IncrementalPCA {}
  nonisolated(unsafe) static let truncatedSVD = estimatorType(
    "TruncatedSVD", module: "sklearn.decomposition._truncated_svd", mixin: transformer, members: TruncatedSVD.members,
    fitted:
      "components_ singular_values_ explained_variance_ explained_variance_ratio_ n_features_in_ feature_names_in_")
  nonisolated(unsafe) static let incrementalPCA = estimatorType(
    "IncrementalPCA", module: "sklearn.decomposition._incremental_pca", mixin: transformer,
    members: IncrementalPCA.members,
    fitted: "components_ mean_ var_ explained_variance_ explained_variance_ratio_ singular_values_ noise_variance_ "
      + "n_components_ n_samples_seen_ batch_size_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.TruncatedSVD {
  /// `sklearn.decomposition.TruncatedSVD`.
  static let constructor = Constructor(
    """
    __init__(self, n_components=2, *, algorithm='randomized', n_iter=5, n_oversamples=10, power_iteration_normalizer='auto', \
    random_state=None, tol=0.0)
    """
  ) { call in .object(try TruncatedSVDObject(call, type: ScikitLearn.truncatedSVD)) }
}

extension ScikitLearn.IncrementalPCA {
  /// `sklearn.decomposition.IncrementalPCA`.
  static let constructor = Constructor(
    "__init__(self, n_components=None, *, whiten=False, copy=True, batch_size=None)"
  ) { call in .object(try IncrementalPCAObject(call, type: ScikitLearn.incrementalPCA)) }

  static let partialFit = Method("partial_fit(self, X, y=None, check_input=True)", mutates: true) { call in
    try call.receiver(as: IncrementalPCAObject.self).continued(call["X"].supported(), in: call.context)
    return call.receiver
  }
}
