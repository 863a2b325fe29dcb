package import Columns

/// Pearson's correlation of two columns over the rows where both are present: pandas' `nancorr`.
///
/// Welford's update in one pass, in the order of operations of pandas' C code.
package func correlation(_ x: [Double], _ y: [Double], minimumCount: Int = 1, _ kind: CoMoment = .correlation) -> Double
{
  var count = 0.0
  var squaresX = 0.0
  var squaresY = 0.0
  var product = 0.0
  var meanX = 0.0
  var meanY = 0.0
  for row in 0..<min(x.count, y.count) where x[row].isFinite && y[row].isFinite {
    count += 1
    let dx = x[row] - meanX
    let dy = y[row] - meanY
    meanX += 1 / count * dx
    meanY += 1 / count * dy
    squaresX += (x[row] - meanX) * dx
    squaresY += (y[row] - meanY) * dy
    product += (x[row] - meanX) * dy
  }
  guard count >= Double(minimumCount) else { return .nan }
  switch kind {
  case .correlation:
    let divisor = (squaresX * squaresY).squareRoot()
    return divisor == 0 ? .nan : product / divisor
  case .correlationWithin:
    let divisor = (squaresX * squaresY).squareRoot()
    return divisor == 0 ? .nan : min(max(product / divisor, -1), 1)
  case .covariance: return count == 1 ? .nan : product / (count - 1)
  }
}

/// The correlations, or covariances, of all pairs of columns, a column a list: `corr` of a frame.
package func correlationMatrix(
  _ columns: [[Double]], minimumCount: Int = 1, covariance: Bool = false, era: Era
) -> [[Double]] {
  let kind: CoMoment = covariance ? .covariance : era == .modern ? .correlationWithin : .correlation
  var result = [[Double]](repeating: [Double](repeating: .nan, count: columns.count), count: columns.count)
  for i in columns.indices {
    for j in 0...i {
      result[i][j] = correlation(columns[i], columns[j], minimumCount: minimumCount, kind)
      result[j][i] = result[i][j]
    }
  }
  return result
}

/// What is made of the sums of squares and products.
package enum CoMoment: Sendable, Hashable {
  case correlation
  /// Cut to [-1, 1], as modern pandas does.
  case correlationWithin
  case covariance
}
