/// Precision, recall and F score, of one class or averaged.
package struct PrecisionRecall: Equatable, Sendable {
  package var precision: Double
  package var recall: Double
  package var fScore: Double
}

/// How scores of classes become one.
package enum ScoreAverage: Equatable, Sendable {
  /// That of one class only.
  case binary(positive: Int)
  case micro
  case macro
  case weighted
}

/// What the scores of one class are computed from.
struct ClassCounts {
  var hits: [Double]
  var answered: [Double]
  var true_: [Double]

  init(_ truth: [Int], _ answer: [Int], classes: Int, weights: [Double]?) {
    hits = [Double](repeating: 0, count: classes)
    (answered, true_) = (hits, hits)
    for (row, (t, a)) in zip(truth, answer).enumerated() {
      let weight = weights?[row] ?? 1
      if t >= 0 { true_[t] += weight }
      if a >= 0 { answered[a] += weight }
      if t == a, t >= 0 { hits[t] += weight }
    }
  }

  /// The counts of all classes together.
  var pooled: ClassCounts {
    var result = self
    (result.hits, result.answered, result.true_) = ([total(hits)], [total(answered)], [total(true_)])
    return result
  }

  /// The counts of one class.
  func selecting(_ label: Int) -> ClassCounts {
    var result = self
    (result.hits, result.answered, result.true_) = ([hits[label]], [answered[label]], [true_[label]])
    return result
  }

  /// Scores of each class; `undefined` where nothing was answered or true.
  ///
  /// - SeeAlso: scikit-learn, `precision_recall_fscore_support`; the F score from counts since 1.3.
  func scores(beta: Double, undefined: Double, era: LearningEra) -> [PrecisionRecall] {
    let square = beta * beta
    return hits.indices.map { k in
      let precision = answered[k] == 0 ? undefined : hits[k] / answered[k]
      let recall = true_[k] == 0 ? undefined : hits[k] / true_[k]
      let fScore: Double
      if era.fScoreFromCounts {
        let denominator = square * true_[k] + answered[k]
        fScore = denominator == 0 ? undefined : (1 + square) * hits[k] / denominator
      } else {
        let denominator = square * precision + recall
        fScore = (1 + square) * precision * recall / (denominator == 0 ? 1 : denominator)
      }
      return PrecisionRecall(precision: precision, recall: recall, fScore: fScore)
    }
  }
}

/// `precision_recall_fscore_support(average=None)`: scores of each class, and the weight of its rows.
package func classScores(
  _ truth: [Int], _ answer: [Int], classes: Int, weights: [Double]? = nil, beta: Double = 1, undefined: Double = 0,
  era: LearningEra
) -> (scores: [PrecisionRecall], support: [Double]) {
  let counts = ClassCounts(truth, answer, classes: classes, weights: weights)
  return (counts.scores(beta: beta, undefined: undefined, era: era), counts.true_)
}

/// `precision_recall_fscore_support(average=…)`, and so `precision_score`, `recall_score`, `f1_score`, `fbeta_score`.
///
/// - Parameter undefined: `zero_division`.
package func averagedScores(
  _ truth: [Int], _ answer: [Int], classes: Int, average kind: ScoreAverage, weights: [Double]? = nil, beta: Double = 1,
  undefined: Double = 0, era: LearningEra
) -> PrecisionRecall {
  let counts = ClassCounts(truth, answer, classes: classes, weights: weights)
  switch kind {
  case .binary(let positive):
    return counts.selecting(positive).scores(beta: beta, undefined: undefined, era: era)[0]
  case .micro:
    return counts.pooled.scores(beta: beta, undefined: undefined, era: era)[0]
  case .macro:
    return mean(counts.scores(beta: beta, undefined: undefined, era: era), weights: nil)
  case .weighted:
    if total(counts.true_) == 0 && !era.fScoreFromCounts {
      let score = total(counts.answered) == 0 ? undefined : 0
      return PrecisionRecall(precision: score, recall: undefined, fScore: score)
    }
    let weights = total(counts.true_) == 0 ? nil : counts.true_
    return mean(counts.scores(beta: beta, undefined: undefined, era: era), weights: weights)
  }
}

/// The mean over classes, undefined (NaN) scores left out.
private func mean(_ scores: [PrecisionRecall], weights: [Double]?) -> PrecisionRecall {
  func mean(_ values: [Double]) -> Double {
    let defined = values.indices.filter { !values[$0].isNaN }
    if defined.isEmpty { return .nan }
    return average(defined.map { values[$0] }, weights: weights.map { weights in defined.map { weights[$0] } })
  }
  return PrecisionRecall(
    precision: mean(scores.map(\.precision)), recall: mean(scores.map(\.recall)), fScore: mean(scores.map(\.fScore)))
}
