import Kernels

/// The parameters of `LinearSVC`.
package struct LinearMachineOptions: Sendable {
  package var c = 1.0
  /// Whether errors count squared.
  package var isSquared = true
  /// Whether multipliers of the samples are found instead of weights of the features.
  package var isDual = true
  package var tolerance = 1e-4
  package var maxIterations = 1000
  package var fitsIntercept = true
  package var interceptScaling = 1.0

  package init() {}
}

/// Fits `LinearSVC` with the penalty on squares: one machine for two classes, else one a class against the others.
///
/// - Parameters:
///   - classWeights: a weight for each class.
///   - seed: starts the order in which samples are taken; one stream for all classes.
/// - SeeAlso: liblinear as bundled with scikit-learn, `train` and `solve_l2r_l1l2_svc`.
package func fitLinearMachine(
  _ x: Matrix, classes: [Int], count: Int, weights: [Double]?, classWeights: [Double], options: LinearMachineOptions,
  seed: UInt32, estimator: String
) throws(LearningError) -> FittedLinearClassifier {
  try checkInput(x, estimator: estimator)
  var result = FittedLinearClassifier(
    classes: count, features: x.columns, link: count == 2 ? .logistic : .oneAgainstRest)
  let rows = x.laidOut(.rowMajor)
  var draws = BoundedDraws(seed: seed)
  let bias = options.fitsIntercept ? options.interceptScaling : nil
  for positive in count == 2 ? [1] : Array(0..<count) {
    let costs = (
      positive: options.c * classWeights[positive], negative: count == 2 ? options.c * classWeights[0] : options.c
    )
    let problem = LiblinearProblem(
      rows, classes: classes, weights: weights, positive: positive, costs: costs, bias: bias)
    let minimum: Minimum
    if options.isDual {
      minimum = dualCoordinates(problem, options, &draws)
    } else {
      minimum = trustRegionNewton(
        SquaredHingeLoss(problem), tolerance: problem.scaledTolerance(options.tolerance),
        maxIterations: options.maxIterations)
    }
    result.append(
      Array(minimum.point.prefix(x.columns)),
      options.fitsIntercept ? options.interceptScaling * minimum.point[x.columns] : 0)
    result.iterations.append(minimum.iterations)
  }
  result.hasConverged = (result.iterations.max() ?? 0) < options.maxIterations
  return result
}

/// Weights by coordinate descent over the samples' multipliers, in random order, with shrinking.
private func dualCoordinates(
  _ problem: LiblinearProblem, _ options: LinearMachineOptions, _ draws: inout BoundedDraws
) -> Minimum {
  let (rows, columns) = (problem.features.rows, problem.features.columns)
  let values = problem.features.values
  var w = [Double](repeating: 0, count: columns)
  var multipliers = [Double](repeating: 0, count: rows)
  let diagonal = problem.costs.map { options.isSquared ? 0.5 / $0 : 0 }
  let bounds = problem.costs.map { options.isSquared ? Double.infinity : $0 }
  let squares = (0..<rows).map { row in
    var sum = diagonal[row]
    for j in 0..<columns { sum += values[row * columns + j] * values[row * columns + j] }
    return sum
  }
  var order = Array(0..<rows)
  var active = rows
  var limits = (high: Double.infinity, low: -Double.infinity)
  var iteration = 0
  while iteration < options.maxIterations {
    var reached = (high: -Double.infinity, low: Double.infinity)
    for i in 0..<active { order.swapAt(i, i + draws.below(active - i)) }
    var position = 0
    while position < active {
      let row = order[position]
      let sign = problem.signs[row]
      var slope = 0.0
      for j in 0..<columns { slope += w[j] * values[row * columns + j] }
      slope = slope * sign - 1 + multipliers[row] * diagonal[row]
      var projected = slope
      if multipliers[row] == 0 {
        if slope > limits.high {
          active -= 1
          order.swapAt(position, active)
          continue
        }
        projected = min(slope, 0)
      } else if multipliers[row] == bounds[row] {
        if slope < limits.low {
          active -= 1
          order.swapAt(position, active)
          continue
        }
        projected = max(slope, 0)
      }
      reached.high = max(reached.high, projected)
      reached.low = min(reached.low, projected)
      if projected.magnitude > 1e-12 {
        let old = multipliers[row]
        multipliers[row] = min(max(old - slope / squares[row], 0), bounds[row])
        let change = (multipliers[row] - old) * sign
        for j in 0..<columns { w[j] += change * values[row * columns + j] }
      }
      position += 1
    }
    iteration += 1
    if reached.high - reached.low <= options.tolerance {
      if active == rows { break }
      active = rows
      limits = (.infinity, -.infinity)
      continue
    }
    limits = (reached.high <= 0 ? .infinity : reached.high, reached.low >= 0 ? -.infinity : reached.low)
  }
  return Minimum(point: w, iterations: iteration, hasConverged: iteration < options.maxIterations)
}

/// The squared hinge with the penalty on squares.
///
/// - SeeAlso: liblinear, `l2r_l2_svc_fun`.
private struct SquaredHingeLoss: CurvedLoss {
  private let problem: LiblinearProblem
  /// Each row's score times its sign.
  private var margins: [Double]

  init(_ problem: LiblinearProblem) {
    self.problem = problem
    margins = [Double](repeating: 0, count: problem.signs.count)
  }

  var count: Int { problem.features.columns }

  mutating func value(_ w: [Double]) -> Double {
    var sum = dot(w, w) / 2
    for row in margins.indices {
      margins[row] = problem.signs[row] * score(row, w)
      let rest = 1 - margins[row]
      if rest > 0 { sum += problem.costs[row] * rest * rest }
    }
    return sum
  }

  mutating func gradient(_ w: [Double]) -> [Double] {
    combined(w) { row in problem.costs[row] * problem.signs[row] * (margins[row] - 1) }
  }

  func hessianProduct(_ v: [Double]) -> [Double] {
    combined(v) { row in problem.costs[row] * score(row, v) }
  }

  /// The vector plus twice the rows within the margin, by factors.
  private func combined(_ v: [Double], _ factor: (Int) -> Double) -> [Double] {
    let columns = problem.features.columns
    var result = [Double](repeating: 0, count: columns)
    for row in margins.indices where margins[row] < 1 {
      let factor = factor(row)
      for j in 0..<columns { result[j] += factor * problem.features.values[row * columns + j] }
    }
    for j in 0..<columns { result[j] = v[j] + 2 * result[j] }
    return result
  }

  private func score(_ row: Int, _ v: [Double]) -> Double {
    let columns = problem.features.columns
    var sum = 0.0
    for j in 0..<columns { sum += v[j] * problem.features.values[row * columns + j] }
    return sum
  }
}
