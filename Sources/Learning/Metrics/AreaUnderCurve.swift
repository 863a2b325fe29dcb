/// `auc`: the area under a curve by trapezoids.
///
/// - Throws: scikit-learn's `ValueError` for fewer than two points, or where `x` turns.
package func areaUnderCurve(_ x: [Double], _ y: [Double]) throws(LearningError) -> Double {
  guard x.count >= 2 else {
    throw .value("At least 2 points are needed to compute area under curve, but x.shape = (\(x.count),)")
  }
  let steps = (1..<x.count).map { x[$0] - x[$0 - 1] }
  var direction = 1.0
  if steps.contains(where: { $0 < 0 }) {
    guard steps.allSatisfy({ $0 <= 0 }) else {
      throw .value("x is neither increasing nor decreasing : \(x).")
    }
    direction = -1
  }
  return direction * total(steps.indices.map { steps[$0] * (y[$0 + 1] + y[$0]) / 2 })
}

/// `roc_auc_score` of a binary target.
///
/// With one class only, scikit-learn 1.2 raises; 1.9 warns and answers NaN, as here.
package func rocAUC(_ truth: [Bool], _ scores: [Double], era: LearningEra) throws(LearningError) -> Double {
  guard truth.contains(true), truth.contains(false) else {
    if era.aucOfOneClassIsMissing { return .nan }
    throw .value("Only one class present in y_true. ROC AUC score is not defined in that case.")
  }
  let curve = rocCurve(truth, scores, era: era)
  return try areaUnderCurve(curve.falsePositiveRate, curve.truePositiveRate)
}

/// `roc_auc_score(multi_class="ovr")`: the mean over the classes, by number of rows if `weighted`.
package func rocAUCOneAgainstRest(
  _ truth: [Int], _ probabilities: Matrix, weighted: Bool = false, era: LearningEra
) throws(LearningError) -> Double {
  var scores: [Double] = []
  var counts: [Double] = []
  for k in 0..<probabilities.columns {
    scores.append(try rocAUC(truth.map { $0 == k }, probabilities.column(k), era: era))
    counts.append(Double(truth.count(where: { $0 == k })))
  }
  return average(scores, weights: weighted ? counts : nil)
}
