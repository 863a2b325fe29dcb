import Kernels

/// The rows of one leaf that the tree was grown on, side by side.
struct LeafRows {
  /// Targets; of the multinomial loss 1 for the tree's class and 0 for others.
  var y: [Double] = []
  var residuals: [Double] = []
  var raw: [Double] = []
  var weights: [Double] = []
}

extension BoostingLoss {
  /// Whether leaves keep the mean residual that the tree found.
  var keepsLeaves: Bool { kind == .squaredError }

  /// The value of a leaf: one Newton step, or the exact minimum for losses with corners.
  ///
  /// - Throws: Python's error where the weights of a leaf sum to zero.
  func leafValue(_ rows: LeafRows) throws(LearningError) -> Double {
    switch kind {
    case .squaredError: return 0
    case .absoluteError: return weightedPercentile(differences(rows), rows.weights, 50)
    case .quantile: return weightedPercentile(differences(rows), rows.weights, alpha * 100)
    case .huber: return try huberLeaf(rows)
    case .binomial, .multinomial, .exponential: return isModern ? try modernStep(rows) : classicStep(rows)
    }
  }

  private func differences(_ rows: LeafRows) -> [Double] { zip(rows.y, rows.raw).map { $0 - $1 } }

  private func huberLeaf(_ rows: LeafRows) throws(LearningError) -> Double {
    let differences = differences(rows)
    let delta = delta ?? 0
    let median = weightedPercentile(differences, rows.weights, 50)
    let steps = differences.map { difference in
      let d = difference - median
      let sign = d > 0 ? 1.0 : d < 0 ? -1 : 0
      return sign * min(d.magnitude, delta)
    }
    if isModern { return try median + checkedAverage(steps, rows.weights) }
    return median + average(steps, weights: nil)
  }

  private func classicStep(_ rows: LeafRows) -> Double {
    var numerators: [Double] = []
    var denominators: [Double] = []
    for i in rows.y.indices {
      let (y, w, r) = (rows.y[i], rows.weights[i], rows.residuals[i])
      if kind == .exponential {
        let sign = 2 * y - 1
        let e = exponential(-sign * rows.raw[i])
        numerators.append(sign * w * e)
        denominators.append(w * e)
      } else {
        numerators.append(w * r)
        denominators.append(w * (y - r) * (1 - y + r))
      }
    }
    var numerator = total(numerators)
    if kind == .multinomial { numerator *= Double(outputs - 1) / Double(outputs) }
    return divided(numerator, total(denominators))
  }

  private func modernStep(_ rows: LeafRows) throws(LearningError) -> Double {
    let curvatures = zip(rows.y, rows.residuals).map { y, residual in
      if kind == .exponential { return y == 0 ? residual * -1 : residual }
      let p = y - residual
      return p * (1 - p)
    }
    var numerator = try checkedAverage(rows.residuals, rows.weights)
    if kind == .multinomial { numerator *= Double(outputs - 1) / Double(outputs) }
    return divided(numerator, try checkedAverage(curvatures, rows.weights))
  }

  /// Zero where there is nothing to gain.
  private func divided(_ numerator: Double, _ denominator: Double) -> Double {
    denominator.magnitude < 1e-150 ? 0 : numerator / denominator
  }

  private func checkedAverage(_ values: [Double], _ weights: [Double]) throws(LearningError) -> Double {
    if total(weights) == 0 {
      throw LearningError(type: "ZeroDivisionError", message: "Weights sum to zero, can't be normalized")
    }
    return average(values, weights: weights)
  }
}
