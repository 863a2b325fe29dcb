import Kernels

extension BoostingLoss {
  /// scikit-learn 1.9: the mean of each row's loss by weight, twice that of the losses that are halved.
  func modernValue(_ y: [Double], _ raw: [Double], _ weights: [Double]) -> Double {
    let factor = kind == .squaredError || kind == .binomial ? 2.0 : 1
    var powers = [Double](repeating: 0, count: outputs)
    let losses = y.indices.map { row in
      kind == .multinomial ? multinomialLoss(y[row], raw, row * outputs, &powers) : loss(y[row], raw[row])
    }
    return factor * average(losses, weights: weights)
  }

  private func multinomialLoss(_ y: Double, _ raw: [Double], _ base: Int, _ powers: inout [Double]) -> Double {
    let (largest, sum) = exponentials(raw, base, into: &powers)
    return naturalLogarithm(sum) + largest - raw[base + Int(y)]
  }

  private func loss(_ y: Double, _ raw: Double) -> Double {
    switch kind {
    case .squaredError: return 0.5 * (raw - y) * (raw - y)
    case .absoluteError: return (raw - y).magnitude
    case .quantile: return y >= raw ? alpha * (y - raw) : (1 - alpha) * (raw - y)
    case .huber:
      let error = (y - raw).magnitude
      let delta = delta ?? 0
      return error <= delta ? 0.5 * (error * error) : delta * (error - 0.5 * delta)
    case .binomial: return logarithmOfOnePlusExponential(raw) - y * raw
    case .exponential:
      let e = exponential(raw)
      return y / e + (1 - y) * e
    case .multinomial: return .nan
    }
  }

  /// scikit-learn 1.2, whose formulas sum over all rows first.
  func classicValue(_ y: [Double], _ raw: [Double], _ weights: [Double]) -> Double {
    let sum = total(weights)
    func weighted(_ losses: [Double]) -> Double { total(zip(weights, losses).map { $0 * $1 }) }
    switch kind {
    case .squaredError: return 1 / sum * weighted(zip(y, raw).map { ($0 - $1) * ($0 - $1) })
    case .absoluteError: return 1 / sum * weighted(zip(y, raw).map { ($0 - $1).magnitude })
    case .binomial: return -2 / sum * weighted(zip(y, raw).map { $0 * $1 - logarithmOfSumWithOne($1) })
    case .exponential: return 1 / sum * weighted(zip(y, raw).map { exponential(-(2 * $0 - 1) * $1) })
    case .huber: return classicHuber(y, raw, weights, sum)
    case .quantile: return classicQuantile(y, raw, weights, sum)
    case .multinomial:
      var powers = [Double](repeating: 0, count: outputs)
      let losses = y.indices.map { row in
        let hit = raw[row * outputs + Int(y[row])]
        return -1 * hit + logarithmOfSum(raw, row * outputs, &powers)
      }
      return average(losses, weights: weights)
    }
  }

  /// numpy's `logaddexp(0, x)`.
  private func logarithmOfSumWithOne(_ x: Double) -> Double {
    if x == 0 { return ln2 }
    return x < 0 ? logarithmOfOnePlus(exponential(x)) : x + logarithmOfOnePlus(exponential(-x))
  }

  private func classicHuber(_ y: [Double], _ raw: [Double], _ weights: [Double], _ sum: Double) -> Double {
    let errors = zip(y, raw).map { $0 - $1 }
    let delta = delta ?? weightedPercentile(errors.map(\.magnitude), weights, alpha * 100)
    var small: [Double] = []
    var large: [Double] = []
    for (error, weight) in zip(errors, weights) {
      if error.magnitude <= delta {
        small.append(0.5 * weight * (error * error))
      } else {
        large.append(delta * weight * (error.magnitude - delta / 2))
      }
    }
    return (total(small) + total(large)) / sum
  }

  private func classicQuantile(_ y: [Double], _ raw: [Double], _ weights: [Double], _ sum: Double) -> Double {
    var above: [Double] = []
    var below: [Double] = []
    for row in y.indices {
      let term = weights[row] * (y[row] - raw[row])
      if y[row] > raw[row] { above.append(term) } else { below.append(term) }
    }
    return (alpha * total(above) - (1 - alpha) * total(below)) / sum
  }
}
