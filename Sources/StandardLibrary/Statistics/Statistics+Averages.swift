import BigInt
import Kernels
import PythonRuntime

extension Standard.Statistics {
  static let error = Constant("StatisticsError") { _ in .object(Statistic.error) }

  static let mean = Function("mean(data)") { call in
    let total = try ExactTotal(of: call[0], in: call.context)
    if total.count < 1 { throw Statistic.failure("mean requires at least one data point") }
    if let special = total.special { return try call.context.binary(.divide, special, .int(total.count)) }
    return try total.kind.value(total.sum / Rational(BigInt(total.count)), in: call.context)
  }

  static let fmean = Function("fmean(data, weights=None)") { call in .float(try floatMean(call)) }

  private static func floatMean(_ call: Call) throws -> Double {
    let data = try call.context.items(of: call[0])
    if call.isNone("weights") {
      let sum = try exactSum(data, call)
      if data.isEmpty { throw Statistic.failure("fmean requires at least one data point") }
      return sum / Double(data.count)
    }
    let weights = try call.context.items(of: call[1])
    var products: [Value] = []
    for (x, w) in zip(data, weights) { products.append(try call.context.binary(.multiply, x, w)) }
    let numerator = try exactSum(products, call)
    if data.count != weights.count { throw Statistic.failure("data and weights must be the same length") }
    let denominator = try exactSum(weights, call)
    if denominator == 0 { throw Statistic.failure("sum of weights must be non-zero") }
    return numerator / denominator
  }

  /// `math.fsum`.
  static func exactSum(_ values: [Value], _ call: Call) throws(Raised) -> Double {
    var sum = ExactSum()
    for value in values { try sum.add(Standard.Math.number(value, call)) }
    return try sum.result()
  }

  static let geometricMean = Function("geometric_mean(data)") { call in
    let data = try call.context.items(of: call[0])
    var sum = ExactSum()
    for value in data {
      let x = try Standard.Math.number(value, call)
      if x <= 0 || data.isEmpty { throw noGeometricMean }
      try sum.add(naturalLogarithm(x))
    }
    if data.isEmpty { throw noGeometricMean }
    let mean = try sum.result() / Double(data.count)
    let result = exponential(mean)
    if result.isInfinite, mean.isFinite { throw Raised.overflowError("math range error") }
    return .float(result)
  }

  private static var noGeometricMean: Raised {
    Statistic.failure("geometric mean requires a non-empty dataset containing positive numbers")
  }

  static let harmonicMean = Function("harmonic_mean(data, weights=None)") { call in
    let context = call.context
    let data = try context.items(of: call[0])
    let negative = "harmonic mean does not support negative values"
    if data.isEmpty { throw Statistic.failure("harmonic_mean requires at least one data point") }
    if data.count == 1, call.isNone("weights") {
      guard try context.double(data[0]) != nil else { throw Raised.typeError("unsupported type") }
      if try context.isLess(data[0], 0) { throw Statistic.failure(negative) }
      return data[0]
    }
    let weights = try call.isNone("weights") ? data.map { _ in 1 } : context.items(of: call[1])
    guard weights.count == data.count else {
      throw Statistic.failure("Number of weights does not match data size")
    }
    var weightTotal = ExactTotal()
    for weight in weights {
      if try context.isLess(weight, 0) { throw Statistic.failure(negative) }
      try weightTotal.add(weight, in: context)
    }
    weightTotal.finish()
    var total = ExactTotal()
    for (x, weight) in zip(data, weights) {
      if try context.isLess(x, 0) { throw Statistic.failure(negative) }
      do throws(Raised) {
        try total.add(context.truth(weight) ? context.binary(.divide, weight, x) : 0, in: context)
      } catch {
        guard error.isException(of: Exceptions.zeroDivisionError) else { throw error }
        return 0
      }
    }
    total.finish()
    if total.special != nil || weightTotal.special != nil {
      throw call.unsupported("'statistics.harmonic_mean' of infinite numbers")
    }
    guard total.sum.numerator > 0 else { throw Statistic.failure("Weighted sum must be positive") }
    return try total.kind.value(weightTotal.sum / total.sum, in: context)
  }
}
