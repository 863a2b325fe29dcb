package import Columns
import Kernels

extension Sample {
  /// Skewness without bias; NaN of fewer than three values.
  package func skewness(_ era: Era) -> Double {
    guard count >= 3 else { return .nan }
    return era == .modern ? modernSkewness : classicSkewness
  }

  /// Excess kurtosis without bias; NaN of fewer than four values.
  package func kurtosis(_ era: Era) -> Double {
    guard count >= 4 else { return .nan }
    return era == .modern ? modernKurtosis : classicKurtosis
  }

  /// pandas 1.5, `nanskew`.
  private var classicSkewness: Double {
    let n = Double(count)
    let deviations = deviations(from: pairwiseSum(values) / n)
    let squares = deviations.map { $0 * $0 }
    let m2 = clean(pairwiseSum(squares))
    let m3 = clean(pairwiseSum(zip(squares, deviations).map { $0 * $1 }))
    if m2 == 0 { return 0 }
    return (n * (n - 1).squareRoot() / (n - 2)) * (m3 / power(m2, 1.5))
  }

  /// pandas 1.5, `nankurt`.
  private var classicKurtosis: Double {
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

  /// Classic pandas takes what is below 1e-14 for an error of rounding.
  private func clean(_ value: Double) -> Double { abs(value) < 1e-14 ? 0 : value }

  private var modernSkewness: Double {
    let n = Double(count)
    let moments = CentralMoments(self)
    guard moments.second > 0 else { return .nan }
    let ratio = moments.third / (moments.second * moments.second.squareRoot())
    return ratio * ((n * (n - 1).squareRoot()) / (n - 2))
  }

  private var modernKurtosis: Double {
    let n = Double(count)
    let moments = CentralMoments(self)
    guard moments.second > 0 else { return .nan }
    let ratio = moments.fourth / (moments.second * moments.second)
    let correction = (n - 1) / ((n - 2) * (n - 3))
    return correction * (n * (n + 1) * ratio - 3 * (n - 1))
  }
}

/// Sums of powers of the distances from the mean, as pandas 3.1 adds them: in pairs, halved down to blocks of 128 pairs,
/// an odd value last; then corrected for what the mean lost in rounding.
private struct CentralMoments {
  let second: Double
  let third: Double
  let fourth: Double

  init(_ sample: Sample) {
    let n = Double(sample.count)
    let distances = sample.deviations(from: pairedSum(sample.values) / n)
    let squares = distances.map { $0 * $0 }
    let sum = pairedSum(distances)
    let m2 = pairedSum(squares)
    let m3 = pairedSum(zip(squares, distances).map { $0 * $1 })
    let m4 = pairedSum(squares.map { $0 * $0 })
    let shift = sum / n
    second = m2 - sum * shift
    third = m3 - 3 * shift * m2 + 2 * n * shift * shift * shift
    fourth = m4 - 4 * shift * m3 + 6 * shift * shift * m2 - 3 * n * shift * shift * shift * shift
  }
}

private func pairedSum(_ values: [Double]) -> Double {
  func lanes(_ pairs: Range<Int>) -> SIMD2<Double> {
    if pairs.count > 128 {
      let middle = pairs.lowerBound + pairs.count / 2
      return lanes(pairs.lowerBound..<middle) + lanes(middle..<pairs.upperBound)
    }
    var sum = SIMD2<Double>.zero
    for pair in pairs { sum += SIMD2(values[2 * pair], values[2 * pair + 1]) }
    return sum
  }
  let sum = lanes(0..<(values.count / 2))
  let paired = sum[0] + sum[1]
  return values.count % 2 == 0 ? paired : paired + (values.last ?? 0)
}
