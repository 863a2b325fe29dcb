import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Metrics {
  static let accuracyScore = Function("accuracy_score(y_true, y_pred, *, normalize=True, sample_weight=None)") { call in
    let isShare = try call.bool("normalize")
    if !call.isNone("sample_weight") {
      let pair = try LabelPair(call["y_true"], call["y_pred"], in: call.context)
      let weights = try ScikitLearn.sampleWeights(call["sample_weight"], count: pair.truth.count, in: call.context)
      let hits = zip(zip(pair.truth, pair.predicted), weights ?? []).map { $0.0 == $0.1 ? $1 : 0 }
      let sum = pairwiseSum(hits, count: hits.count)
      let total = weights.map { pairwiseSum($0, count: $0.count) } ?? 1
      return call.scored("accuracy_score", isShare ? sum / total : sum)
    }
    let pair = try call.labels()
    let score = accuracy(pair.truth, pair.predicted, normalised: isShare)
    call.context.note("accuracy_score", score, of: call["y_pred"])
    if !isShare, call.context.era == .classic { return NumPy.scalar(.int(Int(score))) }
    return ScikitLearn.score(score, in: call.context)
  }

  static let zeroOneLoss = Function("zero_one_loss(y_true, y_pred, *, normalize=True, sample_weight=None)") { call in
    try call.refuse("normalize")
    let pair = try call.labels()
    return call.scored("zero_one_loss", 1 - accuracy(pair.truth, pair.predicted))
  }

  static let hammingLoss = Function("hamming_loss(y_true, y_pred, *, sample_weight=None)") { call in
    let pair = try call.labels()
    let misses = zip(pair.truth, pair.predicted).count { $0 != $1 }
    return call.scored("hamming_loss", Double(misses) / Double(pair.truth.count))
  }

  static let confusionMatrix = Function(
    "confusion_matrix(y_true, y_pred, *, labels=None, sample_weight=None, normalize=None)"
  ) { call in
    var pair = try call.labels()
    if let chosen = try call.chosenLabels() { pair = pair.restricted(to: chosen) }
    let counts = Learning.confusionMatrix(pair.truth, pair.predicted, classes: pair.labels.count)
    call.context.note("confusion_matrix", nil, of: call["y_pred"])
    switch call["normalize"] {
    case .none: return ScikitLearn.matrix(counts.map { $0.map { Int($0) } })
    case .string("true"):
      return ScikitLearn.matrix(counts.map { row in row.map { share($0, row.reduce(0, +)) } })
    case .string("pred"):
      let sums = pair.labels.indices.map { column in counts.map { $0[column] }.reduce(0, +) }
      return ScikitLearn.matrix(counts.map { row in zip(row, sums).map { share($0, $1) } })
    case .string("all"):
      let sum = counts.joined().reduce(0, +)
      return ScikitLearn.matrix(counts.map { row in row.map { share($0, sum) } })
    default: throw call.unsupported("such a 'normalize' of 'confusion_matrix'", argument: "normalize")
    }
  }

  private static func share(_ count: Double, _ sum: Double) -> Double { sum == 0 ? 0 : count / sum }

  static let balancedAccuracyScore = Function(
    "balanced_accuracy_score(y_true, y_pred, *, sample_weight=None, adjusted=False)"
  ) { call in
    try call.refuse("adjusted")
    let pair = try call.labels()
    let counts = Learning.confusionMatrix(pair.truth, pair.predicted, classes: pair.labels.count)
    let recalls = counts.indices.compactMap { row in
      let sum = counts[row].reduce(0, +)
      return sum == 0 ? nil : counts[row][row] / sum
    }
    return call.scored("balanced_accuracy_score", recalls.reduce(0, +) / Double(recalls.count))
  }

  static let matthewsCorrcoef = Function("matthews_corrcoef(y_true, y_pred, *, sample_weight=None)") { call in
    let pair = try call.labels()
    let counts = Learning.confusionMatrix(pair.truth, pair.predicted, classes: pair.labels.count)
    let truths = counts.map { $0.reduce(0, +) }
    let answers = counts.indices.map { column in counts.map { $0[column] }.reduce(0, +) }
    let hits = counts.indices.map { counts[$0][$0] }.reduce(0, +)
    let all = answers.reduce(0, +)
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map { $0 * $1 }.reduce(0, +) }
    let both = hits * all - dot(truths, answers)
    let answered = all * all - dot(answers, answers)
    let true_ = all * all - dot(truths, truths)
    let product = answered * true_
    return call.scored("matthews_corrcoef", product == 0 ? 0 : both / product.squareRoot())
  }

  static let cohenKappaScore = Function(
    "cohen_kappa_score(y1, y2, *, labels=None, weights=None, sample_weight=None)"
  ) { call in
    try call.refuse("labels", "weights", "sample_weight")
    let pair = try LabelPair(call["y1"], call["y2"], in: call.context)
    let counts = Learning.confusionMatrix(pair.truth, pair.predicted, classes: pair.labels.count)
    let rows = counts.map { $0.reduce(0, +) }
    let columns = counts.indices.map { column in counts.map { $0[column] }.reduce(0, +) }
    let all = rows.reduce(0, +)
    var observed = 0.0
    var expected = 0.0
    for row in counts.indices {
      for column in counts.indices where row != column {
        observed += counts[row][column]
        expected += columns[row] * rows[column] / all
      }
    }
    return call.scored("cohen_kappa_score", 1 - observed / expected, "y2")
  }
}
