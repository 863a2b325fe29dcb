import Kernels

/// A fitted `StandardScaler`: means, variances and scales of each column, NaN left out.
package struct StandardScaler: Equatable, Sendable {
  /// `mean_`; nil without `with_mean` and `with_std`.
  package let mean: [Double]?
  /// `var_`; nil without `with_std`.
  package let variance: [Double]?
  /// `scale_`; nil without `with_std`.
  package let scale: [Double]?
  /// `n_samples_seen_` for each column.
  package let counts: [Int]
  package let withMean: Bool
  package let withDeviation: Bool

  /// Fits the scaler by the corrected two-pass algorithm, in numpy's order of summation for the matrix's layout.
  ///
  /// - SeeAlso: scikit-learn, `_incremental_mean_and_var` and `_handle_zeros_in_scale`.
  package init(fitting x: Matrix, withMean: Bool = true, withDeviation: Bool = true) {
    self.withMean = withMean
    self.withDeviation = withDeviation
    var present = x
    var counts = [Int](repeating: x.rows, count: x.columns)
    for row in 0..<x.rows {
      for column in 0..<x.columns where x[row, column].isNaN {
        present[row, column] = 0
        counts[column] -= 1
      }
    }
    self.counts = counts
    guard withMean || withDeviation else {
      (mean, variance, scale) = (nil, nil, nil)
      return
    }
    let means = zip(columnSums(present), counts).map { (0 + $0) / Double($1) }
    mean = means
    guard withDeviation else {
      (variance, scale) = (nil, nil)
      return
    }
    let variances = Self.variances(x, means: means, counts: counts)
    variance = variances
    scale = zip(zip(variances, means), counts).map { pair, count in
      Self.isConstant(variance: pair.0, mean: pair.1, count: Double(count)) ? 1 : pair.0.squareRoot()
    }
  }

  private static func variances(_ x: Matrix, means: [Double], counts: [Int]) -> [Double] {
    var deviations = x
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        let deviation = x[row, column] - means[column]
        deviations[row, column] = x[row, column].isNaN ? 0 : deviation
      }
    }
    let corrections = columnSums(deviations)
    for i in deviations.values.indices { deviations.values[i] *= deviations.values[i] }
    let squares = columnSums(deviations)
    return x.columns == 0
      ? []
      : (0..<x.columns).map { column in
        let count = Double(counts[column])
        return (squares[column] - corrections[column] * corrections[column] / count) / count
      }
  }

  /// Whether a variance is within the rounding error of a constant column.
  private static func isConstant(variance: Double, mean: Double, count: Double) -> Bool {
    let bound = count * mean * 0x1p-52
    return variance <= count * 0x1p-52 * variance + bound * bound
  }

  /// `transform`: the layout stays.
  package func transformed(_ x: Matrix) -> Matrix {
    var result = x
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        result[row, column] = standardised(
          x[row, column], mean: withMean ? mean?[column] ?? 0 : 0, scale: scale?[column] ?? 1)
      }
    }
    return result
  }
}
