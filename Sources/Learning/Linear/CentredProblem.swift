import Kernels

/// Features and target of a linear regression, each less its mean where there is an intercept, and weighted by the square
/// roots of the sample weights.
///
/// - SeeAlso: scikit-learn, `_preprocess_data` and `_rescale_data`.
struct CentredProblem {
  /// Feature after feature.
  private(set) var columns: [[Double]]
  private(set) var target: [Double]
  let means: [Double]
  /// The lengths by which `normalize` divided the features.
  private var lengths: [Double]?
  let targetMean: Double

  init(_ x: Matrix, _ y: [Double], weights: [Double]?, fitsIntercept: Bool, normalizes: Bool = false) {
    columns = (0..<x.columns).map { x.column($0) }
    target = y
    var means = [Double](repeating: 0, count: x.columns)
    var targetMean = 0.0
    if fitsIntercept {
      if let weights {
        let total = pairwiseSum(weights, count: weights.count)
        var weighted = x
        for row in 0..<x.rows {
          for column in 0..<x.columns { weighted[row, column] *= weights[row] }
        }
        means = columnSums(weighted).map { $0 / total }
        let products = zip(y, weights).map { $0 * $1 }
        targetMean = pairwiseSum(products, count: y.count) / total
      } else {
        means = columnSums(x).map { $0 / Double(x.rows) }
        targetMean = pairwiseSum(y, count: y.count) / Double(y.count)
      }
      for index in columns.indices { columns[index] = columns[index].map { $0 - means[index] } }
      target = y.map { $0 - targetMean }
    }
    self.means = means
    self.targetMean = targetMean
    // Without an intercept the parameter was ignored.
    if normalizes, fitsIntercept { normalize(weights) }
    guard let weights else { return }
    let roots = weights.map { $0.squareRoot() }
    for index in columns.indices { columns[index] = zip(columns[index], roots).map { $0 * $1 } }
    target = zip(target, roots).map { $0 * $1 }
  }

  /// Divides each feature by its length, or by one where that is nothing but rounding.
  private mutating func normalize(_ weights: [Double]?) {
    let lengths = columns.map { column in
      let length = (weights.map { zip(column, $0).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } } ?? dot(column, column))
        .squareRoot()
      return length > 10 * 0x1p-52 ? length : 1
    }
    for (index, length) in lengths.enumerated() { columns[index] = columns[index].map { $0 / length } }
    self.lengths = lengths
  }

  /// The line of these coefficients, with the intercept that means ask for.
  func line(_ coefficients: [Double]) -> FittedLine {
    let coefficients = lengths.map { zip(coefficients, $0).map { $0 / $1 } } ?? coefficients
    let offset = zip(means, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    return FittedLine(coefficients: coefficients, intercept: targetMean - offset)
  }
}
