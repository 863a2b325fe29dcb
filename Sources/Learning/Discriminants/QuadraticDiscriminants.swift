import Kernels

/// What `QuadraticDiscriminantAnalysis` learns: a normal distribution for each class.
package struct QuadraticDiscriminants: Sendable {
  package let means: [[Double]]
  package let priors: [Double]
  /// Variances along each class's own axes.
  package let scalings: [[Double]]
  /// Classes whose covariance has no full rank.
  package let collinear: [Int]
  private let axes: [[[Double]]]

  /// The table for `QuadraticScores`.
  package func parameterTable() -> [UInt8] {
    let parts = means.indices.map { k in
      let logs = scalings[k].map(naturalLogarithm)
      let constant = -0.5 * pairwiseSum(logs, count: logs.count) + naturalLogarithm(priors[k])
      let directions = zip(axes[k], scalings[k]).map { axis, variance in
        axis.map { $0 * (1 / variance.squareRoot()) }
      }
      return QuadraticPart(constant: constant, mean: means[k], axes: directions)
    }
    return quadraticTable(parts)
  }

  fileprivate init(
    means: [[Double]], priors: [Double], scalings: [[Double]], axes: [[[Double]]], collinear: [Int]
  ) {
    self.means = means
    self.priors = priors
    self.scalings = scalings
    self.axes = axes
    self.collinear = collinear
  }
}

/// One output of `QuadraticScores`.
struct QuadraticPart {
  let constant: Double
  let mean: [Double]
  let axes: [[Double]]
}

/// The table of these parts.
func quadraticTable(_ parts: [QuadraticPart]) -> [UInt8] {
  var payload: [UInt8] = []
  payload.append(words: [parts.first?.mean.count ?? 0, parts.count])
  payload.append(words: parts.map(\.axes.count))
  for part in parts {
    payload.append(numbers: [part.constant])
    payload.append(numbers: part.mean)
    for axis in part.axes { payload.append(numbers: axis) }
  }
  return ParameterTable.encoded(kind: .quadraticScores, payload: payload)
}

/// Fits `QuadraticDiscriminantAnalysis`.
///
/// - Parameters:
///   - shrinkage: `reg_param`.
///   - labels: the classes as messages tell them.
/// - Throws: what scikit-learn raises for a class of one sample.
package func fitQuadraticDiscriminants(
  _ x: Matrix, classes: [Int], labels: [String], priors: [Double]?, shrinkage: Double, tolerance: Double,
  era: LearningEra, estimator: String
) throws(LearningError) -> QuadraticDiscriminants {
  try checkInput(x, estimator: estimator)
  let groups = labels.indices.map { label in classes.indices.filter { classes[$0] == label } }
  var (means, scalings, axes, collinear) = ([[Double]](), [[Double]](), [[[Double]]](), [Int]())
  for (label, rows) in groups.enumerated() {
    if rows.count == 1 {
      throw .value("y has only 1 sample in class \(labels[label]), covariance is ill defined.")
    }
    let part = x.selecting(rows: rows)
    let mean = columnSums(part).map { $0 / Double(rows.count) }
    let centred = (0..<x.columns).map { j in rows.map { x[$0, j] - mean[j] } }
    let decomposition = SingularValues(columns: centred)
    let divisor = Double(era.covariancesAreLikeliest ? rows.count : rows.count - 1)
    let variances = decomposition.values.map { (1 - shrinkage) * ($0 * $0 / divisor) + shrinkage }
    let ranked = era.covariancesAreLikeliest ? variances : decomposition.values
    if ranked.count(where: { $0 > tolerance }) < x.columns { collinear.append(label) }
    means.append(mean)
    scalings.append(variances)
    axes.append(decomposition.right)
  }
  return QuadraticDiscriminants(
    means: means, priors: priors ?? groups.map { Double($0.count) / Double(x.rows) }, scalings: scalings, axes: axes,
    collinear: collinear)
}
