import Kernels

/// The exponent that makes a column most like a normal distribution, by Yeo and Johnson's or by Box and Cox's transform.
///
/// The likelihood is summed in numpy's order, so scikit-learn's own formula gives its bits; Box and Cox's of the modern era goes
/// through logarithms that scipy sums otherwise, and agrees to about seven digits.
///
/// - Parameter column: without NaN.
/// - Throws: what scipy raises for constant and for infinite columns.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `PowerTransformer`; scipy, `yeojohnson_normmax`, `boxcox_normmax`.
package func fitPower(_ column: [Double], isBoxCox: Bool, era: LearningEra) throws(LearningError) -> Double {
  if isBoxCox {
    guard column.contains(where: { $0 != column[0] }) else { throw .value("Data must not be constant.") }
    let logarithms = column.map(naturalLogarithm)
    let sum = pairwiseSum(logarithms, count: logarithms.count)
    return ScalarMinimum.brent(from: (-2, 2)) { lambda in
      -boxCoxLikelihood(column, logarithms, sum, lambda, byLogarithm: era.powersByLogarithm)
    }
  }
  let signs = column.map { x in (x > 0 ? 1 : x < 0 ? -1 : x) * logarithmOfOnePlus(x.magnitude) }
  let sum = pairwiseSum(signs, count: signs.count)
  guard era.powersByLogarithm else {
    return ScalarMinimum.brent(from: (-2, 2)) { negativeLikelihood(column, .yeoJohnson, sum, $0) }
  }
  guard column.contains(where: { $0 != 0 }) else { return 1 }
  let (low, high) = exponentBounds(column)
  return ScalarMinimum.bounded(low, high) { negativeLikelihood(column, .yeoJohnsonByLogarithm, sum, $0) }
}

/// `numpy.var` of one contiguous column.
func plainVariance(_ column: [Double]) -> Double {
  let count = Double(column.count)
  let mean = pairwiseSum(column, count: column.count) / count
  let squares = column.map { ($0 - mean) * ($0 - mean) }
  return pairwiseSum(squares, count: squares.count) / count
}

private func negativeLikelihood(
  _ column: [Double], _ transform: PowerTransform, _ sum: Double, _ lambda: Double
) -> Double {
  let variance = plainVariance(column.map { powerTransformed($0, transform, lambda: lambda) })
  if variance < .leastNormalMagnitude { return .infinity }
  let likelihood = -Double(column.count) / 2 * naturalLogarithm(variance) + (lambda - 1) * sum
  return likelihood.isInfinite ? .infinity : -likelihood
}

private func boxCoxLikelihood(
  _ column: [Double], _ logarithms: [Double], _ sum: Double, _ lambda: Double, byLogarithm: Bool
) -> Double {
  let logarithm: Double
  if lambda == 0 {
    logarithm = naturalLogarithm(plainVariance(logarithms))
  } else if byLogarithm {
    logarithm = logarithmOfVariance(logarithms.map { lambda * $0 }) - 2 * naturalLogarithm(lambda.magnitude)
  } else {
    logarithm = naturalLogarithm(plainVariance(column.map { power($0, lambda) / lambda }))
  }
  return (lambda - 1) * sum - Double(column.count) / 2 * logarithm
}

/// The logarithm of the variance of the exponentials.
private func logarithmOfVariance(_ logarithms: [Double]) -> Double {
  let size = naturalLogarithm(Double(logarithms.count))
  let mean = logarithmOfSum(logarithms) - size
  let gaps = logarithms.map { value in
    let distance = (value - mean).magnitude
    return max(value, mean) + naturalLogarithm(-exponentialMinusOne(-distance))
  }
  return logarithmOfSum(gaps.map { 2 * $0 }) - size
}

private func logarithmOfSum(_ values: [Double]) -> Double {
  guard let most = values.max(), most.isFinite else { return -.infinity }
  let terms = values.map { exponential($0 - most) }
  return naturalLogarithm(pairwiseSum(terms, count: terms.count)) + most
}

/// Between which exponents nothing overflows.
private func exponentBounds(_ column: [Double]) -> (Double, Double) {
  let most = logarithmOfOnePlus(20 * (column.map(\.magnitude).max() ?? 1))
  let spacing = naturalLogarithm(0x1p-52)
  let low = (naturalLogarithm(.leastNormalMagnitude) - spacing) / 2 / most
  let high = (naturalLogarithm(.greatestFiniteMagnitude) + spacing) / 2 / most
  if column.allSatisfy({ $0 < 0 }) { return (2 - high, 2 - low) }
  if column.contains(where: { $0 < 0 }) { return (max(2 - high, low), min(2 - low, high)) }
  return (low, high)
}
