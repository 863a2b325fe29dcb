import Kernels

/// The parameters of `BayesianRidge`.
package struct BayesianRidgeOptions: Sendable {
  package var maxIterations = 300
  package var tolerance = 1e-3
  /// Shape and inverse scale of the priors over the precisions of noise and of coefficients.
  package var noise = (shape: 1e-6, rate: 1e-6)
  package var coefficients = (shape: 1e-6, rate: 1e-6)
  package var firstNoise: Double?
  package var firstCoefficients: Double?
  package var fitsIntercept = true

  package init() {}
}

/// What `BayesianRidge` learns.
package struct FittedBayesianRidge: Sendable {
  package let line: FittedLine
  /// `alpha_`: the precision of the noise.
  package let noise: Double
  /// `lambda_`: the precision of the coefficients.
  package let precision: Double
  package let iterations: Int
}

/// Fits `BayesianRidge`.
///
/// The singular values are our own, not LAPACK's: numbers agree to about 1e-12 of their size.
///
/// - SeeAlso: scikit-learn, `BayesianRidge.fit`.
package func fitBayesianRidge(
  _ x: Matrix, _ y: [Double], weights: [Double]?, options: BayesianRidgeOptions, era: LearningEra, estimator: String
) throws(LearningError) -> FittedBayesianRidge {
  try checkInput(x, estimator: estimator)
  let problem = CentredProblem(x, y, weights: weights, fitsIntercept: options.fitsIntercept)
  let space = SingularValues(columns: problem.columns)
  let eigenvalues = space.values.map { $0 * $0 }
  let products = problem.columns.map { dot($0, problem.target) }
  let projections = space.right.map { dot($0, products) }
  func solution(_ ratio: Double) -> (coefficients: [Double], error: Double) {
    var coefficients = [Double](repeating: 0, count: x.columns)
    for (index, vector) in space.right.enumerated() {
      let factor = projections[index] / (eigenvalues[index] + ratio)
      for j in coefficients.indices { coefficients[j] += vector[j] * factor }
    }
    let errors = problem.target.indices.map { row in
      var rest = problem.target[row]
      for j in coefficients.indices { rest -= problem.columns[j][row] * coefficients[j] }
      return rest * rest
    }
    return (coefficients, total(errors))
  }
  let isModern = era.binsAverageQuantiles
  let size = isModern ? weights.map { total($0) } ?? Double(y.count) : Double(y.count)
  let variance = variance(isModern ? y : problem.target, isModern ? weights : nil)
  var noise = options.firstNoise ?? 1 / (variance + 0x1p-52)
  var precision = options.firstCoefficients ?? 1
  var old: [Double]?
  var iterations = 0
  while iterations < options.maxIterations {
    let (coefficients, error) = solution(precision / noise)
    let effective = total(eigenvalues.map { noise * $0 / (precision + noise * $0) })
    precision =
      (effective + 2 * options.coefficients.shape)
      / (total(coefficients.map { $0 * $0 }) + 2 * options.coefficients.rate)
    noise = (size - effective + 2 * options.noise.shape) / (error + 2 * options.noise.rate)
    iterations += 1
    if let old, total(zip(old, coefficients).map { ($0 - $1).magnitude }) < options.tolerance { break }
    old = coefficients
  }
  return FittedBayesianRidge(
    line: problem.line(solution(precision / noise).coefficients), noise: noise, precision: precision,
    iterations: iterations)
}

private func variance(_ y: [Double], _ weights: [Double]?) -> Double {
  let mean = average(y, weights: weights)
  return average(y.map { ($0 - mean) * ($0 - mean) }, weights: weights)
}
