import Kernels

/// The parameters of stochastic average gradients.
struct AverageGradientOptions {
  /// Penalties on squares and on magnitudes, for each sample.
  var squares = 0.0
  var magnitudes = 0.0
  var fitsIntercept = true
  var tolerance = 1e-4
  var maxEpochs = 100
  /// SAGA, which corrects its steps and takes penalties on magnitudes.
  var isCorrected = false
  /// Slopes of classes are their shares of the sum, and the slope of two is computed from the negative score.
  var usesCommonLosses = true
}

/// Minimises the logistic loss by stochastic average gradients: `sag`, `saga`.
///
/// scikit-learn delays steps of coordinates until they are needed: by one sample where no feature is left out, as here. The
/// step is the difference of two running sums then, which is kept, so that each number is rounded alike.
///
/// - Parameters:
///   - x: row-major.
///   - targets: 0 or 1 for one score, else class numbers.
///   - random: `check_random_state(random_state)`, from which the order of the samples is seeded.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `sag_solver`; Defazio, Bach and Lacoste-Julien (2014).
func averageGradient(
  _ x: Matrix, _ targets: [Double], weights: [Double]?, outputs: Int, options: AverageGradientOptions,
  random: RandomState
) -> Minimum {
  var descent = AverageGradient(x, targets, weights, outputs, options)
  return descent.run(seed: UInt32(random.integer(from: 1, below: Int(Int32.max))))
}

private struct AverageGradient {
  private let x: Matrix
  private let targets: [Double]
  private let weights: [Double]?
  private let outputs: Int
  private let options: AverageGradientOptions
  private let step: Double
  /// Coefficients before `scale`, feature after feature.
  private var w: [Double]
  private var scale = 1.0
  private var intercepts: [Double]
  private var sums: [Double]
  private var interceptSums: [Double]
  private var memory: [Double]
  private var seen: [Bool]
  private var count = 0.0
  /// The steps of this epoch up to the last sample and up to the one before, for the sums and for the magnitudes.
  private var steps = (last: 0.0, before: 0.0)
  private var limits = (last: 0.0, before: 0.0)

  init(
    _ x: Matrix, _ targets: [Double], _ weights: [Double]?, _ outputs: Int, _ options: AverageGradientOptions
  ) {
    self.x = x
    self.targets = targets
    self.weights = weights
    self.outputs = outputs
    self.options = options
    var largest = 0.0
    for row in 0..<x.rows {
      x.row(row).withUnsafeBufferPointer { numbers in
        if let start = numbers.baseAddress { largest = max(largest, squaredLength(start, numbers.count)) }
      }
    }
    let bound = 0.25 * (largest + (options.fitsIntercept ? 1 : 0)) + options.squares
    let strength = min(2 * Double(x.rows) * options.squares, bound)
    step = options.isCorrected ? 1 / (2 * bound + strength) : 1 / bound
    w = [Double](repeating: 0, count: x.columns * outputs)
    intercepts = [Double](repeating: 0, count: outputs)
    sums = w
    interceptSums = intercepts
    memory = [Double](repeating: 0, count: x.rows * outputs)
    seen = [Bool](repeating: false, count: x.rows)
  }

  mutating func run(seed: UInt32) -> Minimum {
    var draws = Xorshift(seed: seed)
    var previous = w
    for epoch in 1...max(options.maxEpochs, 1) {
      for position in 0..<x.rows { take(draws.below(x.rows), at: position) }
      // The scale is one again after every pass, as in scikit-learn.
      rescale()
      var largest = 0.0
      var change = 0.0
      for i in w.indices {
        largest = max(largest, w[i].magnitude)
        change = max(change, (w[i] - previous[i]).magnitude)
        previous[i] = w[i]
      }
      if (largest != 0 && change / largest <= options.tolerance) || (largest == 0 && change == 0) {
        return Minimum(point: w + intercepts, iterations: epoch, hasConverged: true)
      }
    }
    return Minimum(point: w + intercepts, iterations: options.maxEpochs, hasConverged: false)
  }

  private mutating func take(_ row: Int, at position: Int) {
    if !seen[row] {
      seen[row] = true
      count += 1
    }
    if position > 0 { follow() }
    let slopes = self.slopes(row)
    let from = row * x.columns
    scale *= 1 - step * options.squares
    for j in 0..<x.columns {
      for k in 0..<outputs {
        let part = x.values[from + j] * (slopes[k] - memory[row * outputs + k])
        if options.isCorrected { w[j * outputs + k] -= part * step * (1 - 1 / count) / scale }
        sums[j * outputs + k] += part
      }
    }
    for k in 0..<outputs {
      let change = slopes[k] - memory[row * outputs + k]
      if options.fitsIntercept {
        interceptSums[k] += change
        let shift = step * interceptSums[k] / count
        intercepts[k] -= options.isCorrected ? shift + change * (step * (1 - 1 / count)) : shift
      }
      memory[row * outputs + k] = slopes[k]
    }
    steps = (steps.last + step / (scale * count), steps.last)
    limits = (limits.last + step * options.magnitudes / scale, limits.last)
    if scale < 1e-9 { rescale() }
  }

  /// Makes the steps that the last sample left to make.
  private mutating func follow() {
    let (factor, limit) = (steps.last - steps.before, limits.last - limits.before)
    for i in w.indices {
      w[i] -= factor * sums[i]
      if options.isCorrected, options.magnitudes > 0 { w[i] = max(w[i] - limit, 0) - max(-w[i] - limit, 0) }
    }
  }

  private mutating func rescale() {
    follow()
    for i in w.indices { w[i] *= scale }
    scale = 1
    (steps, limits) = ((0, 0), (0, 0))
  }

  /// The derivatives of a sample's loss by its scores.
  private func slopes(_ row: Int) -> [Double] {
    let from = row * x.columns
    var scores = (0..<outputs).map { k in
      var sum = 0.0
      for j in 0..<x.columns { sum += w[j * outputs + k] * x.values[from + j] }
      return sum * scale + intercepts[k]
    }
    let weight = weights?[row] ?? 1
    if outputs == 1, options.usesCommonLosses {
      let target = targets[row] > 0 ? 1.0 : 0
      guard scores[0] > -37 else { return [(exponential(scores[0]) - target) * weight] }
      let power = exponential(-scores[0])
      return [((1 - target) - target * power) / (1 + power) * weight]
    }
    if outputs == 1 {
      let sign = targets[row] > 0 ? 1.0 : -1
      let z = scores[0] * sign
      let slope = z > 18 ? exponential(-z) * -sign : z < -18 ? -sign : -sign / (exponential(z) + 1)
      return [slope * weight]
    }
    let largest = scores.max() ?? 0
    if options.usesCommonLosses {
      let powers = scores.map { exponential($0 - largest) }
      let total = powers.reduce(0, +)
      return powers.indices.map { (powers[$0] / total - (Int(targets[row]) == $0 ? 1 : 0)) * weight }
    }
    let total = largest + naturalLogarithm(scores.reduce(0) { $0 + exponential($1 - largest) })
    for k in scores.indices {
      scores[k] = (exponential(scores[k] - total) - (Int(targets[row]) == k ? 1 : 0)) * weight
    }
    return scores
  }
}
