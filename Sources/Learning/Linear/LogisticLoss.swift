import Kernels

/// The penalised logistic loss of a linear model and its gradient, as scikit-learn forms them.
///
/// Parameters lie feature by feature, the classes of one feature together, the intercepts last. Products with the features
/// are summed in a fixed order, from first to last; numpy leaves that order to BLAS.
///
/// - SeeAlso: scikit-learn, `LinearModelLoss.loss_gradient`, `HalfBinomialLoss`, `HalfMultinomialLoss`.
struct LogisticLoss {
  /// Row-major.
  let features: Matrix
  /// 0 or 1 for a binomial loss, else the class index.
  let targets: [Double]
  let weights: [Double]?
  let penalty: Double
  let hasIntercept: Bool
  /// 1 for the binomial loss.
  let classes: Int
  let era: LearningEra

  var parameterCount: Int { classes * (features.columns + (hasIntercept ? 1 : 0)) }

  /// Loss at `parameters`; the gradient is stored to `gradient`.
  func evaluate(_ parameters: [Double], _ gradient: inout [Double]) -> Double {
    let rows = features.rows
    var losses = [Double](repeating: 0, count: rows)
    var slopes = [Double](repeating: 0, count: rows * classes)
    for row in 0..<rows {
      score(row, parameters, &slopes)
      losses[row] = classes == 1 ? binomial(row, &slopes) : multinomial(row, &slopes)
      if let weight = weights?[row] {
        losses[row] *= weight
        for k in 0..<classes { slopes[row * classes + k] *= weight }
      }
    }
    var loss = pairwiseSum(losses, count: rows)
    if era.logisticLossIsMean {
      let total = weights.map { pairwiseSum($0, count: rows) } ?? Double(rows)
      loss /= total
      for i in slopes.indices { slopes[i] /= total }
    }
    var squares = 0.0
    let inner = classes * features.columns
    for i in 0..<inner { squares += parameters[i] * parameters[i] }
    differentiate(parameters, slopes, &gradient)
    return loss + 0.5 * penalty * squares
  }

  /// Stores a row's raw scores where its slopes will be.
  @inline(__always)
  private func score(_ row: Int, _ parameters: [Double], _ slopes: inout [Double]) {
    let columns = features.columns
    let start = row * columns
    for k in 0..<classes {
      var sum = 0.0
      for j in 0..<columns { sum += features.values[start + j] * parameters[j * classes + k] }
      slopes[row * classes + k] = hasIntercept ? sum + parameters[columns * classes + k] : sum
    }
  }

  /// The loss of a row; its score is replaced by the derivative.
  @inline(__always)
  private func binomial(_ row: Int, _ slopes: inout [Double]) -> Double {
    let raw = slopes[row]
    let y = targets[row]
    let tail = raw <= -37
    if era.logisticLossIsMean ? raw <= -2 : raw <= 0 {
      let e = exponential(raw)
      slopes[row] = tail && era.logisticLossIsMean ? e - y : ((1 - y) * e - y) / (1 + e)
      return (tail ? e : logarithmOfOnePlus(e)) - y * raw
    }
    let e = exponential(-raw)
    slopes[row] = ((1 - y) - y * e) / (1 + e)
    return (raw <= 18 ? logarithmOfOnePlus(e) : e) + (1 - y) * raw
  }

  private func multinomial(_ row: Int, _ slopes: inout [Double]) -> Double {
    let start = row * classes
    let label = Int(targets[row])
    var largest = slopes[start]
    for k in 1..<classes where largest < slopes[start + k] { largest = slopes[start + k] }
    let own = slopes[start + label]
    var sum = 0.0
    for k in 0..<classes {
      slopes[start + k] = exponential(slopes[start + k] - largest)
      sum += slopes[start + k]
    }
    for k in 0..<classes { slopes[start + k] = slopes[start + k] / sum - (k == label ? 1 : 0) }
    return naturalLogarithm(sum) + largest - own
  }

  private func differentiate(_ parameters: [Double], _ slopes: [Double], _ gradient: inout [Double]) {
    let columns = features.columns
    for i in gradient.indices { gradient[i] = 0 }
    for row in 0..<features.rows {
      let start = row * columns
      for j in 0..<columns {
        let x = features.values[start + j]
        for k in 0..<classes { gradient[j * classes + k] += x * slopes[row * classes + k] }
      }
    }
    for i in 0..<columns * classes { gradient[i] += penalty * parameters[i] }
    guard hasIntercept else { return }
    let matrix = Matrix(rows: features.rows, columns: classes, layout: .rowMajor, values: slopes)
    for (k, sum) in columnSums(matrix).enumerated() { gradient[columns * classes + k] = sum }
  }
}
