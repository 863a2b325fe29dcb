import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Metrics {
  static let silhouetteScore = Function(
    "silhouette_score(X, labels, *, metric='euclidean', sample_size=None, random_state=None, **kwds)"
  ) { call in
    try call.refuse("sample_size")
    return ScikitLearn.score(SearchResults.mean(try call.silhouettes()), in: call.context)
  }

  static let silhouetteSamples = Function("silhouette_samples(X, labels, *, metric='euclidean', **kwds)") { call in
    ScikitLearn.array(try call.silhouettes())
  }
}

extension Call {
  fileprivate func silhouettes() throws(Raised) -> [Double] {
    guard self["metric"].stringValue == "euclidean" else {
      throw unsupported("such a 'metric' of '\(signature.name)'", argument: "metric")
    }
    let features = try FeatureTable(self["X"], in: context)
    let labels = try LabelColumn(self["labels"], in: context)
    let count = labels.classes.count
    guard count > 1, count < features.rowCount else {
      throw .valueError(
        "Number of labels is \(count). Valid values are 2 to n_samples - 1 (inclusive)")
    }
    return silhouetteCoefficients(features.matrix, labels: labels.codes, count: count)
  }
}
