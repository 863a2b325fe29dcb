import Kernels

/// The loss of one sample that stochastic gradient descent follows.
///
/// - SeeAlso: scikit-learn 1.2 and 1.9, `_sgd_fast.pyx`.
package enum StochasticLoss: Equatable, Sendable {
  /// The hinge at this margin: 1 for a machine, 0 for the perceptron.
  case hinge(Double)
  case squaredHinge
  case logistic
  case modifiedHuber
  case squaredError
  case huber(Double)
  case insensitive(Double)
  case squaredInsensitive(Double)

  /// - Parameters:
  ///   - p: the score.
  ///   - y: the target; −1 or 1 for classes.
  func value(_ p: Double, _ y: Double, _ era: LearningEra) -> Double {
    switch self {
    case .hinge(let margin): return p * y <= margin ? margin - p * y : 0
    case .squaredHinge:
      let z = 1 - p * y
      return z > 0 ? z * z : 0
    case .logistic: return era.stochasticLogisticIsHalf ? halfLogistic(p, y) : olderLogistic(p * y)
    case .modifiedHuber:
      let z = p * y
      return z >= 1 ? 0 : z >= -1 ? (1 - z) * (1 - z) : -4 * z
    case .squaredError: return 0.5 * (p - y) * (p - y)
    case .huber(let width):
      let r = (p - y).magnitude
      return r <= width ? 0.5 * r * r : width * r - 0.5 * width * width
    case .insensitive(let width): return max((y - p).magnitude - width, 0)
    case .squaredInsensitive(let width):
      let rest = (y - p).magnitude - width
      return rest > 0 ? rest * rest : 0
    }
  }

  /// The derivative by the score.
  func slope(_ p: Double, _ y: Double, _ era: LearningEra) -> Double {
    switch self {
    case .hinge(let margin): return p * y <= margin ? -y : 0
    case .squaredHinge:
      let z = 1 - p * y
      return z > 0 ? -2 * y * z : 0
    case .logistic: return era.stochasticLogisticIsHalf ? halfLogisticSlope(p, y) : olderLogisticSlope(p * y, y)
    case .modifiedHuber:
      let z = p * y
      return z >= 1 ? 0 : z >= -1 ? 2 * (1 - z) * -y : -4 * y
    case .squaredError: return p - y
    case .huber(let width):
      let r = p - y
      return r.magnitude <= width ? r : r > 0 ? width : -width
    case .insensitive(let width): return y - p > width ? -1 : p - y > width ? 1 : 0
    case .squaredInsensitive(let width):
      let z = y - p
      return z > width ? -2 * (z - width) : z < -width ? 2 * (-z - width) : 0
    }
  }

  private func olderLogistic(_ z: Double) -> Double {
    if z > 18 { return exponential(-z) }
    if z < -18 { return -z }
    return naturalLogarithm(1 + exponential(-z))
  }

  private func olderLogisticSlope(_ z: Double, _ y: Double) -> Double {
    if z > 18 { return exponential(-z) * -y }
    if z < -18 { return -y }
    return -y / (exponential(z) + 1)
  }

  private func halfLogistic(_ p: Double, _ y: Double) -> Double {
    let label = y > 0 ? 1.0 : 0
    let rest: Double
    if p <= -37 {
      rest = exponential(p)
    } else if p <= -2 {
      rest = logarithmOfOnePlus(exponential(p))
    } else if p <= 18 {
      rest = naturalLogarithm(1 + exponential(p))
    } else {
      rest = p <= 33.3 ? p + exponential(-p) : p
    }
    return rest - label * p
  }

  private func halfLogisticSlope(_ p: Double, _ y: Double) -> Double {
    let label = y > 0 ? 1.0 : 0
    if p <= -37 { return exponential(p) - label }
    let power = exponential(-p)
    return ((1 - label) - label * power) / (1 + power)
  }
}
