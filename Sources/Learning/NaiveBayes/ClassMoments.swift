import Kernels

/// Means and variances of every feature in each class: what `GaussianNB` learns.
package struct ClassMoments: Equatable, Sendable {
  package private(set) var means: [[Double]]
  /// With `epsilon` added.
  package private(set) var variances: [[Double]]
  /// Samples of each class, by weight.
  package private(set) var counts: [Double]
  /// What is added to every variance: a share of the largest one.
  package private(set) var epsilon = 0.0
  /// Whether numpy sums the features of a row one after the other, as it does where rows came from columns.
  private var isSequential = false
  private let smoothing: Double

  /// Nothing learned yet.
  ///
  /// - Parameter smoothing: `var_smoothing`.
  package init(classes: Int, features: Int, smoothing: Double) {
    means = Array(repeating: [Double](repeating: 0, count: features), count: classes)
    variances = means
    counts = [Double](repeating: 0, count: classes)
    self.smoothing = smoothing
  }

  /// Learns from more samples, as if all had come at once.
  ///
  /// - Throws: what scikit-learn raises for NaN, infinities and empty tables.
  /// - SeeAlso: scikit-learn, `GaussianNB._partial_fit`; Chan, Golub and LeVeque (1979).
  package mutating func add(
    _ x: Matrix, classes codes: [Int], weights: [Double]?, estimator: String
  ) throws(LearningError) {
    try checkInput(x, estimator: estimator)
    isSequential = x.layout == .columnMajor && x.columns > 1
    epsilon = smoothing * (moments(x, weights: nil).variances.max() ?? 0)
    // scikit-learn takes the new batch's number away, not the one that was added.
    if counts.contains(where: { $0 > 0 }) { variances = variances.map { $0.map { $0 - epsilon } } }
    for label in counts.indices {
      let rows = codes.indices.filter { codes[$0] == label }
      if !rows.isEmpty {
        add(x.selecting(rows: rows).laidOut(.rowMajor), weights.map { w in rows.map { w[$0] } }, label)
      }
    }
    variances = variances.map { $0.map { $0 + epsilon } }
  }

  private mutating func add(_ x: Matrix, _ weights: [Double]?, _ label: Int) {
    let new = weights.map { pairwiseSum($0, count: $0.count) } ?? Double(x.rows)
    let past = counts[label]
    counts[label] += new
    if new == 0 { return }
    let (mean, variance) = moments(x, weights: weights)
    if past == 0 {
      means[label] = mean
      variances[label] = variance
      return
    }
    let total = past + new
    for j in mean.indices {
      let distance = means[label][j] - mean[j]
      let spread = past * variances[label][j] + new * variance[j] + (new * past / total) * (distance * distance)
      means[label][j] = (new * mean[j] + past * means[label][j]) / total
      variances[label][j] = spread / total
    }
  }

  /// `numpy.mean` and `numpy.var` (`numpy.average` with weights) along the rows.
  private func moments(_ x: Matrix, weights: [Double]?) -> (means: [Double], variances: [Double]) {
    func averaged(_ x: Matrix) -> [Double] {
      guard let weights else { return columnSums(x).map { $0 / Double(x.rows) } }
      var weighted = x
      for row in 0..<x.rows {
        for column in 0..<x.columns { weighted[row, column] *= weights[row] }
      }
      let total = pairwiseSum(weights, count: weights.count)
      return columnSums(weighted).map { $0 / total }
    }
    let means = averaged(x)
    var squares = x
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        let distance = x[row, column] - means[column]
        squares[row, column] = distance * distance
      }
    }
    return (means, averaged(squares))
  }

  /// The table for `GaussianClasses` under these priors.
  package func parameterTable(priors: [Double]) -> [UInt8] {
    let features = means.first?.count ?? 0
    var payload: [UInt8] = []
    payload.append(words: [features, means.count, isSequential ? 1 : 0, 0])
    for label in means.indices {
      let logs = variances[label].map { naturalLogarithm(2.0 * Double.pi * $0) }
      payload.append(numbers: [naturalLogarithm(priors[label]), -0.5 * pairwiseSum(logs, count: logs.count)])
      payload.append(numbers: means[label])
      payload.append(numbers: variances[label])
    }
    return ParameterTable.encoded(kind: .gaussianClasses, payload: payload)
  }

  /// Each class's share of the samples.
  package var shares: [Double] {
    let total = pairwiseSum(counts, count: counts.count)
    return counts.map { $0 / total }
  }
}
