import Foundation
import Kernels
import Learning

/// A distribution with its parameters as functions of one number.
struct DistributionFunctions {
  let name: String
  let parameters: [Double]

  /// Names and defaults of the parameters in scipy's order.
  static func signature(_ name: String) -> (names: [String], defaults: [Double?]) {
    switch name {
    case "randint": (["low", "high", "loc"], [nil, nil, 0])
    case "loguniform": (["a", "b", "loc", "scale"], [nil, nil, 0, 1])
    case "t", "chi2": (["df", "loc", "scale"], [nil, 0, 1])
    case "f": (["dfn", "dfd", "loc", "scale"], [nil, nil, 0, 1])
    case "beta": (["a", "b", "loc", "scale"], [nil, nil, 0, 1])
    case "gamma": (["a", "loc", "scale"], [nil, 0, 1])
    default: (["loc", "scale"], [0, 1])
    }
  }

  private var scale: Double { name == "randint" ? 1 : parameters[parameters.count - 1] }
  private var location: Double { name == "randint" ? parameters[2] : parameters[parameters.count - 2] }

  /// The share above a number.
  func above(_ x: Double) -> Double? {
    let z = (x - location) / scale
    switch name {
    case "norm": return SpecialFunctions.normalBelow(-z)
    case "t": return SpecialFunctions.studentAbove(z, parameters[0])
    case "chi2": return z <= 0 ? 1 : TailProbability.chiSquared(z, parameters[0])
    case "f": return z <= 0 ? 1 : TailProbability.fisher(z, parameters[0], parameters[1])
    case "gamma": return gammaShares(parameters[0], z).upper
    case "expon": return z <= 0 ? 1 : exponential(-z)
    default: return below(x).map { 1 - $0 }
    }
  }

  /// The share up to a number.
  func below(_ x: Double) -> Double? {
    let z = (x - location) / scale
    switch name {
    case "norm": return SpecialFunctions.normalBelow(z)
    case "t": return SpecialFunctions.studentAbove(-z, parameters[0])
    case "chi2": return z <= 0 ? 0 : gammaShares(parameters[0] / 2, z / 2).lower
    case "gamma": return z <= 0 ? 0 : gammaShares(parameters[0], z).lower
    case "f":
      let (a, b) = (parameters[0], parameters[1])
      return z <= 0 ? 0 : betaShare(a / 2, b / 2, a * z / (b + a * z))
    case "beta": return betaShare(parameters[0], parameters[1], z)
    case "uniform": return Swift.min(Swift.max(z, 0), 1)
    case "expon": return z <= 0 ? 0 : -exponentialMinusOne(-z)
    default: return nil
    }
  }

  /// The number up to which a share lies.
  func quantile(_ p: Double) -> Double? {
    guard p >= 0, p <= 1 else { return .nan }
    switch name {
    case "norm": return SpecialFunctions.normalQuantile(p) * scale + location
    case "uniform": return p * scale + location
    case "expon": return -logarithmOfOnePlus(-p) * scale + location
    case "t":
      if p == 0.5 { return location }
      if p < 0.5 { return quantile(1 - p).map { 2 * location - $0 } }
      let freedom = parameters[0]
      let z = SpecialFunctions.inverted(p - 1, from: 0, to: 1e10) { -SpecialFunctions.studentAbove($0, freedom) }
      return z * scale + location
    case "chi2", "f", "gamma":
      let standard = DistributionFunctions(name: name, parameters: Array(parameters.dropLast(2)) + [0, 1])
      return SpecialFunctions.inverted(p, from: 0, to: 1e10) { standard.below($0) ?? .nan } * scale + location
    case "beta":
      let (a, b) = (parameters[0], parameters[1])
      return SpecialFunctions.inverted(p, from: 0, to: 1) { betaShare(a, b, $0) } * scale
        + location
    default: return nil
    }
  }

  /// The density at a number.
  func density(_ x: Double) -> Double? {
    let z = (x - location) / scale
    switch name {
    case "norm": return exponential(-(z * z) / 2.0) / (2 * Double.pi).squareRoot() / scale
    case "uniform": return z >= 0 && z <= 1 ? 1 / scale : 0
    case "expon": return z >= 0 ? exponential(-z) / scale : 0
    case "t":
      let n = parameters[0]
      let front = Foundation.lgamma((n + 1) / 2) - Foundation.lgamma(n / 2) - naturalLogarithm(n * Double.pi) / 2
      return exponential(front - (n + 1) / 2 * logarithmOfOnePlus(z * z / n)) / scale
    case "chi2":
      let n = parameters[0]
      guard z > 0 else { return 0 }
      return exponential(
        (n / 2 - 1) * naturalLogarithm(z) - z / 2 - Foundation.lgamma(n / 2) - naturalLogarithm(2) * n / 2) / scale
    default: return nil
    }
  }

  /// Mean and variance.
  var moments: (mean: Double, variance: Double)? {
    let standard: (Double, Double)
    switch name {
    case "norm": standard = (0, 1)
    case "uniform": standard = (0.5, 1.0 / 12)
    case "expon": standard = (1, 1)
    case "t":
      standard = (parameters[0] > 1 ? 0 : .nan, parameters[0] > 2 ? parameters[0] / (parameters[0] - 2) : .infinity)
    case "chi2": standard = (parameters[0], 2 * parameters[0])
    default: return nil
    }
    return (standard.0 * scale + location, standard.1 * scale * scale)
  }
}
