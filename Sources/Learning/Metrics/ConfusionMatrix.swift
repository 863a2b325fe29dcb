/// `confusion_matrix`: weights of rows by true class (rows) and answered class (columns).
///
/// Classes are indices below `classes`; a row whose class is not among the labels in question has -1 and is left out.
package func confusionMatrix(_ truth: [Int], _ answer: [Int], classes: Int, weights: [Double]? = nil) -> [[Double]] {
  var result = [[Double]](repeating: [Double](repeating: 0, count: classes), count: classes)
  for (row, (t, a)) in zip(truth, answer).enumerated() where t >= 0 && a >= 0 {
    result[t][a] += weights?[row] ?? 1
  }
  return result
}

/// `accuracy_score`: the weight of the rows whose class was answered, as a fraction or (not normalised) as it is.
package func accuracy(_ truth: [Int], _ answer: [Int], weights: [Double]? = nil, normalised: Bool = true) -> Double {
  let hits = zip(truth, answer).map { $0 == $1 ? 1.0 : 0 }
  if normalised { return average(hits, weights: weights) }
  return zip(hits, weights ?? [Double](repeating: 1, count: hits.count)).reduce(0) { $0 + $1.0 * $1.1 }
}
