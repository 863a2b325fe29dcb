import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// Rows that can be searched for the nearest ones, without any target.
final class NearestNeighborsObject: EstimatorObject, NeighbourSearching {
  private(set) var index: NeighbourIndex?
  private var names: [String]?

  /// `fit(X)`.
  func fit(_ x: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable(x, in: context)
    let options = try neighbourOptions(in: context)
    do throws(LearningError) {
      let table = try neighbourTable(
        features.matrix, .numbers([Double](repeating: 0, count: features.rowCount)), options: options,
        era: context.learningEra, estimator: type.name)
      index = NeighbourIndex(block: ParameterBlock(name: "neighbours.bin", bytes: table), rows: features.matrix)
    } catch {
      throw context.raised(error)
    }
    names = features.hasNames ? features.names : nil
    var attributes: [PythonString: Value] = [
      "n_features_in_": .int(features.columns.count), "n_samples_fit_": .int(features.rowCount),
      "effective_metric_": effectiveMetric(options.metric),
    ]
    attributes["feature_names_in_"] = names.map { ScikitLearn.array($0.map { .string(PythonString($0)) }) }
    learn(attributes: attributes)
  }

  func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    guard let index else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(index.rows.columns, named: names, of: self)
    return features
  }

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { NearestNeighborsObject(cloning: self) }
}

extension ScikitLearn {
  package enum NearestNeighbors {}

  nonisolated(unsafe) static let nearestNeighbors = estimatorType(
    "NearestNeighbors", module: "sklearn.neighbors._unsupervised", members: NearestNeighbors.members,
    fitted: "n_samples_fit_ effective_metric_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.NearestNeighbors {
  /// `sklearn.neighbors.NearestNeighbors`.
  static let constructor = Constructor(
    """
    __init__(self, *, n_neighbors=5, radius=1.0, algorithm='auto', leaf_size=30, metric='minkowski', p=2, \
    metric_params=None, n_jobs=None)
    """
  ) { call in
    .object(try NearestNeighborsObject(call, type: ScikitLearn.nearestNeighbors))
  }

  /// `fit(X)`.
  static let fit = Method("fit(self, X, y=None)", mutates: true) { call in
    try call.receiver(as: NearestNeighborsObject.self).fit(call["X"], in: call.context)
    return call.receiver
  }

  /// `kneighbors(X)`: distances and numbers of the nearest training rows.
  static let kneighbors = Method("kneighbors(self, X=None, n_neighbors=None, return_distance=True)") { call in
    try call.neighbours(of: NearestNeighborsObject.self)
  }
}
