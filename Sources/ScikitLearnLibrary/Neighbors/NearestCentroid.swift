import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A classifier by the nearest mean (median, for Manhattan's distance) of a class.
final class NearestCentroidObject: ClassifierObject {
  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    guard parameter("shrink_threshold").isNone else { throw try unsupported("shrink_threshold", in: context) }
    guard parameter("priors").isNone || parameter("priors").isWord("uniform") else {
      throw try unsupported("priors", in: context)
    }
    let metric = try word("metric", in: context)
    guard ["euclidean", "manhattan"].contains(metric) else { throw try unsupported("metric", in: context) }
    let classes = labels.classes.count
    if classes < 2 {
      throw .valueError("The number of classes has to be greater than one; got \(classes) class")
    }
    do throws(LearningError) {
      let centres = try classCentres(
        features.matrix, classes: labels.codes, count: classes, areMedians: metric == "manhattan", estimator: type.name)
      learn(attributes: ["centroids_": ScikitLearn.matrix(centres)])
      let distances = CentreDistancesOperation(
        ParameterBlock(
          name: "centres.bin",
          bytes: centreTable(centres, metric: metric == "manhattan" ? .manhattan : .euclidean, isNegated: true)),
        missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
      return ([distances], [])
    } catch {
      throw context.raised(error)
    }
  }

  override var hasDecisionFunction: Bool { false }
  override var hasProbabilities: Bool { false }
  override var learnsAttributes: Bool { true }
  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["priors"] : [] }
  override func clone() -> EstimatorObject { NearestCentroidObject(cloning: self) }
}

extension ScikitLearn {
  package enum NearestCentroid {}

  nonisolated(unsafe) static let nearestCentroid = estimatorType(
    "NearestCentroid", module: "sklearn.neighbors._nearest_centroid", mixin: classifier,
    members: NearestCentroid.members,
    fitted: "centroids_")
}

extension ScikitLearn.NearestCentroid {
  /// `sklearn.neighbors.NearestCentroid`.
  static let constructor = Constructor(
    "__init__(self, metric='euclidean', *, shrink_threshold=None, priors='uniform')"
  ) { call in
    .object(try NearestCentroidObject(call, type: ScikitLearn.nearestCentroid))
  }
}
