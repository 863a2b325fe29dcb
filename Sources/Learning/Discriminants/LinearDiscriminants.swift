import Kernels

/// What `LinearDiscriminantAnalysis` learns by singular values.
package struct LinearDiscriminants: Sendable {
  /// `coef_`: one row for two classes, else a row a class.
  package let coefficients: [[Double]]
  package let intercepts: [Double]
  package let means: [[Double]]
  package let priors: [Double]
  /// The mean of the class means, by their priors.
  package let centre: [Double]
  package let explained: [Double]
  /// `scalings_`: the directions, one each, as LAPACK turns them.
  package let scalings: [[Double]]
}

/// Fits `LinearDiscriminantAnalysis` with its standard solver.
///
/// Coefficients agree with scikit-learn's to about ten digits: LAPACK decomposes in another order.
///
/// - Parameters:
///   - priors: of the classes; `nil` for their shares of the samples.
///   - components: how many directions are kept for `explained`.
/// - SeeAlso: scikit-learn, `LinearDiscriminantAnalysis._solve_svd`.
package func fitLinearDiscriminants(
  _ x: Matrix, classes: [Int], count: Int, priors: [Double]?, tolerance: Double, components: Int, era: LearningEra,
  estimator: String
) throws(LearningError) -> LinearDiscriminants {
  try checkInput(x, estimator: estimator)
  let groups = (0..<count).map { label in classes.indices.filter { classes[$0] == label } }
  let priors = priors ?? groups.map { Double($0.count) / Double(x.rows) }
  if x.rows == count { throw .value("The number of samples must be more than the number of classes.") }
  let means = groups.map { rows in columnSums(x.selecting(rows: rows)).map { $0 / Double(rows.count) } }
  let centre = (0..<x.columns).map { j in zip(priors, means).reduce(0) { $0 + $1.0 * $1.1[j] } }
  var columns = (0..<x.columns).map { j in groups.indices.flatMap { k in groups[k].map { x[$0, j] - means[k][j] } } }
  let deviations = columns.map(deviation).map { $0 == 0 ? 1 : $0 }
  let factor = (1 / Double(era.covariancesAreLikeliest ? x.rows : x.rows - count)).squareRoot()
  for j in columns.indices { columns[j] = columns[j].map { factor * ($0 / deviations[j]) } }
  let within = try rightVectors(ofColumns: columns, rows: x.rows)
  let axes = within.values.indices.filter { within.values[$0] > tolerance }.map { k in
    zip(within.vectors[k], deviations).map { $0 / $1 / within.values[k] }
  }
  let between = count == 1 ? 1 : 1 / Double(count - 1)
  let spread = axes.map { axis in
    zip(priors, means).map { prior, mean in
      (Double(x.rows) * prior * between).squareRoot() * dot(zip(mean, centre).map { $0 - $1 }, axis)
    }
  }
  let across = try rightVectors(ofColumns: spread, rows: count)
  let total = across.values.reduce(0) { $0 + $1 * $1 }
  let kept = across.values.indices.filter { across.values[$0] > tolerance * (across.values.first ?? 0) }
  let scalings = kept.map { k in
    (0..<x.columns).map { j in zip(axes, across.vectors[k]).reduce(0) { $0 + $1.0[j] * $1.1 } }
  }
  return LinearDiscriminants(
    means, priors, centre, scalings, explained: across.values.prefix(components).map { $0 * $0 / total })
}

extension LinearDiscriminants {
  fileprivate init(
    _ means: [[Double]], _ priors: [Double], _ centre: [Double], _ scalings: [[Double]], explained: [Double]
  ) {
    let projected = means.map { mean in scalings.map { dot(zip(mean, centre).map { $0 - $1 }, $0) } }
    var rows = projected.map { scores in
      centre.indices.map { j in zip(scores, scalings).reduce(0) { $0 + $1.0 * $1.1[j] } }
    }
    var constants = zip(projected, priors).map { scores, prior in
      -0.5 * dot(scores, scores) + naturalLogarithm(prior)
    }
    for k in rows.indices { constants[k] -= dot(centre, rows[k]) }
    if rows.count == 2 {
      rows = [zip(rows[1], rows[0]).map { $0 - $1 }]
      constants = [constants[1] - constants[0]]
    }
    coefficients = rows
    intercepts = constants
    self.means = means
    self.priors = priors
    self.centre = centre
    self.scalings = scalings
    self.explained = explained
  }
}

/// The singular values of a matrix given by its columns, with the right vectors, as LAPACK turns them.
private func rightVectors(
  ofColumns columns: [[Double]], rows: Int
) throws(LearningError) -> (values: [Double], vectors: [[Double]]) {
  let count = columns.count
  let matrix = (0..<rows).flatMap { row in columns.map { $0[row] } }
  do throws(Decompositions.Failure) {
    let found = try Decompositions.singular(matrix, rows: rows, columns: count, full: false)
    return (found.s, found.s.indices.map { Array(found.vt[($0 * count)..<(($0 + 1) * count)]) })
  } catch {
    throw .value("SVD did not converge")
  }
}

/// `numpy.std` of numbers that lie side by side.
func deviation(_ values: [Double]) -> Double {
  let mean = pairwiseSum(values, count: values.count) / Double(values.count)
  let squares = values.map { ($0 - mean) * ($0 - mean) }
  return (pairwiseSum(squares, count: squares.count) / Double(values.count)).squareRoot()
}
