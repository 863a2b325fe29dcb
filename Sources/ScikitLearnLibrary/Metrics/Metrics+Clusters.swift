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

  static let calinskiHarabaszScore = Function("calinski_harabasz_score(X, labels)") { call in
    let (features, labels) = try call.clusters()
    return ScikitLearn.score(
      calinskiHarabasz(features.matrix, labels: labels.codes, count: labels.classes.count), in: call.context)
  }

  static let daviesBouldinScore = Function("davies_bouldin_score(X, labels)") { call in
    let (features, labels) = try call.clusters()
    return ScikitLearn.score(
      daviesBouldin(features.matrix, labels: labels.codes, count: labels.classes.count), in: call.context)
  }

  static let randScore = Function("rand_score(labels_true, labels_pred)") { call in
    .float(try call.agreement().randIndex)
  }

  static let adjustedRandScore = Function("adjusted_rand_score(labels_true, labels_pred)") { call in
    .float(try call.agreement().adjustedRandIndex)
  }

  static let fowlkesMallowsScore = Function("fowlkes_mallows_score(labels_true, labels_pred, *, sparse=False)") {
    call in
    ScikitLearn.score(try call.agreement().fowlkesMallows, in: call.context)
  }

  static let mutualInfoScore = Function("mutual_info_score(labels_true, labels_pred, *, contingency=None)") { call in
    try call.refuse("contingency")
    return ScikitLearn.score(try call.agreement().mutualInformation, in: call.context)
  }

  static let normalizedMutualInfoScore = Function(
    "normalized_mutual_info_score(labels_true, labels_pred, *, average_method='arithmetic')"
  ) { call in
    let agreement = try call.agreement()
    if agreement.counts.count == 1, agreement.counts.first?.count == 1 { return .float(1) }
    let information = agreement.mutualInformation
    if information <= (call.context.era == .classic ? 0x1p-52 : 0) { return .float(0) }
    return ScikitLearn.score(information / (try call.averaged(agreement.entropies)), in: call.context)
  }

  static let adjustedMutualInfoScore = Function(
    "adjusted_mutual_info_score(labels_true, labels_pred, *, average_method='arithmetic')"
  ) { call in
    let agreement = try call.agreement()
    let (first, second) = (agreement.counts.count, agreement.counts.first?.count ?? 0)
    if first == 1, second == 1 { return .float(1) }
    if call.context.era == .modern, first == 1 || second == 1 { return .float(0) }
    let chance = agreement.expectedInformation
    func away(_ number: Double) -> Double { number < 0 ? Swift.min(number, -0x1p-52) : Swift.max(number, 0x1p-52) }
    let information = agreement.mutualInformation - chance
    let rest = away(try call.averaged(agreement.entropies) - chance)
    return ScikitLearn.score(
      (call.context.era == .modern ? away(information) : information) / rest, in: call.context)
  }

  static let homogeneityScore = Function("homogeneity_score(labels_true, labels_pred)") { call in
    ScikitLearn.score(try call.purity(1).homogeneity, in: call.context)
  }

  static let completenessScore = Function("completeness_score(labels_true, labels_pred)") { call in
    ScikitLearn.score(try call.purity(1).completeness, in: call.context)
  }

  static let vMeasureScore = Function("v_measure_score(labels_true, labels_pred, *, beta=1.0)") { call in
    ScikitLearn.score(try call.purity(call.double("beta")).both, in: call.context)
  }

  static let homogeneityCompletenessVMeasure = Function(
    "homogeneity_completeness_v_measure(labels_true, labels_pred, *, beta=1.0)"
  ) { call in
    let (homogeneity, completeness, both) = try call.purity(call.double("beta"))
    return .tuple([homogeneity, completeness, both].map { ScikitLearn.score($0, in: call.context) })
  }

  static let pairConfusionMatrix = Function("pair_confusion_matrix(labels_true, labels_pred)") { call in
    let (apart, second, first, both) = try call.agreement().pairs
    return ScikitLearn.matrix([[apart, second], [first, both]])
  }
}

extension Call {
  fileprivate func agreement() throws(Raised) -> ClusterAgreement {
    let first = try LabelColumn(self["labels_true"], in: context)
    let second = try LabelColumn(self["labels_pred"], in: context)
    guard first.codes.count == second.codes.count else {
      throw .valueError(
        "Found input variables with inconsistent numbers of samples: [\(first.codes.count), \(second.codes.count)]")
    }
    return ClusterAgreement(
      first.codes, second.codes, count: (first.classes.count, second.classes.count),
      sumsByFirst: context.era == .modern)
  }

  fileprivate func averaged(_ both: (Double, Double)) throws(Raised) -> Double {
    switch self["average_method"] {
    case .string("min"): return Swift.min(both.0, both.1)
    case .string("geometric"): return (both.0 * both.1).squareRoot()
    case .string("arithmetic"): return (both.0 + both.1) / 2
    case .string("max"): return Swift.max(both.0, both.1)
    default: throw unsupported("such an 'average_method'", argument: "average_method")
    }
  }

  fileprivate func purity(
    _ beta: Double
  ) throws(Raised) -> (homogeneity: Double, completeness: Double, both: Double) {
    let agreement = try agreement()
    if agreement.counts.isEmpty { return (1, 1, 1) }
    let information = agreement.mutualInformation
    let (first, second) = agreement.entropies
    let homogeneity = first == 0 ? 1 : information / first
    let completeness = second == 0 ? 1 : information / second
    let sum = homogeneity + completeness
    let both = sum == 0 ? 0 : (1 + beta) * homogeneity * completeness / (beta * homogeneity + completeness)
    return (homogeneity, completeness, both)
  }

  fileprivate func clusters() throws(Raised) -> (FeatureTable, LabelColumn) {
    let features = try FeatureTable(self["X"], in: context)
    let labels = try LabelColumn(self["labels"], in: context)
    let count = labels.classes.count
    guard count > 1, count < features.rowCount else {
      throw .valueError(
        "Number of labels is \(count). Valid values are 2 to n_samples - 1 (inclusive)")
    }
    return (features, labels)
  }

  fileprivate func silhouettes() throws(Raised) -> [Double] {
    guard self["metric"].stringValue == "euclidean" else {
      throw unsupported("such a 'metric' of '\(signature.name)'", argument: "metric")
    }
    let (features, labels) = try clusters()
    return silhouetteCoefficients(features.matrix, labels: labels.codes, count: labels.classes.count)
  }
}
