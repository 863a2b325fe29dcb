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
    let (parameterNames, defaults) = DistributionFunctions.signature(name)
    let names = parameterNames.map { PythonString($0) }
    var values = defaults
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
    case "uniform": random.random() * parameters[1] + parameters[0]
    default: .nan
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
    guard ["randint", "loguniform", "norm", "expon", "uniform"].contains(distribution.name) else {
      throw call.unsupported("'rvs' of '\(distribution.name)'")
    }
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
    try call.unary("pdf", "x") { $0.density($1) }
  }
  static let cdf = Method("cdf(self, x, *args, **kwds)") { call in
    try call.unary("cdf", "x") { $0.below($1) }
  }
  static let sf = Method("sf(self, x, *args, **kwds)") { call in
    try call.unary("sf", "x") { $0.above($1) }
  }
  static let ppf = Method("ppf(self, q, *args, **kwds)") { call in
    try call.unary("ppf", "q") { $0.quantile($1) }
  }
  static let isf = Method("isf(self, q, *args, **kwds)") { call in
    try call.unary("isf", "q") { $0.name == "norm" ? $0.quantile($1).map { -$0 } : $0.quantile(1 - $1) }
  }
  static let mean = Method("mean(self, *args, **kwds)") { call in try call.moment { $0.mean } }
  static let std = Method("std(self, *args, **kwds)") { call in try call.moment { $0.variance.squareRoot() } }
  static let variance = Method("var(self, *args, **kwds)") { call in try call.moment { $0.variance } }

  /// The limits around the median between which a share lies.
  static let interval = Method("interval(self, confidence, *args, **kwds)") { call in
    let distribution = try call.receiver(as: FrozenDistribution.self)
    let functions = DistributionFunctions(
      name: distribution.name, parameters: try call.parameters(distribution, call.variadic, call.keywords))
    let share = try call.double("confidence")
    guard let low = functions.quantile((1 - share) / 2), let high = functions.quantile((1 + share) / 2) else {
      throw call.unsupported("'interval' of '\(distribution.name)'")
    }
    return .tuple([NumPy.scalar(.float(low)), NumPy.scalar(.float(high))])
  }

  /// Location and scale of the normal distribution of greatest likelihood.
  static let fit = Method("fit(self, data, *args, **kwds)") { call in
    let distribution = try call.receiver(as: FrozenDistribution.self)
    guard distribution.name == "norm", call.variadic.isEmpty, call.keywords.isEmpty else {
      throw call.unsupported("'fit' of '\(distribution.name)'")
    }
    let numbers = try call.numbers("data")
    guard numbers.allSatisfy(\.isFinite) else { throw Raised.valueError("The data contains non-finite values.") }
    let mean = Reduction.mean.value(numbers)
    let deviation = Reduction.mean.value(numbers.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    return .tuple([NumPy.scalar(.float(mean)), NumPy.scalar(.float(deviation))])
  }
}

extension Call {
  fileprivate func parameters(
    _ distribution: FrozenDistribution, _ positional: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> [Double] {
    if let frozen = distribution.parameters { return frozen }
    return try distribution.bound(positional, keywords, in: context)
  }

  fileprivate func unary(
    _ name: String, _ argument: String, _ body: (DistributionFunctions, Double) -> Double?
  ) throws(Raised) -> Value {
    let distribution = try receiver(as: FrozenDistribution.self)
    let functions = DistributionFunctions(
      name: distribution.name, parameters: try parameters(distribution, variadic, keywords))
    guard body(functions, 0.5) != nil else { throw unsupported("'\(name)' of '\(distribution.name)'") }
    return try context.unary(name, self[argument]) { body(functions, $0) ?? .nan }
  }

  fileprivate func moment(_ body: ((mean: Double, variance: Double)) -> Double) throws(Raised) -> Value {
    let distribution = try receiver(as: FrozenDistribution.self)
    let functions = DistributionFunctions(
      name: distribution.name, parameters: try parameters(distribution, variadic, keywords))
    guard let moments = functions.moments else {
      throw unsupported("'\(signature.name)' of '\(distribution.name)'")
    }
    return NumPy.scalar(.float(body(moments)))
  }
}
