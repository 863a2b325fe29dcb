import Kernels

extension LogisticLoss {
  /// The product of the second derivatives at `parameters` with a vector.
  func hessian(at parameters: [Double]) -> ([Double]) -> [Double] {
    let curvatures = probabilities(parameters)
    let total =
      era.logisticLossIsMean ? weights.map { pairwiseSum($0, count: features.rows) } ?? Double(features.rows) : 1
    return { vector in product(vector, curvatures, total) }
  }

  /// Each row's probabilities: of class one, or of every class.
  private func probabilities(_ parameters: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: features.rows * classes)
    result.withUnsafeMutableBufferPointer { result in
      guard let base = result.baseAddress else { return }
      for row in 0..<features.rows {
        let target = base + row * classes
        for k in 0..<classes { target[k] = score(row, k, parameters) }
        if classes == 1 { target[0] = logistic(target[0]) } else { softmax(target, count: classes) }
      }
    }
    return result
  }

  private func score(_ row: Int, _ k: Int, _ parameters: [Double]) -> Double {
    let columns = features.columns
    var sum = 0.0
    for j in 0..<columns { sum += features.values[row * columns + j] * parameters[j * classes + k] }
    return hasIntercept ? sum + parameters[columns * classes + k] : sum
  }

  private func product(_ vector: [Double], _ p: [Double], _ total: Double) -> [Double] {
    let columns = features.columns
    var result = [Double](repeating: 0, count: vector.count)
    var slopes = [Double](repeating: 0, count: classes)
    for row in 0..<features.rows {
      let weight = (weights?[row] ?? 1) / total
      for k in 0..<classes { slopes[k] = score(row, k, vector) }
      if classes == 1 {
        slopes[0] *= p[row] * (1 - p[row]) * weight
      } else {
        var mean = 0.0
        for k in 0..<classes { mean += p[row * classes + k] * slopes[k] }
        for k in 0..<classes { slopes[k] = (slopes[k] - mean) * p[row * classes + k] * weight }
      }
      for j in 0..<columns {
        let x = features.values[row * columns + j]
        for k in 0..<classes { result[j * classes + k] += x * slopes[k] }
      }
      guard hasIntercept else { continue }
      for k in 0..<classes { result[columns * classes + k] += slopes[k] }
    }
    for i in 0..<columns * classes { result[i] += penalty * vector[i] }
    return result
  }
}
