import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A classifier by the votes of the nearest training rows.
final class KNeighborsClassifierObject: ClassifierObject, NeighbourSearching {
  private(set) var index: NeighbourIndex?

  override func tableTarget(_ era: Era) -> TableTarget { .flattenedByEnsemble }

  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try neighbourOptions(in: context)
    do throws(LearningError) {
      let table = try neighbourTable(
        features.matrix, .classes(labels.codes, count: labels.classes.count), options: options,
        era: context.learningEra, estimator: type.name)
      let operation = neighboursOperation(table)
      index = NeighbourIndex(block: operation.table, rows: features.matrix)
      learn(attributes: [
        "effective_metric_": effectiveMetric(options.metric), "n_samples_fit_": .int(features.rowCount),
      ])
      return ([operation.operation], [operation.operation])
    } catch {
      throw context.raised(error)
    }
  }

  override var hasDecisionFunction: Bool { false }
  override func samples(_ x: Value, in context: Context) throws(Raised) -> FeatureTable {
    let features = try super.samples(x, in: context)
    try index?.check(context.index(parameter("n_neighbors")), of: features, in: context)
    return features
  }

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { KNeighborsClassifierObject(cloning: self) }
}

extension SupervisedObject {
  /// The operation over a table of neighbours.
  func neighboursOperation(_ table: [UInt8]) -> (operation: any RowOperation, table: ParameterBlock) {
    let block = ParameterBlock(name: "neighbours.bin", bytes: table)
    let operation = NeighboursOperation(
      block, missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
    return (operation, block)
  }
}

extension ScikitLearn {
  package enum KNeighborsClassifier {}

  nonisolated(unsafe) static let kNeighborsClassifier = estimatorType(
    "KNeighborsClassifier", module: "sklearn.neighbors._classification", mixin: classifier,
    members: KNeighborsClassifier.members,
    fitted: "n_samples_fit_ effective_metric_")
}

extension ScikitLearn.KNeighborsClassifier {
  /// `sklearn.neighbors.KNeighborsClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, n_neighbors=5, *, weights='uniform', algorithm='auto', leaf_size=30, p=2, metric='minkowski', \
    metric_params=None, n_jobs=None)
    """
  ) { call in
    .object(try KNeighborsClassifierObject(call, type: ScikitLearn.kNeighborsClassifier))
  }

  /// `kneighbors(X)`: distances and numbers of the nearest training rows.
  static let kneighbors = Method("kneighbors(self, X=None, n_neighbors=None, return_distance=True)") { call in
    try call.neighbours(of: KNeighborsClassifierObject.self)
  }
}
