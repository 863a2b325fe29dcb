/// Mean and standard deviation of each column, as numpy computes them for the matrix's layout; NaN where there is one.
///
/// - Parameter freedom: `ddof`.
package func deviations(of x: Matrix, freedom: Int) -> [(mean: Double, deviation: Double)] {
  let rows = Double(x.rows)
  let means = columnSums(x).map { $0 / rows }
  var squares = x
  for row in 0..<x.rows {
    for column in 0..<x.columns {
      let deviation = x[row, column] - means[column]
      squares[row, column] = deviation * deviation
    }
  }
  return zip(means, columnSums(squares)).map { (mean: $0, deviation: ($1 / (rows - Double(freedom))).squareRoot()) }
}
