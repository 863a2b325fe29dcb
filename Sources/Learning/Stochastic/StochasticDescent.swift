import Kernels

/// Follows the slope of one sample after the other: `SGDClassifier`, `SGDRegressor`, `Perceptron`.
///
/// Bit-equal to scikit-learn where exponentials are: sums run over the features in their order.
///
/// - Parameters:
///   - y: −1 or 1 for classes, else numbers.
///   - weights: of the samples.
///   - sides: weights of positive and of other samples.
///   - seed: starts the shuffle of every epoch.
/// - Throws: what scikit-learn raises where numbers overflow.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `_plain_sgd`.
package func descend(
  _ x: Matrix, _ y: [Double], weights: [Double]?, sides: (positive: Double, other: Double) = (1, 1),
  options: StochasticOptions, seed: UInt32, era: LearningEra
) throws(LearningError) -> StochasticFit {
  var descent = StochasticDescent(x.laidOut(.rowMajor), y, weights, sides, options, era)
  return try descent.run(seed: seed)
}

private struct StochasticDescent {
  private let x: Matrix
  private let y: [Double]
  private let weights: [Double]?
  private let sides: (positive: Double, other: Double)
  private let options: StochasticOptions
  private let era: LearningEra
  private let ratio: Double
  private var w: [Double]
  private var scale = 1.0
  /// The sums of squares and of magnitudes after the latest sample that moved the coefficients.
  private var squaredNorm = 0.0
  private var magnitudes = 0.0
  private var intercept = 0.0
  private var rate: Double
  private var steps = 1.0
  private var start = 0.0
  /// The penalty on magnitudes that every coefficient could have had, and that each had.
  private var penalty = 0.0
  private var paid: [Double]

  init(
    _ x: Matrix, _ y: [Double], _ weights: [Double]?, _ sides: (positive: Double, other: Double),
    _ options: StochasticOptions, _ era: LearningEra
  ) {
    self.x = x
    self.y = y
    self.weights = weights
    self.sides = sides
    self.options = options
    self.era = era
    switch options.penalty {
    case .l2: ratio = 0
    case .l1: ratio = 1
    case .none, .elasticNet: ratio = options.ratio
    }
    w = [Double](repeating: 0, count: x.columns)
    paid = w
    rate = options.firstRate
    if options.rate == .optimal {
      let typical = (1 / options.alpha.squareRoot()).squareRoot()
      let first = typical / max(1, options.loss.slope(-typical, 1, era))
      start = 1 / (first * options.alpha)
    }
  }

  mutating func run(seed: UInt32) throws(LearningError) -> StochasticFit {
    var order = Array(0..<x.rows)
    var best = Double.infinity
    var waiting = 0
    for epoch in 1...options.maxEpochs {
      if options.shuffles {
        var draws = Xorshift(seed: seed)
        for i in 0..<max(x.rows - 1, 0) { order.swapAt(i, i + draws.below(x.rows - i)) }
      }
      var total = 0.0
      for row in order { total += step(row) }
      guard intercept.isFinite, w.allSatisfy(\.isFinite) else {
        throw .value(
          "Floating-point under-/overflow occurred at epoch #\(epoch). Scaling input data with StandardScaler or MinMaxScaler "
            + "might help.")
      }
      let count = Double(x.rows)
      let reached = era.stochasticStopsByObjective ? total / count : total
      let margin = era.stochasticStopsByObjective ? options.tolerance : options.tolerance.map { $0 * count }
      if let margin, reached > best - margin { waiting += 1 } else { waiting = 0 }
      best = min(best, reached)
      guard waiting >= options.patience else { continue }
      if options.rate == .adaptive, rate > 1e-6 {
        rate /= 5
        waiting = 0
      } else {
        return end(epoch)
      }
    }
    return end(options.maxEpochs)
  }

  private func end(_ epoch: Int) -> StochasticFit {
    StochasticFit(coefficients: w.map { $0 * scale }, intercept: intercept, epochs: epoch)
  }

  /// One sample's step; gives its part of what the epoch is judged by.
  private mutating func step(_ row: Int) -> Double {
    let from = row * x.columns
    var p = 0.0
    for j in w.indices { p += w[j] * x.values[from + j] }
    p = p * scale + intercept
    switch options.rate {
    case .optimal: rate = 1 / (options.alpha * (start + steps - 1))
    case .inverse: rate = options.firstRate / power(steps, options.power)
    case .constant, .adaptive: break
    }
    var judged = options.loss.value(p, y[row], era)
    if era.stochasticStopsByObjective, options.penalty != .none {
      let norm = squaredNorm.squareRoot()
      judged += options.alpha * ((1 - ratio) * 0.5 * (norm * norm) + ratio * magnitudes)
    }
    let slope = min(max(options.loss.slope(p, y[row], era), -1e12), 1e12)
    var update = -rate * slope
    update *= (y[row] > 0 ? sides.positive : sides.other) * (weights?[row] ?? 1)
    if options.penalty == .l2 || options.penalty == .elasticNet {
      shrink(max(0, 1 - ((1 - ratio) * rate * options.alpha)))
    }
    if update != 0 { add(from, update) }
    if options.fitsIntercept, update != 0 { intercept += update }
    if options.penalty == .l1 || options.penalty == .elasticNet {
      penalty += ratio * rate * options.alpha
      truncate()
    }
    steps += 1
    return judged
  }

  private mutating func shrink(_ factor: Double) {
    scale *= factor
    squaredNorm *= factor * factor
    magnitudes *= factor
    guard scale < 1e-9 else { return }
    for j in w.indices { w[j] *= scale }
    scale = 1
  }

  private mutating func add(_ from: Int, _ update: Double) {
    var squares = 0.0
    var sum = 0.0
    for j in w.indices {
      w[j] += x.values[from + j] * (update / scale)
      squares += w[j] * w[j]
      sum += w[j].magnitude
    }
    squaredNorm = squares * (scale * scale)
    magnitudes = sum * scale
  }

  /// Takes each coefficient towards zero, by what it did not pay yet.
  private mutating func truncate() {
    for j in w.indices {
      let old = w[j]
      if scale * old > 0 {
        w[j] = max(0, old - (penalty + paid[j]) / scale)
      } else if scale * old < 0 {
        w[j] = min(0, old + (penalty - paid[j]) / scale)
      }
      paid[j] += scale * (w[j] - old)
    }
  }
}

/// A stochastic classifier: one descent for two classes, else one a class against the others.
///
/// - Parameters:
///   - classWeights: a weight for each class.
///   - random: `check_random_state(random_state)`.
package func fitStochasticClassifier(
  _ x: Matrix, classes: [Int], count: Int, weights: [Double]?, classWeights: [Double], options: StochasticOptions,
  random: RandomState, era: LearningEra, estimator: String
) throws(LearningError) -> [StochasticFit] {
  try checkInput(x, estimator: estimator)
  func descent(_ positive: Int, _ sides: (Double, Double), _ random: RandomState) throws(LearningError) -> StochasticFit
  {
    // The data set draws a seed of its own first, which nothing uses.
    _ = random.integer(from: 1, below: Int(Int32.max))
    return try descend(
      x, classes.map { $0 == positive ? 1 : -1 }, weights: weights, sides: (sides.0, sides.1), options: options,
      seed: random.estimatorSeed(), era: era)
  }
  if count == 2 { return [try descent(1, (classWeights[1], classWeights[0]), random)] }
  let seeds = (0..<count).map { _ in random.estimatorSeed() }
  var fits: [StochasticFit] = []
  for (label, seed) in seeds.enumerated() {
    fits.append(try descent(label, (classWeights[label], 1), RandomState(seed: seed)))
  }
  return fits
}
