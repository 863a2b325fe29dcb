import Kernels

/// What a cross-validation over penalties found: `LassoCV`, `ElasticNetCV`.
package struct ElasticNetSelection: Sendable {
  package let fit: ElasticNetFit
  package let alpha: Double
  package let ratio: Double
  /// The penalties tried, from large to small: a row a ratio.
  package let alphas: [[Double]]
  /// Mean squared errors: for each ratio a row a penalty, a column a fold.
  package let errors: [[[Double]]]
  /// How many of the fits on folds missed their tolerance, with what they missed.
  package let missed: [(gap: Double, tolerance: Double)]
}

/// What `LassoCV` and `ElasticNetCV` try.
package struct ElasticNetGrid: Sendable {
  package var ratios = [1.0]
  /// Penalties; `nil` for as many as `count` between the smallest that leaves no coefficient and `smallest` times that.
  package var alphas: [Double]?
  package var count = 100
  package var smallest = 1e-3

  package init() {}
}

/// Fits `LassoCV` and `ElasticNetCV`: a path of penalties in every fold, then all rows with the best one.
///
/// - Parameters:
///   - folds: training and test rows.
///   - random: gives the generator of every path: a seed starts each anew.
package func selectElasticNet(
  _ x: Matrix, _ y: [Double], weights: [Double]?, grid: ElasticNetGrid, options: ElasticNetOptions,
  folds: [TrainTestIndices], random: () -> RandomState, era: LearningEra, estimator: String
) throws(LearningError) -> ElasticNetSelection {
  try checkInput(x, estimator: estimator)
  var options = options
  var best: (alpha: Double, ratio: Double, error: Double)?
  var all: [(alphas: [Double], errors: [[Double]])] = []
  var missed: [(gap: Double, tolerance: Double)] = []
  for ratio in grid.ratios {
    options.ratio = ratio
    let alphas: [Double]
    if let given = grid.alphas {
      alphas = given.sorted(by: >)
    } else {
      alphas = try penalties(x, y, grid, options)
    }
    let paths = folds.map { fold in
      pathErrors(x, y, weights, fold, alphas, options, random(), era, &missed)
    }
    let errors = alphas.indices.map { index in paths.map { $0[index] } }
    for (alpha, folds) in zip(alphas, errors) {
      let mean = folds.reduce(0, +) / Double(folds.count)
      if best.map({ mean < $0.error }) ?? true { best = (alpha, ratio, mean) }
    }
    all.append((alphas, errors))
  }
  guard let best else { throw .value("no penalties to choose from") }
  options.alpha = best.alpha
  options.ratio = best.ratio
  let fit = try fitElasticNet(
    x, y, weights: weights, options: options, random: random(), era: era, estimator: estimator)
  return ElasticNetSelection(
    fit: fit, alpha: best.alpha, ratio: best.ratio, alphas: all.map(\.alphas), errors: all.map(\.errors), missed: missed
  )
}

/// `_alpha_grid`: evenly spaced logarithms, from the penalty above which all coefficients are zero.
private func penalties(
  _ x: Matrix, _ y: [Double], _ grid: ElasticNetGrid, _ options: ElasticNetOptions
) throws(LearningError) -> [Double] {
  if options.ratio == 0 {
    throw .value(
      "Automatic alpha grid generation is not supported for l1_ratio=0. Please supply a grid by providing your estimator "
        + "with the appropriate `alphas=` argument.")
  }
  let centred = CentredProblem(x, y, weights: nil, fitsIntercept: options.fitsIntercept)
  let largest = centred.columns.map { column in dot(column, centred.target) }.reduce(0) {
    max($0, options.isPositive ? $1 : $1.magnitude)
  }
  let top = largest / (Double(x.rows) * options.ratio)
  if top <= 1e-15 { return [Double](repeating: 1e-15, count: grid.count) }
  guard grid.count > 1 else { return [top] }
  let (from, to) = (decimalLogarithm(top), decimalLogarithm(top * grid.smallest))
  let step = (to - from) / Double(grid.count - 1)
  return (0..<grid.count).map { index in
    if index == 0 { return top }
    if index == grid.count - 1 { return top * grid.smallest }
    return power(10, from + Double(index) * step)
  }
}

/// The mean squared error on a fold's test rows for each penalty.
private func pathErrors(
  _ x: Matrix, _ y: [Double], _ weights: [Double]?, _ fold: TrainTestIndices, _ alphas: [Double],
  _ options: ElasticNetOptions, _ random: RandomState, _ era: LearningEra,
  _ missed: inout [(gap: Double, tolerance: Double)]
) -> [Double] {
  let rows = Double(fold.train.count)
  let training = weights.map { weights in
    let part = fold.train.map { weights[$0] }
    let factor = rows / pairwiseSum(part, count: part.count)
    return part.map { $0 * factor }
  }
  let problem = CentredProblem(
    x.selecting(rows: fold.train), fold.train.map { y[$0] }, weights: training, fitsIntercept: options.fitsIntercept)
  var descent = CoordinateDescent(problem.columns, problem.target, options, era)
  return alphas.map { alpha in
    let end = descent.minimise(alpha: alpha, random: random)
    if !end.hasConverged { missed.append((end.gap, end.tolerance)) }
    let line = problem.line(descent.coefficients)
    var sum = 0.0
    var total = 0.0
    for row in fold.test {
      var answer = line.intercept
      for column in 0..<x.columns { answer += x[row, column] * line.coefficients[column] }
      let weight = weights?[row] ?? 1
      sum += weight * (y[row] - answer) * (y[row] - answer)
      total += weight
    }
    return sum / total
  }
}
