import Columns
import DataFrames
import Foundation
import Kernels
import Learning
import PythonRuntime
import Tracing

// Statistics of one sample, and tests of its shape.
extension SciPy.Stats {
  /// scipy `mode`: the smallest of the most frequent values.
  static let mode = Function("mode(a, axis=0, nan_policy='propagate', keepdims=None)") { call in
    let isModern = call.context.era == .modern
    let table = try call.dense("a")
    let keeps = call.isNone("keepdims") ? !isModern : try call.bool("keepdims")
    guard table.dtype.isNumeric, !call.isNone("axis") else { throw call.unsupported("'mode' of such values") }
    let axis = try call.context.axis(call.int("axis"), rank: table.rank)
    var modes: [Int] = []
    var counts: [Int] = []
    for lane in table.lanes(along: axis) {
      let column = table.values.selecting(lane)
      let rows = column.modePositions(table.dtype, dropsMissing: try call.text("nan_policy") == "omit")
      guard let first = rows.first else { throw call.unsupported("'mode' of nothing") }
      modes.append(lane[first])
      counts.append((0..<column.count).filter { column[$0].asKey == column[first].asKey }.count)
    }
    var shape = table.shape
    if keeps { shape[axis] = 1 } else { shape.remove(at: axis) }
    let result = table.selecting(modes, shape: shape)
    return StatisticsResult.made(
      "ModeResult",
      [
        ("mode", call.context.value(result)), ("count", call.context.value(Dense(counts, shape: shape))),
      ])
  }

  /// scipy `iqr`: the distance of two percentiles.
  static let iqr = Function(
    "iqr(x, axis=None, rng=(25, 75), scale=1.0, nan_policy='propagate', interpolation='linear', keepdims=False)"
  ) { call in
    try call.refuse("axis", "rng", "scale", "interpolation", "keepdims")
    guard let numbers = try call.samples("x"), !numbers.isEmpty else { return call.floating(.nan) }
    let quantiles = Quantiles(numbers)
    return call.floating(quantiles(0.75, .linear) - quantiles(0.25, .linear))
  }

  /// scipy `sem`: the standard error of the mean.
  static let sem = Function("sem(a, axis=0, ddof=1, nan_policy='propagate')") { call in
    try call.refuse("axis")
    try call.refuseTables("a")
    guard let a = try call.samples("a") else { return call.floating(.nan) }
    return call.floating(
      Reduction.std.value(a, ddof: try call.int("ddof")) / Double(a.count).squareRoot())
  }

  /// scipy `rankdata`.
  static let rankdata = Function("rankdata(a, method='average', *, axis=None, nan_policy='propagate')") { call in
    try call.refuse("axis", "nan_policy")
    let name = try call.text("method")
    guard let method = RankMethod(rawValue: name == "ordinal" ? "first" : name) else {
      throw Raised.valueError("unknown method \"\(name)\"")
    }
    let ranked = ranks(.floats(try call.numbers("a")), .float64, method: method)
    guard method != .average, call.context.era == .classic else { return .object(ArrayObject(Dense(ranked))) }
    return .object(ArrayObject(Dense(ranked.map { Int($0) })))
  }

  /// scipy `gmean`: the geometric mean.
  static let gmean = Function("gmean(a, axis=0, dtype=None, weights=None)") { call in
    try call.refuse("axis", "dtype", "weights")
    try call.refuseTables("a")
    return call.floating(exponential(Reduction.mean.value(try call.numbers("a").map { naturalLogarithm($0) })))
  }

  /// scipy `trim_mean`: the mean without a share of the values at both ends.
  static let trimMean = Function("trim_mean(a, proportiontocut, axis=0)") { call in
    try call.refuse("axis")
    try call.refuseTables("a")
    let sorted = try call.numbers("a").sorted()
    let share = try call.double("proportiontocut")
    guard share >= 0, share <= 1 else { throw call.unsupported("such a 'proportiontocut'") }
    let cut = Int(share * Double(sorted.count))
    guard cut * 2 < sorted.count else { throw Raised.valueError("Proportion too big.") }
    return call.floating(Reduction.mean.value(Array(sorted[cut..<(sorted.count - cut)])))
  }

  /// scipy `percentileofscore`.
  static let percentileofscore = Function(
    "percentileofscore(a, score, kind='rank', nan_policy='propagate')"
  ) { call in
    try call.refuse("nan_policy")
    let numbers = try call.numbers("a")
    let score = try call.double("score")
    let (below, upTo) = (
      Double(numbers.filter { $0 < score }.count), Double(numbers.filter { $0 <= score }.count)
    )
    let share = 50 / Double(numbers.count)
    switch try call.text("kind") {
    case "rank": return call.floating((below + upTo + (below < upTo ? 1 : 0)) * share)
    case "strict": return call.floating(below * (100 / Double(numbers.count)))
    case "weak": return call.floating(upTo * (100 / Double(numbers.count)))
    case "mean": return call.floating((below + upTo) * share)
    default: throw Raised.valueError("kind can only be 'rank', 'strict', 'weak' or 'mean'")
    }
  }

  /// scipy `normaltest`: by skewness and kurtosis.
  static let normaltest = Function("normaltest(a, axis=0, nan_policy='propagate')") { call in
    try call.refuse("axis")
    try call.refuseTables("a")
    guard let numbers = try call.samples("a") else {
      return call.tested("NormaltestResult", "NormaltestResult", .nan, .nan)
    }
    guard numbers.count >= 8 else {
      if call.context.era == .modern { return call.tested("NormaltestResult", "NormaltestResult", .nan, .nan) }
      throw Raised.valueError(
        "skewtest is not valid with less than 8 samples; \(numbers.count) samples were given.")
    }
    let (s, k) = (skewScore(numbers), kurtosisScore(numbers))
    let statistic = s * s + k * k
    return call.tested(
      "NormaltestResult", "NormaltestResult", statistic, TailProbability.chiSquared(statistic, 2))
  }

  static let skewtest = Function("skewtest(a, axis=0, nan_policy='propagate', alternative='two-sided')") { call in
    try scored("SkewtestResult", call, skewScore)
  }

  static let kurtosistest = Function(
    "kurtosistest(a, axis=0, nan_policy='propagate', alternative='two-sided')"
  ) { call in
    try scored("KurtosistestResult", call, kurtosisScore)
  }

  /// A test whose statistic is about standard normal.
  private static func scored(
    _ name: String, _ call: Call, _ score: ([Double]) -> Double
  ) throws(Raised) -> Value {
    try call.refuse("axis")
    try call.refuseTables("a")
    guard let numbers = try call.samples("a") else { return call.tested(name, name, .nan, .nan) }
    let z = score(numbers)
    return call.tested(name, name, z, try call.normalProbability(z))
  }

  /// scipy `jarque_bera`.
  static let jarqueBera = Function("jarque_bera(x, *, axis=None)") { call in
    try call.refuse("axis")
    let numbers = try call.numbers("x")
    guard !numbers.isEmpty else { throw Raised.valueError("At least one observation is required.") }
    let (m2, m3, m4) = (NumPy.moment(numbers, 2), NumPy.moment(numbers, 3), NumPy.moment(numbers, 4))
    let s = m3 / power(m2, 1.5)
    let k = m4 / (m2 * m2) - 3
    let statistic = Double(numbers.count) / 6 * (s * s + k * k / 4)
    return call.tested(
      "SignificanceResult", "SignificanceResult", statistic, TailProbability.chiSquared(statistic, 2))
  }

  /// The skewness as a number that is about standard normal.
  private static func skewScore(_ numbers: [Double]) -> Double {
    let n = Double(numbers.count)
    let skewness = NumPy.moment(numbers, 3) / power(NumPy.moment(numbers, 2), 1.5)
    var y = skewness * ((n + 1) * (n + 3) / (6 * (n - 2))).squareRoot()
    let beta = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9))
    let w = -1 + (2 * (beta - 1)).squareRoot()
    let delta = 1 / (0.5 * naturalLogarithm(w)).squareRoot()
    let alpha = (2 / (w - 1)).squareRoot()
    if y == 0 { y = 1 }
    return delta * naturalLogarithm(y / alpha + ((y / alpha) * (y / alpha) + 1).squareRoot())
  }

  /// The kurtosis as a number that is about standard normal.
  private static func kurtosisScore(_ numbers: [Double]) -> Double {
    let n = Double(numbers.count)
    let m2 = NumPy.moment(numbers, 2)
    let kurtosis = NumPy.moment(numbers, 4) / (m2 * m2)
    let expected = 3 * (n - 1) / (n + 1)
    let variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5))
    let x = (kurtosis - expected) / variance.squareRoot()
    let root =
      6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * (6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3))).squareRoot()
    let a = 6 + 8 / root * (2 / root + (1 + 4 / (root * root)).squareRoot())
    let first = 1 - 2 / (9 * a)
    let bottom = 1 + x * (2 / (a - 4)).squareRoot()
    let second = (bottom < 0 ? -1 : 1) * power((1 - 2 / a) / bottom.magnitude, 1 / 3.0)
    return (first - second) / (2 / (9 * a)).squareRoot()
  }
}

extension Call {
  /// The probability of a standard normal number by the side that `alternative` names.
  func normalProbability(_ z: Double) throws(Raised) -> Double {
    try probability(
      above: SpecialFunctions.normalBelow(-z), below: SpecialFunctions.normalBelow(z),
      beyond: 2 * SpecialFunctions.normalBelow(-z.magnitude))
  }
}
