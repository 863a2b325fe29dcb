import Kernels

/// What gradient boosting descends: one raw prediction a row, or one a class.
package enum BoostingLossKind: Sendable {
  case squaredError
  case absoluteError
  case huber
  case quantile
  /// Two classes.
  case binomial
  case multinomial
  /// AdaBoost's loss; two classes.
  case exponential
}

/// The losses of gradient boosting with scikit-learn's formulas, which differ in rounding between the eras.
///
/// Raw predictions lie row by row, `outputs` numbers each. Targets are numbers, or class indices.
///
/// - SeeAlso: scikit-learn 1.2, `_gb_losses.py`; 1.9, `_loss.pyx.tp`, `loss.py`, `_gb.py`.
struct BoostingLoss: Sendable {
  let kind: BoostingLossKind
  /// Raw predictions a row: the classes of the multinomial loss, else one.
  let outputs: Int
  /// The quantile, or for Huber's loss the share of small errors.
  let alpha: Double
  let isModern: Bool
  /// Huber's boundary between small and large errors, as the latest gradient set it.
  var delta: Double?

  init(_ kind: BoostingLossKind, classes: Int, alpha: Double, era: LearningEra) {
    self.kind = kind
    outputs = kind == .multinomial ? classes : 1
    self.alpha = alpha
    isModern = era.boostingUsesCommonLosses
    // The common loss is made with this boundary, which shows where a loss is taken before the first gradient.
    delta = isModern ? 0.5 : nil
  }

  /// What all rows' raw predictions begin at: what a dummy estimator fitted on the targets predicts, through the link.
  func initial(_ y: [Double], classes: Int, weights: [Double]?) -> [Double] {
    switch kind {
    case .squaredError: [average(y, weights: weights)]
    case .absoluteError, .huber: [quantile(y, weights, 50)]
    case .quantile: [quantile(y, weights, alpha * 100)]
    case .binomial: [logOdds(prior(y, classes: classes, weights)[1], partsMiddle: isModern)]
    case .exponential: [0.5 * logOdds(prior(y, classes: classes, weights)[1], partsMiddle: isModern)]
    case .multinomial: logPriors(prior(y, classes: classes, weights))
    }
  }

  private func quantile(_ y: [Double], _ weights: [Double]?, _ percent: Double) -> Double {
    weights.map { weightedPercentile(y, $0, percent) } ?? percentile(y, percent)
  }

  /// Each class's share, kept off zero and one.
  private func prior(_ y: [Double], classes: Int, _ weights: [Double]?) -> [Double] {
    var counts = [Double](repeating: 0, count: classes)
    for (row, label) in y.enumerated() { counts[Int(label)] += weights?[row] ?? 1 }
    let sum = total(counts)
    let epsilon = isModern ? 0x1p-52 : 0x1p-23
    return counts.map { min(max($0 / sum, epsilon), 1 - epsilon) }
  }

  private func logPriors(_ priors: [Double]) -> [Double] {
    isModern ? symmetricLogits(priors) : priors.map { naturalLogarithm($0) }
  }

  /// The loss, averaged by weight.
  func value(_ y: [Double], _ raw: [Double], _ weights: [Double]) -> Double {
    isModern ? modernValue(y, raw, weights) : classicValue(y, raw, weights)
  }

  /// The negative gradient: a column an output. Huber's boundary is set anew.
  mutating func residuals(_ y: [Double], _ raw: [Double], _ weights: [Double]) -> [[Double]] {
    if kind == .huber {
      delta = weightedPercentile(zip(y, raw).map { ($0 - $1).magnitude }, weights, alpha * 100)
    }
    if kind == .multinomial { return multinomialResiduals(y, raw) }
    return [zip(y, raw).map { residual($0, $1) }]
  }

  private func residual(_ y: Double, _ raw: Double) -> Double {
    switch kind {
    case .squaredError: return y - raw
    case .absoluteError:
      // They part ways where the prediction is exact.
      return isModern ? (raw > y ? -1 : 1) : y - raw > 0 ? 1 : -1
    case .quantile:
      let isAbove = isModern ? y >= raw : y > raw
      return isAbove ? alpha : -(1 - alpha)
    case .huber:
      let difference = y - raw
      let delta = delta ?? 0
      if difference.magnitude <= delta { return difference }
      return difference > 0 || (isModern && difference == 0) ? delta : difference < 0 ? -delta : 0
    case .binomial: return isModern ? binomialResidual(y, raw) : y - logistic(raw)
    case .exponential:
      if isModern {
        let e = exponential(raw)
        return -(-y / e + (1 - y) * e)
      }
      let sign = 2 * y - 1
      return sign * exponential(-sign * raw)
    case .multinomial: return 0
    }
  }

  private func binomialResidual(_ y: Double, _ raw: Double) -> Double {
    if raw > -37 {
      let e = exponential(-raw)
      return -(((1 - y) - y * e) / (1 + e))
    }
    return -(exponential(raw) - y)
  }

  private func multinomialResiduals(_ y: [Double], _ raw: [Double]) -> [[Double]] {
    var result = [[Double]](repeating: [Double](repeating: 0, count: y.count), count: outputs)
    var powers = [Double](repeating: 0, count: outputs)
    for row in y.indices {
      let base = row * outputs
      if isModern {
        let sum = exponentials(raw, base, into: &powers).sum
        for k in 0..<outputs { result[k][row] = -(powers[k] / sum - (y[row] == Double(k) ? 1 : 0)) }
      } else {
        let norm = logarithmOfSum(raw, base, &powers)
        for k in 0..<outputs {
          result[k][row] = (y[row] == Double(k) ? 1 : 0) - exponential(raw[base + k] - norm)
        }
      }
    }
    return result
  }

  /// `exp(raw - largest)` of a row's numbers, with their running sum.
  func exponentials(
    _ raw: [Double], _ base: Int, into powers: inout [Double]
  ) -> (largest: Double, sum: Double) {
    var largest = raw[base]
    for k in 1..<outputs where largest < raw[base + k] { largest = raw[base + k] }
    var sum = 0.0
    for k in 0..<outputs {
      powers[k] = exponential(raw[base + k] - largest)
      sum += powers[k]
    }
    return (largest, sum)
  }

  /// scipy's `logsumexp` of a row, which sums pairwise.
  func logarithmOfSum(_ raw: [Double], _ base: Int, _ powers: inout [Double]) -> Double {
    let largest = exponentials(raw, base, into: &powers).largest
    return naturalLogarithm(total(powers)) + largest
  }
}
