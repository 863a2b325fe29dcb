import Columns

/// Spearman's rank correlation of two columns over the rows where both are present.
///
/// Ranks are centred at their mean and multiplied in the order of the rows, as pandas does.
package func rankCorrelation(_ x: [Double], _ y: [Double], minimumCount: Int = 1) -> Double {
  let rows = (0..<min(x.count, y.count)).filter { x[$0].isFinite && y[$0].isFinite }
  guard rows.count >= max(minimumCount, 1) else { return .nan }
  let rankedX = ranks(.floats(rows.map { x[$0] }), .float64)
  let rankedY = ranks(.floats(rows.map { y[$0] }), .float64)
  let mean = Double(rows.count + 1) / 2
  var product = 0.0
  var squaresX = 0.0
  var squaresY = 0.0
  for (a, b) in zip(rankedX, rankedY) {
    product += (a - mean) * (b - mean)
    squaresX += (a - mean) * (a - mean)
    squaresY += (b - mean) * (b - mean)
  }
  let divisor = (squaresX * squaresY).squareRoot()
  return divisor == 0 ? .nan : product / divisor
}
