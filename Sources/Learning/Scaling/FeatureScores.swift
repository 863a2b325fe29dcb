import Kernels

/// `sklearn.feature_selection.f_classif`: the F value of an analysis of variance for each column.
///
/// - Parameter classes: each row's class as an index.
package func varianceRatios(_ x: Matrix, classes: [Int], count: Int) -> [Double] {
  let parts = (0..<count).map { code in
    x.laidOut(.rowMajor).selecting(rows: classes.indices.filter { classes[$0] == code })
  }
  var squares = [Double](repeating: 0, count: x.columns)
  var sums: [[Double]] = []
  for part in parts {
    var squared = part
    for index in squared.values.indices { squared.values[index] *= squared.values[index] }
    squares = zip(squares, columnSums(squared)).map { $0 + $1 }
    sums.append(columnSums(part))
  }
  let rows = Double(x.rows)
  return (0..<x.columns).map { column in
    var total = 0.0
    for sum in sums { total += sum[column] }
    let squareOfAll = total * total
    let all = squares[column] - squareOfAll / rows
    var between = 0.0
    for (part, sum) in zip(parts, sums) { between += sum[column] * sum[column] / Double(part.rows) }
    between -= squareOfAll / rows
    let within = all - between
    return (between / Double(count - 1)) / (within / Double(x.rows - count))
  }
}

/// `sklearn.feature_selection.chi2`: chi-squared between each column, which must not be negative, and the class.
package func chiSquares(_ x: Matrix, classes: [Int], count: Int) -> [Double] {
  var observed = [[Double]](repeating: [Double](repeating: 0, count: x.columns), count: count)
  var sizes = [Double](repeating: 0, count: count)
  for row in 0..<x.rows {
    sizes[classes[row]] += 1
    for column in 0..<x.columns { observed[classes[row]][column] += x[row, column] }
  }
  let totals = columnSums(x)
  return (0..<x.columns).map { column in
    var sum = 0.0
    for code in 0..<count {
      let expected = sizes[code] / Double(x.rows) * totals[column]
      let difference = observed[code][column] - expected
      sum += difference * difference / expected
    }
    return sum
  }
}

/// `sklearn.feature_selection.f_regression`: the F value of each column's correlation with the target.
///
/// - Parameter isFinite: whether a constant column or target counts as no correlation, and a perfect one as the largest
///   number; else such are NaN and infinite.
/// - Returns: the F values and their tail probabilities.
package func correlationRatios(_ x: Matrix, _ target: [Double], isFinite: Bool) -> (ratios: [Double], tails: [Double]) {
  let rows = Double(x.rows)
  let mean = pairwiseSum(target, count: target.count) / rows
  let centred = target.map { $0 - mean }
  let means = columnSums(x).map { $0 / rows }
  let length = Decompositions.dot(centred, centred).squareRoot()
  let products = Decompositions.product(
    centred, x.laidOut(.rowMajor).values, rows: 1, inner: x.rows, columns: x.columns)
  let freedom = rows - 2
  let ratios = products.indices.map { column in
    var squares = 0.0
    for value in x.column(column) { squares += value * value }
    let spread = (squares - rows * (means[column] * means[column])).squareRoot()
    var correlation = products[column] / spread / length
    if isFinite, correlation.isNaN { correlation = 0 }
    let square = correlation * correlation
    return square / (1 - square) * freedom
  }
  let tails = ratios.map { TailProbability.fisher($0, 1, freedom) }
  if !isFinite { return (ratios, tails) }
  return (
    ratios.map { $0.isNaN ? 0 : $0.isInfinite ? .greatestFiniteMagnitude : $0 },
    zip(ratios, tails).map { $0.isNaN ? 1 : $0.isInfinite ? 0 : $1 }
  )
}
