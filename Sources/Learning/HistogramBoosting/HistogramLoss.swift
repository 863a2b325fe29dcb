import Kernels
import Processors

/// The losses of histogram boosting, with their gradients in single precision.
///
/// Raw predictions lie output by output, `rows` numbers each. Targets are numbers, or class indices.
///
/// - SeeAlso: scikit-learn, `_loss.pyx.tp`, `loss.py`.
struct HistogramLoss: Sendable {
  let kind: HistogramLossKind
  let isModern: Bool

  /// Raw predictions a row.
  var outputs: Int {
    if case .multinomial(let classes) = kind { classes } else { 1 }
  }

  /// Whether all hessians are one where samples have no weights.
  var hasConstantHessian: Bool {
    switch kind {
    case .squaredError, .absoluteError, .quantile: true
    default: false
    }
  }

  /// Whether leaves are set to a quantile of what is left once a tree has grown.
  var updatesLeaves: Bool {
    switch kind {
    case .absoluteError, .quantile: true
    default: false
    }
  }

  /// What all rows' raw predictions begin at, an output each.
  func initial(_ y: [Double], _ weights: [Double]?) -> [Double] {
    let epsilon = 10 * 0x1p-52
    switch kind {
    case .squaredError: return [average(y, weights: weights)]
    case .absoluteError, .quantile: return [constant(y, weights)]
    case .poisson, .gamma: return [naturalLogarithm(max(average(y, weights: weights), epsilon))]
    case .binomial:
      let share = min(max(average(y, weights: weights), epsilon), 1 - epsilon)
      return [logOdds(share, partsMiddle: isModern)]
    case .multinomial(let classes):
      return symmetricLogits(
        (0..<classes).map { k in
          let share = average(y.map { $0 == Double(k) ? 1 : 0 }, weights: weights)
          return min(max(share, 0x1p-52), 1 - 0x1p-52)
        })
    }
  }

  /// The number that is nearest to all targets: their median or quantile.
  func constant(_ y: [Double], _ weights: [Double]?) -> Double {
    let percent: Double
    if case .quantile(let share) = kind { percent = 100 * share } else { percent = 50 }
    if let weights { return weightedPercentile(y, weights, percent) }
    if kind == .absoluteError { return middle(of: y) }
    return percentile(y, percent)
  }

  /// Gradients and hessians of all rows, output by output; the hessians are one number where they are constant.
  func gradients(
    _ y: [Double], _ raw: [Double], _ weights: [Double]?
  ) -> (gradients: [[Float]], hessians: [[Float]]) {
    if case .multinomial(let classes) = kind { return manyGradients(y, raw, weights, classes) }
    let isConstant = hasConstantHessian && weights == nil
    var gradients = [Float](repeating: 0, count: y.count)
    var hessians = [Float](repeating: 1, count: isConstant ? 1 : y.count)
    gradients.withUnsafeMutableBufferPointer { gradients in
      hessians.withUnsafeMutableBufferPointer { hessians in
        guard let gradients = gradients.baseAddress, let hessians = hessians.baseAddress else { return }
        let (first, second) = (SharedMemory(gradients), SharedMemory(hessians))
        inParts(of: y.count, size: 8192) { part in
          for row in part {
            let (gradient, hessian) = derivatives(y[row], raw[row])
            let weight = weights?[row] ?? 1
            first.start[row] = Float(weight * gradient)
            if !isConstant { second.start[row] = Float(weight * hessian) }
          }
        }
      }
    }
    return ([gradients], [hessians])
  }

  private func derivatives(_ y: Double, _ raw: Double) -> (Double, Double) {
    switch kind {
    case .squaredError: return (raw - y, 1)
    case .absoluteError: return (raw > y ? 1 : -1, 1)
    case .quantile(let share): return (y >= raw ? -share : 1 - share, 1)
    case .poisson:
      let e = exponential(raw)
      return (e - y, e)
    case .gamma:
      let e = exponential(-raw)
      return (1 - y * e, e * y)
    case .binomial:
      if isModern, raw <= -37 {
        let e = exponential(raw)
        return (e - y, e)
      }
      let e = exponential(-raw)
      return (((1 - y) - y * e) / (1 + e), e / ((1 + e) * (1 + e)))
    case .multinomial: return (0, 0)
    }
  }

  private func manyGradients(
    _ y: [Double], _ raw: [Double], _ weights: [Double]?, _ classes: Int
  ) -> (gradients: [[Float]], hessians: [[Float]]) {
    var gradients = [[Float]](repeating: [Float](repeating: 0, count: y.count), count: classes)
    var hessians = gradients
    var powers = [Double](repeating: 0, count: classes)
    for row in y.indices {
      let sum = exponentials(raw, row, y.count, &powers).sum
      for k in 0..<classes {
        let p = powers[k] / sum
        let gradient = p - (y[row] == Double(k) ? 1 : 0)
        let hessian = p * (1 - p)
        gradients[k][row] = Float(weights.map { gradient * $0[row] } ?? gradient)
        hessians[k][row] = Float(weights.map { hessian * $0[row] } ?? hessian)
      }
    }
    return (gradients, hessians)
  }

  /// `exp(raw - largest)` of a row's numbers, with their running sum.
  private func exponentials(
    _ raw: [Double], _ row: Int, _ rows: Int, _ powers: inout [Double]
  ) -> (largest: Double, sum: Double) {
    var largest = raw[row]
    for k in 1..<max(outputs, 1) where largest < raw[k * rows + row] { largest = raw[k * rows + row] }
    var sum = 0.0
    for k in 0..<outputs {
      powers[k] = exponential(raw[k * rows + row] - largest)
      sum += powers[k]
    }
    return (largest, sum)
  }

  /// The mean loss by weight.
  func value(_ y: [Double], _ raw: [Double], _ weights: [Double]?) -> Double {
    var powers = [Double](repeating: 0, count: outputs)
    let losses = y.indices.map { row -> Double in
      guard case .multinomial = kind else { return loss(y[row], raw[row]) }
      let (largest, sum) = exponentials(raw, row, y.count, &powers)
      return naturalLogarithm(sum) + largest - raw[min(Int(y[row]), outputs - 1) * y.count + row]
    }
    return average(losses, weights: weights)
  }

  private func loss(_ y: Double, _ raw: Double) -> Double {
    switch kind {
    case .squaredError: 0.5 * (raw - y) * (raw - y)
    case .absoluteError: (raw - y).magnitude
    case .quantile(let share): y >= raw ? share * (y - raw) : (1 - share) * (raw - y)
    case .poisson: exponential(raw) - y * raw
    case .gamma: raw + y * exponential(-raw)
    case .binomial: logarithmOfOnePlusExponential(raw) - y * raw
    case .multinomial: .nan
    }
  }
}
