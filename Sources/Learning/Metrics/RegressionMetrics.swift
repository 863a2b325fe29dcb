/// `mean_squared_error`.
package func meanSquaredError(_ truth: [Double], _ answer: [Double], weights: [Double]? = nil) -> Double {
  average(zip(truth, answer).map { ($0 - $1) * ($0 - $1) }, weights: weights)
}

/// `mean_absolute_error`.
package func meanAbsoluteError(_ truth: [Double], _ answer: [Double], weights: [Double]? = nil) -> Double {
  average(zip(truth, answer).map { ($1 - $0).magnitude }, weights: weights)
}

/// `r2_score`; one where truth is constant and met exactly, zero where it is constant and missed; NaN for one row.
package func r2Score(_ truth: [Double], _ answer: [Double], weights: [Double]? = nil) -> Double {
  if truth.count < 2 { return .nan }
  let mean = average(truth, weights: weights)
  func weighted(_ squares: [Double]) -> Double {
    total(weights.map { weights in zip(weights, squares).map { $0 * $1 } } ?? squares)
  }
  let residual = weighted(zip(truth, answer).map { ($0 - $1) * ($0 - $1) })
  let spread = weighted(truth.map { ($0 - mean) * ($0 - mean) })
  if spread == 0 { return residual == 0 ? 1 : 0 }
  return 1 - residual / spread
}
