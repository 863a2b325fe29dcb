import Kernels

/// `log_loss`: minus the mean logarithm of the probability of the true class, clipped to [ε, 1 − ε].
///
/// - Parameter probabilities: a row a sample, a column a class.
package func logLoss(
  _ truth: [Int], _ probabilities: Matrix, weights: [Double]? = nil, normalised: Bool = true, era: LearningEra
) -> Double {
  let losses = truth.enumerated().map { row, label in
    var clipped = probabilities.row(row).map { min(max($0, 0x1p-52), 1 - 0x1p-52) }
    if era.logLossNormalises {
      let sum = total(clipped)
      clipped = clipped.map { $0 / sum }
    }
    return -naturalLogarithm(clipped[label])
  }
  if normalised { return average(losses, weights: weights) }
  return weights.map { dot(losses, $0) } ?? total(losses)
}
