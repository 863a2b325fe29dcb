import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// Functions of `imblearn.metrics`.
  package enum ImbalancedMetrics {}
}

extension ScikitLearn.ImbalancedMetrics {
  static let geometricMeanScore = Function(
    """
    geometric_mean_score(y_true, y_pred, *, labels=None, pos_label=1, average='multiclass', sample_weight=None, correction=0.0)
    """
  ) { call in
    try call.refuse("labels")
    guard call["average"].stringValue == "multiclass" else {
      let (sensitivity, specificity) = try call.sensitivityAndSpecificity()
      return call.scoredByNumPy("geometric_mean_score", (sensitivity * specificity).squareRoot())
    }
    let pair = try call.labels()
    let correction = try call.double("correction")
    let recalls = call.rates(pair).map(\.sensitivity).map { $0 == 0 ? correction : $0 }
    let logarithms = recalls.map(naturalLogarithm)
    let mean = pairwiseSum(logarithms, count: logarithms.count) / Double(Swift.max(logarithms.count, 1))
    return call.scoredByNumPy("geometric_mean_score", exponential(mean))
  }

  static let sensitivityScore = Function(
    "sensitivity_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None)"
  ) { call in
    try call.refuse("labels")
    return call.scoredByNumPy("sensitivity_score", try call.sensitivityAndSpecificity().0)
  }

  static let specificityScore = Function(
    "specificity_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None)"
  ) { call in
    try call.refuse("labels")
    return call.scoredByNumPy("specificity_score", try call.sensitivityAndSpecificity().1)
  }
}

extension Call {
  /// A result that stays a scalar of numpy's in both eras.
  fileprivate func scoredByNumPy(_ metric: String, _ value: Double) -> Value {
    context.note(metric, value, of: self["y_pred"])
    return ScikitLearn.numpyScalar(value)
  }

  fileprivate func rates(_ pair: LabelPair) -> [(sensitivity: Double, specificity: Double, size: Double)] {
    pair.labels.indices.map { label in
      var (hits, size, answered, all) = (0.0, 0.0, 0.0, 0.0)
      for (truth, predicted) in zip(pair.truth, pair.predicted) {
        all += 1
        if truth == label { size += 1 }
        if predicted == label { answered += 1 }
        if truth == label, predicted == label { hits += 1 }
      }
      let rejected = all - (answered + size - hits)
      let others = rejected + answered - hits
      return (size == 0 ? 0 : hits / size, others == 0 ? 0 : rejected / others, size)
    }
  }

  fileprivate func sensitivityAndSpecificity() throws(Raised) -> (Double, Double) {
    let pair = try labels()
    let rates = rates(pair)
    switch self["average"] {
    case .string("binary"):
      guard pair.isBinary else {
        throw .valueError("Target is multiclass but average='binary'. Please choose another average setting.")
      }
      guard let place = pair.position(of: self["pos_label"]) else {
        if pair.labels.count < 2 { return (0, 0) }
        throw unsupported("a 'pos_label' that no row has", argument: "pos_label")
      }
      return (rates[place].sensitivity, rates[place].specificity)
    case .string("macro"):
      let count = Double(rates.count)
      return (rates.reduce(0) { $0 + $1.sensitivity } / count, rates.reduce(0) { $0 + $1.specificity } / count)
    case .string("weighted"):
      let size = rates.reduce(0) { $0 + $1.size }
      return (
        rates.reduce(0) { $0 + $1.sensitivity * $1.size } / size,
        rates.reduce(0) { $0 + $1.specificity * $1.size } / size
      )
    default: throw unsupported("such an 'average'", argument: "average")
    }
  }
}
