/// The logistic function `1 / (1 + exp(-x))`, as scipy's `expit` computes it.
///
/// - SeeAlso: `exponential`, which bounds the error.
public func logistic(_ x: Double) -> Double {
  1 / (1 + exponential(-x))
}

/// Class probabilities of a binary model's score: `1 - p` and `p`.
///
/// - SeeAlso: scikit-learn, `LinearClassifierMixin._predict_proba_lr`.
public func logisticProbabilities(_ score: Double, into result: UnsafeMutablePointer<Double>) {
  let positive = logistic(score)
  result[0] = 1 - positive
  result[1] = positive
}

/// One-against-rest probabilities: the logistic of each score, divided by their sum, in place.
///
/// Where all are zero, scikit-learn before 1.3 divides zero by zero; later it answers uniformly.
public func oneAgainstRestProbabilities(
  _ scores: UnsafeMutablePointer<Double>, count: Int, uniformWhereZero: Bool
) {
  for k in 0..<count { scores[k] = logistic(scores[k]) }
  var sum = pairwiseSum(scores, count: count)
  if uniformWhereZero && sum == 0 {
    scores.update(repeating: 1, count: count)
    sum = Double(count)
  }
  for k in 0..<count { scores[k] /= sum }
}

/// Softmax in place: the maximum subtracted, exponentials divided by their (pairwise) sum.
///
/// - SeeAlso: scikit-learn, `sklearn.utils.extmath.softmax`.
public func softmax(_ scores: UnsafeMutablePointer<Double>, count: Int) {
  guard count > 0 else { return }
  var largest = scores[0]
  for k in 1..<max(count, 1) where scores[k] > largest || scores[k] != scores[k] { largest = scores[k] }
  for k in 0..<count { scores[k] = exponential(scores[k] - largest) }
  let sum = pairwiseSum(scores, count: count)
  for k in 0..<count { scores[k] /= sum }
}

/// The index of the largest value, the first of equals; the first NaN wins, as in `numpy.argmax`.
public func argmax(_ values: UnsafePointer<Double>, count: Int) -> Int {
  var best = 0
  var k = 0
  while k < count {
    if values[k] != values[k] { return k }
    if values[k] > values[best] { best = k }
    k &+= 1
  }
  return best
}
