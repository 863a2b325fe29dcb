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
}

/// Minimises the logistic loss by stochastic average gradients: `sag`, `saga`.
///
/// scikit-learn delays steps of coordinates until they are needed, in the same order of samples; ours are made at once, so
/// coefficients agree to about twelve digits.
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
      let numbers = x.row(row)
      largest = max(largest, dot(numbers, numbers))
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
      for _ in 0..<x.rows { take(draws.below(x.rows)) }
      // The scale is one again after every pass, as in scikit-learn.
      for i in w.indices { w[i] *= scale }
      scale = 1
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

  private mutating func take(_ row: Int) {
    if !seen[row] {
      seen[row] = true
      count += 1
    }
    let slopes = self.slopes(row)
    let from = row * x.columns
    let correction = step * (1 - 1 / count)
    for k in 0..<outputs {
      let change = slopes[k] - memory[row * outputs + k]
      for j in 0..<x.columns {
        let part = change * x.values[from + j]
        if options.isCorrected { w[j * outputs + k] -= part * correction / scale }
        sums[j * outputs + k] += part
      }
      if options.fitsIntercept {
        interceptSums[k] += change
        intercepts[k] -= step * interceptSums[k] / count
        if options.isCorrected { intercepts[k] -= change * correction }
      }
      memory[row * outputs + k] = slopes[k]
    }
    scale *= 1 - step * options.squares
    let factor = step / (scale * count)
    let limit = step * options.magnitudes / scale
    for i in w.indices {
      w[i] -= factor * sums[i]
      if options.magnitudes > 0 { w[i] = w[i] > limit ? w[i] - limit : w[i] < -limit ? w[i] + limit : 0 }
    }
    if scale < 1e-9 {
      for i in w.indices { w[i] *= scale }
      scale = 1
    }
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
    if outputs == 1 {
      let sign = targets[row] > 0 ? 1.0 : -1
      let z = scores[0] * sign
      let slope = z > 18 ? exponential(-z) * -sign : z < -18 ? -sign : -sign / (exponential(z) + 1)
      return [slope * weight]
    }
    let largest = scores.max() ?? 0
    let total = largest + naturalLogarithm(scores.reduce(0) { $0 + exponential($1 - largest) })
    for k in scores.indices {
      scores[k] = (exponential(scores[k] - total) - (Int(targets[row]) == k ? 1 : 0)) * weight
    }
    return scores
  }
}
