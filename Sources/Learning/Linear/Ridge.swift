import Kernels

/// Fits `Ridge` by its direct solvers: the normal equations, or those of the samples where there are more features.
///
/// Coefficients agree with scikit-learn's to about ten digits: LAPACK decomposes in another order.
///
/// - Parameter alpha: the penalty on squared coefficients, not negative.
/// - Throws: what scikit-learn raises for NaN, infinities and empty tables.
package func fitRidge(
  _ x: Matrix, _ y: [Double], weights: [Double]?, alpha: Double, fitsIntercept: Bool, estimator: String
) throws(LearningError) -> FittedLine {
  try checkInput(x, estimator: estimator)
  let problem = CentredProblem(x, y, weights: weights, fitsIntercept: fitsIntercept)
  return problem.line(ridgeCoefficients(problem.columns, problem.target, alpha: alpha))
}

/// The coefficients of least squares with a penalty on their squares; of smallest norm where nothing else decides.
func ridgeCoefficients(_ columns: [[Double]], _ target: [Double], alpha: Double) -> [Double] {
  let rows = target.count
  if columns.count <= rows {
    var gram = products(columns)
    for j in columns.indices { gram[j * columns.count + j] += alpha }
    let right = columns.map { column in dot(column, target) }
    if let factor = CholeskyFactor(gram, count: columns.count) { return factor.solution(right) }
    return smallestLeastSquares(columns, target)
  }
  let samples = (0..<rows).map { row in columns.map { $0[row] } }
  var gram = products(samples)
  for row in 0..<rows { gram[row * rows + row] += alpha }
  guard let factor = CholeskyFactor(gram, count: rows) else { return smallestLeastSquares(columns, target) }
  let dual = factor.solution(target)
  return columns.map { dot($0, dual) }
}

/// Every vector times every other, row-major.
func products(_ vectors: [[Double]]) -> [Double] {
  let count = vectors.count
  var result = [Double](repeating: 0, count: count * count)
  for i in 0..<count {
    vectors[i].withUnsafeBufferPointer { a in
      for j in 0...i {
        vectors[j].withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          let product = dot(a, b, vectors[i].count)
          result[i * count + j] = product
          result[j * count + i] = product
        }
      }
    }
  }
  return result
}

/// What leaving each sample out in turn says of penalties: `RidgeCV` without `cv`.
package struct RidgeSelection: Sendable {
  package let line: FittedLine
  package let alpha: Double
  /// The mean squared error of the best penalty, negative.
  package let bestScore: Double
  /// Squared errors: a row a sample, a column a penalty.
  package let errors: [[Double]]
}

/// Fits `RidgeCV` by leave-one-out errors, each from one fit: the residual over one minus the sample's leverage.
///
/// scikit-learn decomposes the kernel or the covariance; the errors are the same numbers but for rounding.
package func selectRidge(
  _ x: Matrix, _ y: [Double], weights: [Double]?, alphas: [Double], fitsIntercept: Bool, estimator: String
) throws(LearningError) -> RidgeSelection {
  try checkInput(x, estimator: estimator)
  let problem = CentredProblem(x, y, weights: weights, fitsIntercept: fitsIntercept)
  let samples = (0..<x.rows).map { row in problem.columns.map { $0[row] } }
  let total = weights.map { pairwiseSum($0, count: $0.count) } ?? Double(x.rows)
  let base = products(problem.columns)
  let right = problem.columns.map { dot($0, problem.target) }
  var errors = Array(repeating: [Double](), count: x.rows)
  var best: (alpha: Double, score: Double, coefficients: [Double])?
  for alpha in alphas {
    var gram = base
    for j in 0..<x.columns { gram[j * x.columns + j] += alpha }
    guard let factor = CholeskyFactor(gram, count: x.columns) else {
      throw .value("Singular matrix")
    }
    let coefficients = factor.solution(right)
    var sum = 0.0
    for row in 0..<x.rows {
      let share = fitsIntercept ? (weights?[row] ?? 1) / total : 0
      let leverage = dot(samples[row], factor.solution(samples[row])) + share
      let error = (problem.target[row] - dot(samples[row], coefficients)) / (1 - leverage)
      errors[row].append(error * error)
      sum += error * error
    }
    let score = -sum / Double(x.rows)
    if best.map({ score > $0.score }) ?? true { best = (alpha, score, coefficients) }
  }
  guard let best else { throw .value("alphas must not be empty") }
  return RidgeSelection(
    line: problem.line(best.coefficients), alpha: best.alpha, bestScore: best.score, errors: errors)
}
