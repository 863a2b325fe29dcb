import Kernels

/// The parameters of `LinearSVR`.
package struct LinearTubeOptions: Sendable {
  package var c = 1.0
  /// Errors up to this count nothing.
  package var epsilon = 0.0
  /// Whether errors count squared.
  package var isSquared = false
  /// Whether multipliers of the samples are found instead of weights of the features.
  package var isDual = true
  package var tolerance = 1e-4
  package var maxIterations = 1000
  package var fitsIntercept = true
  package var interceptScaling = 1.0

  package init() {}
}

/// What `LinearSVR` learns.
package struct FittedTube: Sendable {
  package let line: FittedLine
  package let iterations: Int
}

/// Fits `LinearSVR`.
///
/// - Parameter seed: starts the order in which samples are taken.
/// - SeeAlso: liblinear as bundled with scikit-learn, `solve_l2r_l1l2_svr` and `l2r_l2_svr_fun`.
package func fitLinearTube(
  _ x: Matrix, _ y: [Double], weights: [Double]?, options: LinearTubeOptions, seed: UInt32, estimator: String
) throws(LearningError) -> FittedTube {
  try checkInput(x, estimator: estimator)
  let problem = TubeProblem(x, y, weights: weights, options: options)
  let minimum: Minimum
  if options.isDual {
    var draws = BoundedDraws(seed: seed)
    minimum = dualCoordinates(problem, options, &draws)
  } else {
    minimum = trustRegionNewton(
      SquaredTubeLoss(problem), tolerance: options.tolerance, maxIterations: options.maxIterations)
  }
  let line = FittedLine(
    coefficients: Array(minimum.point.prefix(x.columns)),
    intercept: options.fitsIntercept ? options.interceptScaling * minimum.point[x.columns] : 0)
  return FittedTube(line: line, iterations: minimum.iterations)
}

/// The rows with a weight above zero, the bias as a last feature.
private struct TubeProblem {
  let values: [Double]
  let rows: Int
  let columns: Int
  let targets: [Double]
  let costs: [Double]
  let epsilon: Double

  init(_ x: Matrix, _ y: [Double], weights: [Double]?, options: LinearTubeOptions) {
    let kept = y.indices.filter { weights?[$0] ?? 1 > 0 }
    columns = x.columns + (options.fitsIntercept ? 1 : 0)
    rows = kept.count
    var values: [Double] = []
    values.reserveCapacity(rows * columns)
    for row in kept {
      for column in 0..<x.columns { values.append(x[row, column]) }
      if options.fitsIntercept { values.append(options.interceptScaling) }
    }
    self.values = values
    targets = kept.map { y[$0] }
    costs = kept.map { (weights?[$0] ?? 1) * options.c }
    epsilon = options.epsilon
  }

  func score(_ row: Int, _ w: [Double]) -> Double {
    var sum = 0.0
    for j in 0..<columns { sum += w[j] * values[row * columns + j] }
    return sum
  }
}

/// Weights by coordinate descent over the samples' multipliers, in random order, with shrinking.
private func dualCoordinates(
  _ problem: TubeProblem, _ options: LinearTubeOptions, _ draws: inout BoundedDraws
) -> Minimum {
  let (rows, columns, values) = (problem.rows, problem.columns, problem.values)
  var w = [Double](repeating: 0, count: columns)
  var multipliers = [Double](repeating: 0, count: rows)
  let diagonal = problem.costs.map { options.isSquared ? 0.5 / $0 : 0 }
  let bounds = problem.costs.map { options.isSquared ? Double.infinity : $0 }
  let squares = (0..<rows).map { row in
    var sum = 0.0
    for j in 0..<columns { sum += values[row * columns + j] * values[row * columns + j] }
    return sum
  }
  var order = Array(0..<rows)
  var active = rows
  var limit = Double.infinity
  var first = -1.0
  var iteration = 0
  while iteration < options.maxIterations {
    var largest = 0.0
    var sum = 0.0
    for i in 0..<active { order.swapAt(i, i + draws.below(active - i)) }
    var position = 0
    while position < active {
      let row = order[position]
      let multiplier = multipliers[row]
      var slope = -problem.targets[row] + diagonal[row] * multiplier
      let curvature = squares[row] + diagonal[row]
      for j in 0..<columns { slope += values[row * columns + j] * w[j] }
      let (above, below) = (slope + problem.epsilon, slope - problem.epsilon)
      guard let violation = violation(multiplier, bounds[row], above, below, limit) else {
        active -= 1
        order.swapAt(position, active)
        continue
      }
      largest = max(largest, violation)
      sum += violation
      position += 1
      let step: Double
      if above < curvature * multiplier {
        step = -above / curvature
      } else if below > curvature * multiplier {
        step = -below / curvature
      } else {
        step = -multiplier
      }
      if step.magnitude < 1e-12 { continue }
      multipliers[row] = min(max(multiplier + step, -bounds[row]), bounds[row])
      let change = multipliers[row] - multiplier
      if change != 0 {
        for j in 0..<columns { w[j] += change * values[row * columns + j] }
      }
    }
    if iteration == 0 { first = sum }
    iteration += 1
    if sum <= options.tolerance * first {
      if active == rows { break }
      active = rows
      limit = .infinity
      continue
    }
    limit = largest
  }
  return Minimum(point: w, iterations: iteration, hasConverged: iteration < options.maxIterations)
}

/// How far a multiplier is from the best; `nil` for one that is left out for now.
private func violation(
  _ multiplier: Double, _ bound: Double, _ above: Double, _ below: Double, _ limit: Double
) -> Double? {
  if multiplier == 0 {
    if above < 0 { return -above }
    if below > 0 { return below }
    return above > limit && below < -limit ? nil : 0
  }
  if multiplier >= bound {
    if above > 0 { return above }
    return above < -limit ? nil : 0
  }
  if multiplier <= -bound {
    if below < 0 { return -below }
    return below > limit ? nil : 0
  }
  return multiplier > 0 ? above.magnitude : below.magnitude
}

/// Squared errors outside of the tube, with the penalty on squares.
private struct SquaredTubeLoss: CurvedLoss {
  private let problem: TubeProblem
  private var scores: [Double]
  /// The rows outside of the tube, where the gradient was taken last.
  private var outside: [Int] = []

  init(_ problem: TubeProblem) {
    self.problem = problem
    scores = [Double](repeating: 0, count: problem.rows)
  }

  var count: Int { problem.columns }

  mutating func value(_ w: [Double]) -> Double {
    for row in scores.indices { scores[row] = problem.score(row, w) }
    var sum = 0.0
    for weight in w { sum += weight * weight }
    sum /= 2
    for row in scores.indices {
      let rest = rest(row)
      if rest != 0 { sum += problem.costs[row] * rest * rest }
    }
    return sum
  }

  /// The error less the tube's width; zero inside.
  private func rest(_ row: Int) -> Double {
    let difference = scores[row] - problem.targets[row]
    if difference < -problem.epsilon { return difference + problem.epsilon }
    return difference > problem.epsilon ? difference - problem.epsilon : 0
  }

  mutating func gradient(_ w: [Double]) -> [Double] {
    outside = scores.indices.filter { rest($0) != 0 }
    return combined(w) { row in problem.costs[row] * rest(row) }
  }

  func hessianProduct(_ v: [Double]) -> [Double] {
    combined(v) { row in problem.costs[row] * problem.score(row, v) }
  }

  private func combined(_ v: [Double], _ factor: (Int) -> Double) -> [Double] {
    var result = [Double](repeating: 0, count: problem.columns)
    for row in outside {
      let factor = factor(row)
      for j in 0..<problem.columns { result[j] += factor * problem.values[row * problem.columns + j] }
    }
    for j in 0..<problem.columns { result[j] = v[j] + 2 * result[j] }
    return result
  }
}
