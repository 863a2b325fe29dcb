/// `roc_curve`: rates at descending thresholds.
package struct ROCCurve: Equatable, Sendable {
  package var falsePositiveRate: [Double]
  package var truePositiveRate: [Double]
  package var thresholds: [Double]
}

/// `precision_recall_curve`: at ascending thresholds, with a last point (1, 0) that has none.
package struct PrecisionRecallCurve: Equatable, Sendable {
  package var precision: [Double]
  package var recall: [Double]
  package var thresholds: [Double]
}

/// Positives and negatives among the rows that score at least a threshold, for each different score, descending.
private struct ThresholdCounts {
  var falsePositives: [Double] = []
  var truePositives: [Double] = []
  var thresholds: [Double] = []

  init(_ truth: [Bool], _ scores: [Double]) {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var positives = 0.0
    for (i, row) in order.enumerated() {
      if truth[row] { positives += 1 }
      if i + 1 < order.count && scores[order[i + 1]] == scores[row] { continue }
      truePositives.append(positives)
      falsePositives.append(Double(i + 1) - positives)
      thresholds.append(scores[row])
    }
  }

  /// Leaves out points on a line with both neighbours.
  mutating func dropIntermediate() {
    guard thresholds.count > 2 else { return }
    let last = thresholds.count - 1
    let kept = thresholds.indices.filter { i in
      i == 0 || i == last || bend(falsePositives, i) || bend(truePositives, i)
    }
    falsePositives = kept.map { falsePositives[$0] }
    truePositives = kept.map { truePositives[$0] }
    thresholds = kept.map { thresholds[$0] }
  }

  private func bend(_ values: [Double], _ i: Int) -> Bool {
    (values[i + 1] - values[i]) - (values[i] - values[i - 1]) != 0
  }
}

/// `roc_curve`; `truth` says which rows are positive. Rates are NaN where there are no positives, or no negatives.
package func rocCurve(
  _ truth: [Bool], _ scores: [Double], dropIntermediate: Bool = true, era: LearningEra
) -> ROCCurve {
  var counts = ThresholdCounts(truth, scores)
  if dropIntermediate { counts.dropIntermediate() }
  let start = era.rocBeginsAtInfinity ? Double.infinity : (counts.thresholds.first ?? 0) + 1
  return ROCCurve(
    falsePositiveRate: rates([0] + counts.falsePositives), truePositiveRate: rates([0] + counts.truePositives),
    thresholds: [start] + counts.thresholds)
}

private func rates(_ counts: [Double]) -> [Double] {
  let all = counts[counts.count - 1]
  return counts.map { all <= 0 ? .nan : $0 / all }
}

/// `precision_recall_curve`; recall is one everywhere if there are no positives.
package func precisionRecallCurve(_ truth: [Bool], _ scores: [Double]) -> PrecisionRecallCurve {
  let counts = ThresholdCounts(truth, scores)
  let all = counts.truePositives.last ?? 0
  let precision = zip(counts.truePositives, counts.falsePositives).map { $0 + $1 == 0 ? 0 : $0 / ($0 + $1) }
  let recall = counts.truePositives.map { all == 0 ? 1 : $0 / all }
  return PrecisionRecallCurve(
    precision: precision.reversed() + [1], recall: recall.reversed() + [0], thresholds: counts.thresholds.reversed())
}

/// `average_precision_score` of a binary target.
package func averagePrecision(_ truth: [Bool], _ scores: [Double]) -> Double {
  let curve = precisionRecallCurve(truth, scores)
  let terms = curve.thresholds.indices.map { (curve.recall[$0 + 1] - curve.recall[$0]) * curve.precision[$0] }
  return -total(terms)
}
