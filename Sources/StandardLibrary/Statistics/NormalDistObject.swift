import BigInt
import Foundation
package import Kernels
package import PythonRuntime

/// `statistics.NormalDist`.
package final class NormalDistObject: ExtensibleObject {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "NormalDist", module: "statistics", members: Standard.NormalDistClass.members)

  let mean: Double
  let deviation: Double

  init(_ mean: Double, _ deviation: Double, type: TypeObject = NormalDistObject.type) {
    self.mean = mean
    self.deviation = deviation
    super.init(type: type)
  }

  var variance: Double { deviation * deviation }

  /// P(X ≤ x).
  func cumulative(_ x: Double) -> Double { 0.5 * (1 + erf((x - mean) / (deviation * squareRoot(2)))) }

  override package var isMutable: Bool { false }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let (mu, sigma) = (try context.repr(.float(mean)), try context.repr(.float(deviation)))
    return PythonString("\(type.name)(mu=\(mu), sigma=\(sigma))")
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    try context.hash(.tuple([.float(mean), .float(deviation)]))
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: NormalDistObject.self) else {
      return nil
    }
    return .bool((mean == other.mean && deviation == other.deviation) == (operation == .equal))
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: .object(NormalDistObject(-mean, deviation))
    case .positive: .object(NormalDistObject(mean, deviation))
    case .invert: nil
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if let other = other.cast(to: NormalDistObject.self) {
      let sum = euclideanNorm([deviation, other.deviation])
      switch operation {
      case .add: return .object(NormalDistObject(mean + other.mean, sum))
      case .subtract: return .object(NormalDistObject(mean - other.mean, sum))
      default: throw .typeError("must be real number, not NormalDist")
      }
    }
    guard let number = try context.double(other) else { return nil }
    switch (operation, reflected) {
    case (.add, _): return .object(NormalDistObject(mean + number, deviation))
    case (.subtract, false): return .object(NormalDistObject(mean - number, deviation))
    case (.subtract, true): return .object(NormalDistObject(-(mean - number), deviation))
    case (.multiply, _): return .object(NormalDistObject(mean * number, deviation * number.magnitude))
    case (.divide, false):
      if number == 0 { throw .zeroDivision("float division by zero") }
      return .object(NormalDistObject(mean / number, deviation / number.magnitude))
    default: return nil
    }
  }
}

extension Standard.Statistics {
  static let normalDist = Constant("NormalDist") { _ in .object(NormalDistObject.type) }
}

extension Standard.NormalDistClass {
  static let new = Constructor("NormalDist(cls, mu=0.0, sigma=1.0)") { call in
    try made(call, try Standard.Math.number(call[1], call), try Standard.Math.number(call[2], call))
  }

  private static func made(_ call: Call, _ mean: Double, _ deviation: Double) throws(Raised) -> Value {
    if deviation < 0 { throw Statistic.failure("sigma must be non-negative") }
    return .object(NormalDistObject(mean, deviation, type: call.receivingClass ?? NormalDistObject.type))
  }

  static let fromSamples = ClassMethod("from_samples(cls, data)") { call in
    let spread = try Spread(of: call[1], around: .none, in: call.context)
    if spread.count < 2 { throw Statistic.failure("stdev requires at least two data points") }
    if spread.special != nil { return try made(call, .nan, .nan) }
    let square = spread.squares / Rational(BigInt(spread.count - 1))
    return try made(call, spread.mean.double, Statistic.squareRoot(square))
  }

  static let samples = Method("samples(self, n, *, seed=None)") { call in
    let own = try own(call)
    let random = call.context.importModule("random")
    let generator: Value
    if call.isNone("seed") {
      generator = random
    } else {
      generator = try call.context.callMethod(random, "Random", CallArguments([call["seed"]]))
    }
    return .list(
      try (0..<max(0, call.int("n"))).map { _ in
        try call.context.callMethod(
          generator, "gauss", CallArguments([.float(own.mean), .float(own.deviation)]))
      })
  }

  static let pdf = Method("pdf(self, x)") { call in
    let own = try own(call)
    if own.variance == 0 { throw Statistic.failure("pdf() not defined when sigma is zero") }
    let distance = try Standard.Math.number(call[1], call) - own.mean
    return .float(exponential(distance * distance / (-2 * own.variance)) / squareRoot(2 * .pi * own.variance))
  }

  static let cdf = Method("cdf(self, x)") { call in
    let own = try own(call)
    if own.deviation == 0 { throw Statistic.failure("cdf() not defined when sigma is zero") }
    return .float(own.cumulative(try Standard.Math.number(call[1], call)))
  }

  static let inverse = Method("inv_cdf(self, p)") { call in
    .float(try inverse(try Standard.Math.number(call[1], call), own(call)))
  }

  private static func inverse(_ p: Double, _ own: NormalDistObject) throws(Raised) -> Double {
    if p <= 0 || p >= 1 { throw Statistic.failure("p must be in the range 0.0 < p < 1.0") }
    if own.deviation <= 0 { throw Statistic.failure("cdf() not defined when sigma at or below zero") }
    return normalQuantile(p, own.mean, own.deviation)
  }

  static let quantiles = Method("quantiles(self, n=4)") { call in
    let own = try own(call)
    let n = try call.int("n")
    return .list(try (1..<max(1, n)).map { .float(try inverse(Double($0) / Double(n), own)) })
  }

  static let overlap = Method("overlap(self, other)") { call in
    guard var y = call[1].cast(to: NormalDistObject.self) else {
      throw Raised.typeError("Expected another NormalDist instance")
    }
    var x = try own(call)
    if (y.deviation, y.mean) < (x.deviation, x.mean) { swap(&x, &y) }
    if x.variance == 0 || y.variance == 0 { throw Statistic.failure("overlap() not defined when sigma is zero") }
    let difference = y.variance - x.variance
    let distance = (y.mean - x.mean).magnitude
    if difference == 0 { return .float(1 - erf(distance / (2 * x.deviation * squareRoot(2)))) }
    let a = x.mean * y.variance - y.mean * x.variance
    let b =
      x.deviation * y.deviation
      * squareRoot(distance * distance + difference * naturalLogarithm(y.variance / x.variance))
    let (first, second) = ((a + b) / difference, (a - b) / difference)
    return .float(
      1
        - ((y.cumulative(first) - x.cumulative(first)).magnitude
          + (y.cumulative(second) - x.cumulative(second)).magnitude))
  }

  static let zscore = Method("zscore(self, x)") { call in
    let own = try own(call)
    if own.deviation == 0 { throw Statistic.failure("zscore() not defined when sigma is zero") }
    return .float((try Standard.Math.number(call[1], call) - own.mean) / own.deviation)
  }

  static let mean = Property("mean") { call in .float(try own(call).mean) }
  static let median = Property("median") { call in .float(try own(call).mean) }
  static let mode = Property("mode") { call in .float(try own(call).mean) }
  static let stdev = Property("stdev") { call in .float(try own(call).deviation) }
  static let variance = Property("variance") { call in .float(try own(call).variance) }

  private static func own(_ call: Call) throws(Raised) -> NormalDistObject {
    try call.receiver(as: NormalDistObject.self)
  }
}
