import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A regression by the mean of the nearest training rows.
final class KNeighborsRegressorObject: RegressorObject, NeighbourSearching {
  private(set) var index: NeighbourIndex?

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let options = try neighbourOptions(in: context)
    do throws(LearningError) {
      let table = try neighbourTable(
        features.matrix, .numbers(target), options: options, era: context.learningEra, estimator: type.name)
      let operation = neighboursOperation(table)
      index = NeighbourIndex(block: operation.table, rows: features.matrix)
      learn(attributes: [
        "effective_metric_": effectiveMetric(options.metric), "n_samples_fit_": .int(features.rowCount),
      ])
      return [operation.operation]
    } catch {
      throw context.raised(error)
    }
  }

  override func tableTarget(_ era: Era) -> TableTarget { .kept }
  override func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    let features = try super.samples(x, in: context)
    try index?.check(context.index(parameter("n_neighbors")), of: features, in: context)
    return features
  }

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { KNeighborsRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum KNeighborsRegressor {}

  nonisolated(unsafe) static let kNeighborsRegressor = estimatorType(
    "KNeighborsRegressor", module: "sklearn.neighbors._regression", mixin: regressor,
    members: KNeighborsRegressor.members,
    fitted: "n_samples_fit_ effective_metric_")
}

extension ScikitLearn.KNeighborsRegressor {
  /// `sklearn.neighbors.KNeighborsRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, n_neighbors=5, *, weights='uniform', algorithm='auto', leaf_size=30, p=2, metric='minkowski', \
    metric_params=None, n_jobs=None)
    """
  ) { call in
    .object(try KNeighborsRegressorObject(call, type: ScikitLearn.kNeighborsRegressor))
  }

  /// `kneighbors(X)`: distances and numbers of the nearest training rows.
  static let kneighbors = Method("kneighbors(self, X=None, n_neighbors=None, return_distance=True)") { call in
    try call.neighbours(of: KNeighborsRegressorObject.self)
  }
}
