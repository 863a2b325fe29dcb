import Kernels

/// `numpy.sum(x, axis=0)`, in numpy's order: pairwise along a contiguous column, row after row where rows are contiguous.
///
/// A single column is contiguous in both layouts.
func columnSums(_ x: Matrix) -> [Double] {
  if x.layout == .columnMajor || x.columns == 1 {
    return x.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return [Double](repeating: 0, count: x.columns) }
      return (0..<x.columns).map { pairwiseSum(base + $0 * x.rows, count: x.rows) }
    }
  }
  var sums = [Double](repeating: 0, count: x.columns)
  for row in 0..<x.rows {
    for column in 0..<x.columns { sums[column] += x.values[row * x.columns + column] }
  }
  return sums
}
