import Kernels

/// How often each feature occurred in each class: what the discrete naive Bayes classifiers learn.
package struct EventCounts: Equatable, Sendable {
  /// How counts become scores.
  package enum Model: Sendable {
    case multinomial
    /// The complement of each class, normalised or not.
    case complement(normalised: Bool)
    /// Features present or absent.
    case bernoulli
  }

  /// `feature_count_`.
  package private(set) var features: [[Double]]
  /// `class_count_`.
  package private(set) var classes: [Double]

  /// Nothing counted yet.
  package init(classes: Int, features: Int) {
    self.features = Array(repeating: [Double](repeating: 0, count: features), count: classes)
    self.classes = [Double](repeating: 0, count: classes)
  }

  /// Counts more samples, features times weights.
  package mutating func add(_ x: Matrix, classes codes: [Int], weights: [Double]?) {
    for row in 0..<x.rows {
      let weight = weights?[row] ?? 1
      classes[codes[row]] += weight
      for column in 0..<x.columns { features[codes[row]][column] += weight * x[row, column] }
    }
  }

  /// Coefficients and constants of a linear score for each class.
  ///
  /// - Parameters:
  ///   - alpha: what is added to every count.
  ///   - logPriors: of the classes.
  package func scores(
    _ model: Model, alpha: Double, logPriors: [Double]
  ) -> (logs: [[Double]], coefficients: [[Double]], intercepts: [Double]) {
    switch model {
    case .multinomial:
      let logs = features.map { counts in
        let smoothed = counts.map { $0 + alpha }
        let total = naturalLogarithm(pairwiseSum(smoothed, count: smoothed.count))
        return smoothed.map { naturalLogarithm($0) - total }
      }
      return (logs, logs, logPriors)
    case .complement(let isNormalised):
      let logs = complementLogs(alpha, isNormalised)
      return (logs, logs, logs.count == 1 ? logPriors : logs.map { _ in 0 })
    case .bernoulli:
      let logs = zip(features, classes).map { counts, total in
        let logOfTotal = naturalLogarithm(total + alpha * 2)
        return counts.map { naturalLogarithm($0 + alpha) - logOfTotal }
      }
      let absent = logs.map { $0.map { naturalLogarithm(1 - exponential($0)) } }
      let coefficients = zip(logs, absent).map { zip($0, $1).map { $0 - $1 } }
      let intercepts = zip(logPriors, absent).map { $0 + pairwiseSum($1, count: $1.count) }
      return (logs, coefficients, intercepts)
    }
  }

  private func complementLogs(_ alpha: Double, _ isNormalised: Bool) -> [[Double]] {
    let width = features.first?.count ?? 0
    let all = (0..<width).map { column in features.reduce(0) { $0 + $1[column] } }
    return features.map { counts in
      let rest = (0..<width).map { all[$0] + alpha - counts[$0] }
      let total = pairwiseSum(rest, count: width)
      let logs = rest.map { naturalLogarithm($0 / total) }
      let sum = pairwiseSum(logs, count: width)
      return logs.map { isNormalised ? $0 / sum : -$0 }
    }
  }
}
