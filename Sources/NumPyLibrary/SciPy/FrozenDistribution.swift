import Foundation
import Kernels
package import Learning
package import PythonRuntime

/// A distribution of `scipy.stats`, with its parameters or still without.
package final class FrozenDistribution: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "rv_frozen", module: "scipy.stats._distn_infrastructure", isOpen: true,
    members: SciPy.DistributionClass.members)

  package let name: String
  /// The parameters by scipy's order; `nil` before the distribution was called.
  package let parameters: [Double]?

  package init(_ name: String, _ parameters: [Double]? = nil) {
    self.name = name
    self.parameters = parameters
    super.init(type: FrozenDistribution.type)
  }

  override package var isCallable: Bool { parameters == nil }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    .object(FrozenDistribution(name, try bound(arguments.positional, arguments.keywords, in: context)))
  }

  /// Location and scale, or limits, with scipy's defaults.
  func bound(
    _ positional: [Value], _ keywords: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) -> [Double] {
    let names: [PythonString]
    var values: [Double?]
    switch name {
    case "randint": (names, values) = (["low", "high", "loc"], [nil, nil, 0])
    case "loguniform": (names, values) = (["a", "b", "loc", "scale"], [nil, nil, 0, 1])
    default: (names, values) = (["loc", "scale"], [0, 1])
    }
    for (place, value) in positional.enumerated() where place < values.count {
      guard let number = try context.double(value) else { throw context.unsupportedNow("such a distribution") }
      values[place] = number
    }
    for (keyword, value) in keywords {
      guard let place = names.firstIndex(of: keyword), let number = try context.double(value) else {
        throw .typeError("_parse_args() got an unexpected keyword argument '\(keyword)'")
      }
      values[place] = number
    }
    let known = values.compactMap { $0 }
    guard known.count == values.count else {
      throw .typeError("_parse_args() missing 1 required positional argument: '\(names[known.count])'")
    }
    return known
  }

  /// One draw, as `rvs(random_state=…)` makes it.
  package func draw(_ parameters: [Double], _ random: RandomState) -> Double {
    switch name {
    case "randint": Double(random.integer(from: Int(parameters[0]), below: Int(parameters[1]))) + parameters[2]
    case "loguniform":
      exponential(
        naturalLogarithm(parameters[0]) + (naturalLogarithm(parameters[1]) - naturalLogarithm(parameters[0]))
          * random.random())
        * parameters[3] + parameters[2]
    case "norm": parameters[0] + parameters[1] * random.standardNormal()
    case "expon": random.standardExponential() * parameters[1] + parameters[0]
    default: random.random() * parameters[1] + parameters[0]
    }
  }
}

extension SciPy {
  /// Methods of the distributions of `scipy.stats`.
  package enum DistributionClass {}
}

extension SciPy.DistributionClass {
  static let rvs = Method("rvs(self, *args, size=1, random_state=None, **kwds)") { call in
    let distribution = try call.receiver(as: FrozenDistribution.self)
    let parameters = try call.parameters(distribution, call.variadic, call.keywords)
    let random: RandomState
    if call.isNone("random_state") {
      random = call.context.numpyRandom.drawn()
    } else if let given = call["random_state"].cast(to: RandomStateObject.self) {
      random = given.state
    } else {
      random = RandomState(seed: try NumPy.seed(call["random_state"], in: call.context))
    }
    if distribution.name == "randint", parameters[0] >= parameters[1] {
      throw Raised.valueError("low >= high")
    }
    let shape = try call.isGiven("size") ? call.shape(call["size"]) : []
    let count = try NumPy.elementCount(shape, in: call.context)
    let draws = (0..<count).map { _ in distribution.draw(parameters, random) }
    let isWhole = distribution.name == "randint"
    if !call.isGiven("size") {
      return isWhole ? .int(Int(draws[0])) : .float(draws[0])
    }
    return .object(ArrayObject(isWhole ? Dense(draws.map { Int($0) }, shape: shape) : Dense(draws, shape: shape)))
  }

  static let pdf = Method("pdf(self, x, *args, **kwds)") { call in
    let distribution = try call.receiver(as: FrozenDistribution.self)
    let p = try call.parameters(distribution, call.variadic, call.keywords)
    switch distribution.name {
    case "norm":
      return try call.unary("pdf") { x in
        let z = (x - p[0]) / p[1]
        return exponential(-(z * z) / 2.0) / (2 * Double.pi).squareRoot() / p[1]
      }
    case "uniform": return try call.unary("pdf") { $0 >= p[0] && $0 <= p[0] + p[1] ? 1 / p[1] : 0 }
    default: throw call.unsupported("'pdf' of '\(distribution.name)'")
    }
  }

  static let cdf = Method("cdf(self, x, *args, **kwds)") { call in
    let distribution = try call.receiver(as: FrozenDistribution.self)
    let p = try call.parameters(distribution, call.variadic, call.keywords)
    switch distribution.name {
    case "norm":
      return try call.unary("cdf") { Foundation.erfc(-(($0 - p[0]) / p[1]) / 2.0.squareRoot()) / 2 }
    case "uniform": return try call.unary("cdf") { Swift.min(Swift.max(($0 - p[0]) / p[1], 0), 1) }
    default: throw call.unsupported("'cdf' of '\(distribution.name)'")
    }
  }
}

extension Call {
  fileprivate func parameters(
    _ distribution: FrozenDistribution, _ positional: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> [Double] {
    if let frozen = distribution.parameters { return frozen }
    return try distribution.bound(positional, keywords, in: context)
  }

  fileprivate func unary(_ name: String, _ body: @escaping (Double) -> Double) throws(Raised) -> Value {
    try context.unary(name, self["x"], body)
  }
}
