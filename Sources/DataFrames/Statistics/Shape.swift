package import Columns
import Kernels

extension Sample {
  /// Skewness without bias: classic `nanskew`.
  ///
  /// Bit-equal in the classic era. Modern pandas adds in the order of its vectors; the result is within 1e-13 of it.
  package func skewness(_ era: Era) -> Double {
    guard count >= 3 else { return .nan }
    let n = Double(count)
    let deviations = deviations(from: pairwiseSum(values) / n)
    let squares = deviations.map { $0 * $0 }
    let m2 = clean(pairwiseSum(squares))
    let m3 = clean(pairwiseSum(zip(squares, deviations).map { $0 * $1 }))
    if m2 == 0 { return 0 }
    return (n * (n - 1).squareRoot() / (n - 2)) * (m3 / power(m2, 1.5))
  }

  /// Excess kurtosis without bias: classic `nankurt`. Bounds as for `skewness`.
  package func kurtosis(_ era: Era) -> Double {
    guard count >= 4 else { return .nan }
    let n = Double(count)
    let squares = deviations(from: pairwiseSum(values) / n).map { $0 * $0 }
    let m2 = pairwiseSum(squares)
    let m4 = pairwiseSum(squares.map { $0 * $0 })
    let adjustment = 3 * ((n - 1) * (n - 1)) / ((n - 2) * (n - 3))
    let numerator = clean(n * (n + 1) * (n - 1) * m4)
    let denominator = clean((n - 2) * (n - 3) * (m2 * m2))
    if denominator == 0 { return 0 }
    return numerator / denominator - adjustment
  }

  /// pandas takes what is below 1e-14 for an error of rounding.
  private func clean(_ value: Double) -> Double { abs(value) < 1e-14 ? 0 : value }
}
