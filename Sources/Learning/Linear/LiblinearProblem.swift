import Kernels

/// The rows that liblinear sees: those with positive weight, class after class, with the bias as a last feature.
struct LiblinearProblem {
  /// Row-major, the bias column included.
  let features: Matrix
  /// +1 or -1.
  let signs: [Double]
  /// Each row's `C`.
  let costs: [Double]

  /// - Parameters:
  ///   - positive: the class that is +1 (in a binary problem the second).
  ///   - costs: `C` of positive and of negative rows.
  init(
    _ x: Matrix, classes: [Int], weights: [Double]?, positive: Int, costs: (positive: Double, negative: Double),
    bias: Double?
  ) {
    let count = (classes.max() ?? 0) + 1
    var order: [Int] = []
    for label in 0..<count {
      order += classes.indices.filter { classes[$0] == label && weights?[$0] ?? 1 > 0 }
    }
    let columns = x.columns + (bias == nil ? 0 : 1)
    var values: [Double] = []
    values.reserveCapacity(order.count * columns)
    for row in order {
      for column in 0..<x.columns { values.append(x[row, column]) }
      if let bias { values.append(bias) }
    }
    features = Matrix(rows: order.count, columns: columns, layout: .rowMajor, values: values)
    signs = order.map { classes[$0] == positive ? 1 : -1 }
    self.costs = order.map { (weights?[$0] ?? 1) * (classes[$0] == positive ? costs.positive : costs.negative) }
  }

  /// The tolerance scaled by the share of the smaller class.
  func scaledTolerance(_ tolerance: Double) -> Double {
    let positive = signs.count(where: { $0 > 0 })
    return tolerance * Double(max(min(positive, signs.count - positive), 1)) / Double(signs.count)
  }
}

/// L2-regularised logistic loss and its derivatives.
///
/// - SeeAlso: liblinear, `l2r_lr_fun`.
struct LiblinearLoss: CurvedLoss {
  private let problem: LiblinearProblem
  private var scores: [Double]
  private var curvatures: [Double]

  init(_ problem: LiblinearProblem) {
    self.problem = problem
    scores = [Double](repeating: 0, count: problem.signs.count)
    curvatures = scores
  }

  var count: Int { problem.features.columns }

  mutating func value(_ w: [Double]) -> Double {
    products(w, &scores)
    var sum = 0.0
    for weight in w { sum += weight * weight }
    sum /= 2
    for i in scores.indices {
      let margin = problem.signs[i] * scores[i]
      if margin >= 0 {
        sum += problem.costs[i] * naturalLogarithm(1 + exponential(-margin))
      } else {
        sum += problem.costs[i] * (-margin + naturalLogarithm(1 + exponential(margin)))
      }
    }
    return sum
  }

  /// The gradient where `value` was computed last.
  mutating func gradient(_ w: [Double]) -> [Double] {
    for i in scores.indices {
      let p = 1 / (1 + exponential(-problem.signs[i] * scores[i]))
      curvatures[i] = p * (1 - p)
      scores[i] = problem.costs[i] * (p - 1) * problem.signs[i]
    }
    return combined(scores, plus: w)
  }

  /// The product of the Hessian with a vector.
  func hessianProduct(_ v: [Double]) -> [Double] {
    var weighted = [Double](repeating: 0, count: scores.count)
    products(v, &weighted)
    for i in weighted.indices { weighted[i] = problem.costs[i] * curvatures[i] * weighted[i] }
    return combined(weighted, plus: v)
  }

  private func products(_ v: [Double], _ result: inout [Double]) {
    let columns = problem.features.columns
    for row in result.indices {
      var sum = 0.0
      for j in 0..<columns { sum += v[j] * problem.features.values[row * columns + j] }
      result[row] = sum
    }
  }

  private func combined(_ factors: [Double], plus v: [Double]) -> [Double] {
    let columns = problem.features.columns
    var result = [Double](repeating: 0, count: columns)
    for row in factors.indices {
      for j in 0..<columns { result[j] += factors[row] * problem.features.values[row * columns + j] }
    }
    for j in 0..<columns { result[j] = v[j] + result[j] }
    return result
  }
}
