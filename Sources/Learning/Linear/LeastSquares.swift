import Kernels

/// Coefficients of features and an intercept.
package struct FittedLine: Equatable, Sendable {
  package let coefficients: [Double]
  package let intercept: Double
}

/// Fits `LinearRegression`: the least squares of smallest norm, features and target centred where there is an intercept.
///
/// Coefficients agree with scikit-learn's within the rounding of LAPACK, which both call.
///
/// - Parameters:
///   - normalizes: whether features are divided by their lengths, as `normalize` asked until scikit-learn 1.1.
///   - cutoff: the share of the largest singular value below which others count as zero; `nil` for the spacing of doubles.
///   - estimator: the class's name, for scikit-learn's messages.
/// - Throws: what scikit-learn raises for NaN and infinities, and for tables without rows.
/// - Complexity: O(rows · features²).
package func fitLeastSquares(
  _ x: Matrix, _ target: [Double], weights: [Double]? = nil, fitsIntercept: Bool, normalizes: Bool = false,
  cutoff: Double? = nil, estimator: String
) throws(LearningError) -> FittedLine {
  try checkInput(x, estimator: estimator)
  let problem = CentredProblem(x, target, weights: weights, fitsIntercept: fitsIntercept, normalizes: normalizes)
  return problem.line(smallestLeastSquares(problem.columns, problem.target, cutoff: cutoff ?? 0x1p-52))
}

/// The solution of smallest norm, by the singular values; those below `cutoff` times the largest count as zero.
func smallestLeastSquares(_ columns: [[Double]], _ answer: [Double], cutoff: Double = 0x1p-52) -> [Double] {
  let rows = answer.count
  var samples = [Double](repeating: 0, count: rows * columns.count)
  for (j, column) in columns.enumerated() {
    for row in 0..<rows { samples[row * columns.count + j] = column[row] }
  }
  do throws(Decompositions.Failure) {
    return try Decompositions.leastSquares(
      samples, answer, rows: rows, columns: columns.count, targets: 1, cutoff: cutoff
    ).solution
  } catch {
    return [Double](repeating: .nan, count: columns.count)
  }
}
