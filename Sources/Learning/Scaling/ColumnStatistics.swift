/// The mean of each column, NaN left out, summed in numpy's order for the matrix's layout; NaN for a column without numbers.
///
/// - SeeAlso: numpy, `numpy.ma.mean`; scikit-learn, `SimpleImputer`.
package func presentMeans(_ x: Matrix) -> [Double] {
  var present = x
  var counts = [Int](repeating: x.rows, count: x.columns)
  for row in 0..<x.rows {
    for column in 0..<x.columns where x[row, column].isNaN {
      present[row, column] = 0
      counts[column] -= 1
    }
  }
  return zip(columnSums(present), counts).map { $1 == 0 ? .nan : $0 / Double($1) }
}

/// The median of the numbers that are there; NaN of nothing.
package func presentMedian(_ values: [Double]) -> Double {
  let sorted = values.filter { !$0.isNaN }.sorted()
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  if sorted.count % 2 == 1 { return sorted[middle] }
  return (sorted[middle - 1] + sorted[middle]) / 2
}
