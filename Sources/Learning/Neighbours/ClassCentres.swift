import Kernels

/// The mean or the median of each class.
package func classCentres(
  _ x: Matrix, classes: [Int], count: Int, areMedians: Bool, estimator: String
) throws(LearningError) -> [[Double]] {
  try checkInput(x, estimator: estimator)
  return (0..<count).map { label in
    let part = x.selecting(rows: classes.indices.filter { classes[$0] == label })
    if !areMedians { return columnSums(part.laidOut(.rowMajor)).map { $0 / Double(part.rows) } }
    return (0..<x.columns).map { column in
      let sorted = part.column(column).sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
  }
}

/// The table for `CentreDistances`.
package func centreTable(_ centres: [[Double]], metric: NeighbourOptions.Metric, isNegated: Bool) -> [UInt8] {
  var payload: [UInt8] = []
  payload.append(words: [centres.first?.count ?? 0, centres.count, metric.code, isNegated ? 1 : 0])
  payload.append(numbers: [metric.power])
  for centre in centres { payload.append(numbers: centre) }
  return ParameterTable.encoded(kind: .centreDistances, payload: payload)
}
