import Kernels
import Processors

/// The penalised logistic loss of a linear model and its gradient, as scikit-learn forms them.
///
/// Parameters lie feature by feature, the classes of one feature together, the intercepts last. Products with the features
/// are summed in a fixed order, from first to last within a part of the rows; numpy leaves that order to BLAS.
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

  /// Rows whose slopes are summed up together; the sums of the parts follow each other. The number of processors has no say.
  private static var part: Int { 4096 }

  /// Loss at `parameters`; the gradient is stored to `gradient`.
  func evaluate(_ parameters: [Double], _ gradient: inout [Double]) -> Double {
    let rows = features.rows
    let inner = classes * features.columns
    let count = (rows + Self.part - 1) / Self.part
    let total =
      era.logisticLossIsMean ? weights.map { pairwiseSum($0, count: rows) } ?? Double(rows) : nil
    var losses = [Double](repeating: 0, count: rows)
    var slopes = [Double](repeating: 0, count: rows * classes)
    var sums = [Double](repeating: 0, count: count * inner)
    losses.withUnsafeMutableBufferPointer { losses in
      slopes.withUnsafeMutableBufferPointer { slopes in
        sums.withUnsafeMutableBufferPointer { sums in
          guard let losses = losses.baseAddress, let slopes = slopes.baseAddress, let sums = sums.baseAddress else {
            return
          }
          let results = (SharedMemory(losses), SharedMemory(slopes), SharedMemory(sums))
          inParts(of: rows, size: Self.part) { part in
            evaluate(
              part, parameters, total, losses: results.0.start, slopes: results.1.start,
              gradient: results.2.start + part.lowerBound / Self.part * inner)
          }
        }
      }
    }
    var loss = pairwiseSum(losses, count: rows)
    if let total { loss /= total }
    var squares = 0.0
    for i in 0..<inner { squares += parameters[i] * parameters[i] }
    for i in gradient.indices { gradient[i] = 0 }
    for part in 0..<count {
      for i in 0..<inner { gradient[i] += sums[part * inner + i] }
    }
    for i in 0..<inner { gradient[i] += penalty * parameters[i] }
    if hasIntercept {
      let matrix = Matrix(rows: rows, columns: classes, layout: .rowMajor, values: slopes)
      for (k, sum) in columnSums(matrix).enumerated() { gradient[inner + k] = sum }
    }
    return loss + 0.5 * penalty * squares
  }

  /// The losses and slopes of some rows, and what they add to the gradient, which begins with zeros.
  private func evaluate(
    _ part: Range<Int>, _ parameters: [Double], _ total: Double?, losses: UnsafeMutablePointer<Double>,
    slopes: UnsafeMutablePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) {
    features.values.withUnsafeBufferPointer { values in
      parameters.withUnsafeBufferPointer { parameters in
        guard let parameters = parameters.baseAddress else { return }
        let columns = features.columns
        // Without features there are no values.
        let values = values.baseAddress ?? parameters
        for row in part {
          let own = slopes + row * classes
          score(values + row * columns, parameters, own)
          losses[row] = classes == 1 ? binomial(targets[row], &own[0]) : multinomial(Int(targets[row]), own)
          if let weight = weights?[row] {
            losses[row] *= weight
            for k in 0..<classes { own[k] *= weight }
          }
          if let total {
            for k in 0..<classes { own[k] /= total }
          }
          differentiate(values + row * columns, own, gradient)
        }
      }
    }
  }

  /// A row's raw scores, each summed from the first feature to the last.
  @inline(__always)
  private func score(
    _ row: UnsafePointer<Double>, _ parameters: UnsafePointer<Double>, _ scores: UnsafeMutablePointer<Double>
  ) {
    let columns = features.columns
    if classes == 1 {
      var sum = 0.0
      for j in 0..<columns { sum += row[j] * parameters[j] }
      scores[0] = hasIntercept ? sum + parameters[columns] : sum
      return
    }
    for j in 0..<columns { add(row[j], parameters + j * classes, to: scores, classes) }
    guard hasIntercept else { return }
    for k in 0..<classes { scores[k] += parameters[columns * classes + k] }
  }

  @inline(__always)
  private func differentiate(
    _ row: UnsafePointer<Double>, _ slopes: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    if classes == 1 { return add(slopes[0], row, to: gradient, features.columns) }
    for j in 0..<features.columns { add(row[j], slopes, to: gradient + j * classes, classes) }
  }

  /// The loss of a row with a raw score, which is replaced by the derivative.
  @inline(__always)
  private func binomial(_ y: Double, _ slope: inout Double) -> Double {
    let raw = slope
    let tail = raw <= -37
    if era.logisticLossIsMean ? raw <= -2 : raw <= 0 {
      let e = exponential(raw)
      slope = tail && era.logisticLossIsMean ? e - y : ((1 - y) * e - y) / (1 + e)
      return (tail ? e : logarithmOfOnePlus(e)) - y * raw
    }
    let e = exponential(-raw)
    slope = ((1 - y) - y * e) / (1 + e)
    return (raw <= 18 ? logarithmOfOnePlus(e) : e) + (1 - y) * raw
  }

  /// The loss of a row with raw scores, which are replaced by the derivatives.
  private func multinomial(_ label: Int, _ slopes: UnsafeMutablePointer<Double>) -> Double {
    var largest = slopes[0]
    for k in 1..<classes where largest < slopes[k] { largest = slopes[k] }
    let own = slopes[label]
    var sum = 0.0
    for k in 0..<classes {
      slopes[k] = exponential(slopes[k] - largest)
      sum += slopes[k]
    }
    for k in 0..<classes { slopes[k] = slopes[k] / sum - (k == label ? 1 : 0) }
    return naturalLogarithm(sum) + largest - own
  }
}
