import Kernels

/// The parameters of `ElasticNet`, of which `Lasso` is the case of a ratio of one.
package struct ElasticNetOptions: Sendable {
  package var alpha = 1.0
  /// The share of the penalty that is on magnitudes, the rest being on squares.
  package var ratio = 0.5
  package var fitsIntercept = true
  package var maxIterations = 1000
  package var tolerance = 1e-4
  /// Whether coefficients must not be negative.
  package var isPositive = false
  /// Whether coordinates are drawn instead of taken in turn.
  package var drawsCoordinates = false

  package init() {}
}

/// Where a coordinate descent ended.
package struct ElasticNetFit: Sendable {
  package let line: FittedLine
  package let iterations: Int
  /// `dual_gap_`.
  package let dualGap: Double
  /// The gap and the tolerance that it had to fall below, where it did not.
  package let missed: (gap: Double, tolerance: Double)?
}

/// Fits `ElasticNet` and `Lasso`.
///
/// The same coordinates in the same order and the same stopping rule as scikit-learn; products are summed in an order of our own,
/// so coefficients agree to about twelve digits.
///
/// - Parameter random: `check_random_state(random_state)`, from which one number is drawn.
package func fitElasticNet(
  _ x: Matrix, _ y: [Double], weights: [Double]?, options: ElasticNetOptions, random: RandomState, era: LearningEra,
  estimator: String
) throws(LearningError) -> ElasticNetFit {
  try checkInput(x, estimator: estimator)
  let scaled = weights.map { weights in
    let factor = Double(x.rows) / pairwiseSum(weights, count: weights.count)
    return weights.map { $0 * factor }
  }
  let problem = CentredProblem(x, y, weights: scaled, fitsIntercept: options.fitsIntercept)
  var descent = CoordinateDescent(problem.columns, problem.target, options, era)
  let end = descent.minimise(alpha: options.alpha, random: random)
  return ElasticNetFit(
    line: problem.line(descent.coefficients), iterations: end.iterations, dualGap: end.gap / Double(x.rows),
    missed: end.hasConverged ? nil : (end.gap, end.tolerance))
}

/// Minimises ½|y − Xw|² + n α (ρ|w|₁ + ½(1−ρ)|w|²) one coordinate after the other; goes on from where it ended before.
///
/// - SeeAlso: scikit-learn 1.2 and 1.9, `enet_coordinate_descent`; Fercoq, Gramfort and Salmon (2015).
struct CoordinateDescent {
  private(set) var coefficients: [Double]
  private let x: [Double]
  private let y: [Double]
  private let rows: Int
  private let squares: [Double]
  private let options: ElasticNetOptions
  private let screens: Bool
  private var residual: [Double]

  struct End {
    let iterations: Int
    let gap: Double
    let tolerance: Double
    let hasConverged: Bool
  }

  init(_ columns: [[Double]], _ y: [Double], _ options: ElasticNetOptions, _ era: LearningEra) {
    x = columns.flatMap { $0 }
    self.y = y
    rows = y.count
    squares = columns.map { column in
      let terms = column.map { $0 * $0 }
      return pairwiseSum(terms, count: terms.count)
    }
    self.options = options
    screens = era.coordinateDescentScreens
    coefficients = [Double](repeating: 0, count: columns.count)
    residual = y
  }

  mutating func minimise(alpha: Double, random: RandomState) -> End {
    let (l1, l2) = (alpha * options.ratio * Double(rows), alpha * (1 - options.ratio) * Double(rows))
    var draws = Xorshift(seed: random.estimatorSeed())
    let tolerance = options.tolerance * dot(y, y)
    refreshResidual()
    var active = Array(coefficients.indices)
    var gap = options.tolerance + 1
    if screens {
      let start = dualGap(l1, l2)
      gap = start.gap
      if gap <= tolerance { return End(iterations: 0, gap: gap, tolerance: tolerance, hasConverged: true) }
      if l1 != 0 { active = screened(active, l1, l2, start) }
    }
    for iteration in 0..<options.maxIterations {
      var largestChange = 0.0
      var largest = 0.0
      for position in active.indices {
        let j = active[options.drawsCoordinates ? draws.below(active.count) : position]
        if squares[j] == 0 { continue }
        let change = update(j, l1, l2)
        largestChange = max(largestChange, change)
        largest = max(largest, coefficients[j].magnitude)
      }
      let isSmall =
        largest == 0
        || (screens ? largestChange / largest <= options.tolerance : largestChange / largest < options.tolerance)
      guard isSmall || iteration == options.maxIterations - 1 else { continue }
      let state = dualGap(l1, l2)
      gap = state.gap
      if screens ? gap <= tolerance : gap < tolerance {
        return End(iterations: iteration + 1, gap: gap, tolerance: tolerance, hasConverged: true)
      }
      if screens, l1 != 0 { active = screened(active, l1, l2, state) }
    }
    return End(iterations: options.maxIterations, gap: gap, tolerance: tolerance, hasConverged: false)
  }

  private mutating func refreshResidual() {
    residual = y
    for j in coefficients.indices where coefficients[j] != 0 { addColumn(j, -coefficients[j]) }
  }

  private mutating func addColumn(_ j: Int, _ factor: Double) {
    x.withUnsafeBufferPointer { x in
      residual.withUnsafeMutableBufferPointer { residual in
        guard let x = x.baseAddress, let residual = residual.baseAddress else { return }
        add(factor, x + j * rows, to: residual, rows)
      }
    }
  }

  private func product(_ j: Int, _ vector: [Double]) -> Double {
    x.withUnsafeBufferPointer { x in
      vector.withUnsafeBufferPointer { vector in
        guard let x = x.baseAddress, let vector = vector.baseAddress else { return 0 }
        return dot(x + j * rows, vector, rows)
      }
    }
  }

  /// The change of one coefficient, in magnitude.
  private mutating func update(_ j: Int, _ l1: Double, _ l2: Double) -> Double {
    let old = coefficients[j]
    let target = product(j, residual) + old * squares[j]
    let rest = max(target.magnitude - l1, 0)
    let new = options.isPositive && target < 0 ? 0 : (target < 0 ? -rest : rest) / (squares[j] + l2)
    // Stored always: a zero keeps its sign.
    coefficients[j] = new
    if new != old { addColumn(j, old - new) }
    return (new - old).magnitude
  }

  /// How far the minimum may be below, and what the features make of the residual.
  private func dualGap(_ l1: Double, _ l2: Double) -> (gap: Double, norm: Double, products: [Double]) {
    let length = dot(residual, residual)
    let squared = dot(coefficients, coefficients)
    let onTarget = dot(residual, y)
    var products = coefficients.indices.map { product($0, residual) }
    if screens, l1 == 0 {
      let norm = dot(products, products)
      if l2 == 0 { return (norm, norm, products) }
      return (length + 0.5 * l2 * squared - onTarget + 1 / (2 * l2) * norm, norm, products)
    }
    for j in products.indices { products[j] -= l2 * coefficients[j] }
    let norm = products.reduce(options.isPositive ? -Double.infinity : 0) {
      max($0, options.isPositive ? $1 : $1.magnitude)
    }
    let scale = norm > l1 ? l1 / norm : 1
    let magnitudes = coefficients.reduce(0) { $0 + $1.magnitude }
    let gap: Double
    if screens {
      let primal = 0.5 * (length + l2 * squared) + l1 * magnitudes
      gap = primal - (-0.5 * (scale * scale) * (length + l2 * squared) + scale * onTarget)
    } else {
      let half = norm > l1 ? 0.5 * (length + length * (scale * scale)) : length
      gap = half + (l1 * magnitudes - scale * onTarget + 0.5 * l2 * (1 + scale * scale) * squared)
    }
    return (gap, norm, products)
  }

  /// The features that may still have coefficients at the minimum.
  private mutating func screened(
    _ active: [Int], _ l1: Double, _ l2: Double, _ state: (gap: Double, norm: Double, products: [Double])
  ) -> [Int] {
    var kept: [Int] = []
    for j in active where squares[j] > 0 {
      let angle = state.products[j] / max(l1, state.norm)
      if (1 - angle.magnitude) / (squares[j] + l2).squareRoot() <= (2 * state.gap).squareRoot() / l1 {
        kept.append(j)
      } else if coefficients[j] != 0 {
        addColumn(j, coefficients[j])
        coefficients[j] = 0
      }
    }
    return kept
  }
}
