/// What `sklearn.preprocessing.scale` takes from a column: it corrects the mean once after centring, and once after scaling.
package struct PlainScale: Equatable, Sendable {
  package var mean = 0.0
  /// What is left of the mean after centring, where it is not within rounding.
  package var secondMean = 0.0
  package var deviation = 1.0
  /// What is left of the mean after scaling, where it is not within rounding.
  package var thirdMean = 0.0
}

/// The scales of each column, in numpy's order of summation for the matrix's layout; NaN is left out.
///
/// - SeeAlso: scikit-learn, `sklearn.preprocessing.scale`.
package func plainScales(_ x: Matrix, withMean: Bool, withDeviation: Bool) -> [PlainScale] {
  var scales = [PlainScale](repeating: PlainScale(), count: x.columns)
  let means = presentMeans(x)
  if withDeviation {
    var squares = x
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        let deviation = x[row, column] - means[column]
        squares[row, column] = deviation * deviation
      }
    }
    for (column, variance) in presentMeans(squares).enumerated() {
      let deviation = variance.squareRoot()
      scales[column].deviation = deviation < 10 * 0x1p-52 ? 1 : deviation
    }
  }
  guard withMean else { return scales }
  var centred = x
  for row in 0..<x.rows { for column in 0..<x.columns { centred[row, column] -= means[column] } }
  let left = presentMeans(centred)
  for column in 0..<x.columns { scales[column].mean = means[column] }
  // numpy's allclose: one column that is not corrects all.
  if left.contains(where: { $0.magnitude > 1e-8 }) {
    for column in 0..<x.columns { scales[column].secondMean = left[column] }
    for row in 0..<x.rows { for column in 0..<x.columns { centred[row, column] -= left[column] } }
  }
  guard withDeviation else { return scales }
  for row in 0..<x.rows { for column in 0..<x.columns { centred[row, column] /= scales[column].deviation } }
  let last = presentMeans(centred)
  if last.contains(where: { $0.magnitude > 1e-8 }) {
    for column in 0..<x.columns { scales[column].thirdMean = last[column] }
  }
  return scales
}
