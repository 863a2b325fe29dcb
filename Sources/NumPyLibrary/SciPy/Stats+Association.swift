import Columns
import DataFrames
import Foundation
import Kernels
import Learning
import PythonRuntime
import Tracing

// Correlations and tables of counts.
extension SciPy.Stats {
  /// scipy `pearsonr`.
  static let pearsonr = Function("pearsonr(x, y, *, alternative='two-sided', method=None)") { call in
    try call.refuse("method")
    let (x, y) = (try call.numbers("x"), try call.numbers("y"))
    guard x.count == y.count else {
      throw Raised.valueError(
        call.context.era == .classic
          ? "x and y must have the same length." : "`x` and `y` must be broadcastable.")
    }
    guard x.count >= 2 else { throw Raised.valueError("x and y must have length at least 2.") }
    if x.contains(where: { !$0.isFinite }) || y.contains(where: { !$0.isFinite }) {
      guard call.context.era == .classic else { return call.tested("", "PearsonRResult", .nan, .nan) }
      throw Raised.valueError("array must not contain infs or NaNs")
    }
    let r = correlation(x, y)
    let half = Double(x.count) / 2 - 1
    func above(_ r: Double) -> Double { betaShare(half, half, (1 - r) / 2) }
    let p = x.count == 2 ? 1 : try call.probability(above: above(r), below: above(-r), beyond: 2 * above(r.magnitude))
    return call.tested("PearsonRResult", "PearsonRResult", r, p, aliases: ["correlation": "statistic"])
  }

  /// Pearson's correlation: the product of the vectors of length one.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (mx, my) = (Reduction.mean.value(x), Reduction.mean.value(y))
    let (a, b) = (x.map { $0 - mx }, y.map { $0 - my })
    let (na, nb) = (a.reduce(0) { $0 + $1 * $1 }.squareRoot(), b.reduce(0) { $0 + $1 * $1 }.squareRoot())
    if na == 0 || nb == 0 { return .nan }
    return Swift.max(-1, Swift.min(1, zip(a, b).reduce(0) { $0 + $1.0 / na * ($1.1 / nb) }))
  }

  /// scipy `spearmanr` of two vectors.
  static let spearmanr = Function(
    "spearmanr(a, b=None, axis=0, nan_policy='propagate', alternative='two-sided')"
  ) { call in
    try call.refuse("axis")
    guard !call.isNone("b") else { throw call.unsupported("'spearmanr' of a table", argument: "a") }
    try call.refuseTables("a", "b")
    var (x, y) = (try call.numbers("a"), try call.numbers("b"))
    if x.contains(where: \.isNaN) || y.contains(where: \.isNaN) {
      guard try call.text("nan_policy") == "omit" else {
        return call.tested(
          "SignificanceResult", "SignificanceResult", .nan, .nan, aliases: ["correlation": "statistic"])
      }
      let kept = x.indices.filter { !x[$0].isNaN && $0 < y.count && !y[$0].isNaN }
      (x, y) = (kept.map { x[$0] }, kept.map { y[$0] })
    }
    guard x.count == y.count else {
      throw Raised.valueError(
        "all the input array dimensions except for the concatenation axis must match exactly, but along dimension 0, the array at index 0 has size \(x.count) and the array at index 1 has size \(y.count)"
      )
    }
    let r = correlation(ranks(.floats(x), .float64), ranks(.floats(y), .float64))
    let freedom = Double(x.count - 2)
    let t = r * (freedom / ((r + 1) * (1 - r))).squareRoot()
    let p = try call.probability(
      above: SpecialFunctions.studentAbove(t, freedom), below: SpecialFunctions.studentAbove(-t, freedom),
      beyond: TailProbability.studentTwoSided(t, freedom))
    return call.tested("SignificanceResult", "SignificanceResult", r, p, aliases: ["correlation": "statistic"])
  }

  /// scipy `kendalltau`, by the normal approximation; small samples without ties by counting.
  static let kendalltau = Function(
    "kendalltau(x, y, initial_lexsort=None, nan_policy='propagate', method='auto', variant='b', alternative='two-sided')"
  ) { call in
    try call.refuse("initial_lexsort", "nan_policy", "variant", "alternative")
    let (x, y) = (try call.numbers("x"), try call.numbers("y"))
    guard x.count == y.count else {
      throw Raised.valueError(
        "All inputs to `kendalltau` must be of the same size, found x-size \(x.count) and y-size \(y.count)")
    }
    guard x.count < 5000 else { throw call.unsupported("'kendalltau' of so many values") }
    let n = x.count
    var (agreeing, opposed) = (0, 0)
    for i in 0..<n {
      for j in 0..<i {
        let sign = (x[i] - x[j]) * (y[i] - y[j])
        if sign > 0 { agreeing += 1 } else if sign < 0 { opposed += 1 }
      }
    }
    let (a, b) = (tieSums(x), tieSums(y))
    let total = n * (n - 1) / 2
    guard a.pairs < total, b.pairs < total else {
      return call.tested("SignificanceResult", "SignificanceResult", .nan, .nan, aliases: ["correlation": "statistic"])
    }
    let gap = Double(agreeing - opposed)
    let tau = Swift.min(
      1, Swift.max(-1, gap / Double(total - a.pairs).squareRoot() / Double(total - b.pairs).squareRoot()))
    let hasTies = a.pairs > 0 || b.pairs > 0
    let method = try call.text("method")
    let isExact = method == "exact" || method == "auto" && !hasTies && (n <= 33 || min(opposed, total - opposed) <= 1)
    if isExact, hasTies { throw Raised.valueError("Ties found, exact method cannot be used.") }
    let p: Double
    if isExact {
      guard n <= 170 else { throw call.unsupported("an exact 'kendalltau' of many values") }
      p = exactKendall(n, min(opposed, total - opposed))
    } else {
      let size = Double(n)
      let m = size * (size - 1)
      let variance =
        (m * (2 * size + 5) - a.third - b.third) / 18 + 2 * Double(a.pairs) * Double(b.pairs) / m
        + a.second * b.second / (9 * m * (size - 2))
      p = 2 * SpecialFunctions.normalBelow(-(gap / variance.squareRoot()).magnitude)
    }
    return call.tested("SignificanceResult", "SignificanceResult", tau, p, aliases: ["correlation": "statistic"])
  }

  /// The probability of so few inversions or as many as it is from the other end.
  private static func exactKendall(_ n: Int, _ c: Int) -> Double {
    guard n > 2 else { return 1 }
    if 4 * c == n * (n - 1) { return 1 }
    var counts = [1.0]
    // The share of orders of i values by their inversions: divided as it goes, so that nothing overflows.
    for i in 2...n {
      var next = [Double](repeating: 0, count: Swift.min(c + 1, counts.count + i - 1))
      for (k, count) in counts.enumerated() {
        for step in 0..<i where k + step < next.count { next[k + step] += count / Double(i) }
      }
      counts = next
    }
    return Swift.min(1, 2 * counts.reduce(0, +))
  }

  private static func tieSums(_ values: [Double]) -> (pairs: Int, second: Double, third: Double) {
    var counts: [Double: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    var result = (pairs: 0, second: 0.0, third: 0.0)
    for count in counts.values.sorted() where count > 1 {
      let c = Double(count)
      result.pairs += count * (count - 1) / 2
      result.second += c * (c - 1) * (c - 2)
      result.third += c * (c - 1) * (2 * c + 5)
    }
    return result
  }

  /// scipy `chi2_contingency`: whether the rows and columns of a table of counts are independent.
  static let chi2Contingency = Function("chi2_contingency(observed, correction=True, lambda_=None)") { call in
    try call.refuse("lambda_")
    let table = try call.dense("observed")
    guard table.rank == 2 else { throw call.unsupported("'chi2_contingency' of such an array") }
    let counts = try call.context.numbers(table.values)
    let (rows, columns) = (table.shape[0], table.shape[1])
    guard counts.allSatisfy({ $0 >= 0 }) else {
      throw Raised.valueError("All values in `observed` must be nonnegative.")
    }
    guard !counts.isEmpty else { throw Raised.valueError("No data; `observed` has size 0.") }
    let total = counts.reduce(0, +)
    let rowSums = (0..<rows).map { row in counts[(row * columns)..<((row + 1) * columns)].reduce(0, +) }
    let columnSums = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + counts[$1 * columns + column] } }
    let expected = (0..<counts.count).map { rowSums[$0 / columns] * columnSums[$0 % columns] / total }
    if let zero = expected.firstIndex(of: 0) {
      let place =
        call.context.era == .classic
        ? "(\(zero / columns), \(zero % columns))" : "(np.int64(\(zero / columns)), np.int64(\(zero % columns)))"
      throw Raised.valueError(
        "The internally computed table of expected frequencies has a zero element at \(place).")
    }
    let freedom = (rows - 1) * (columns - 1)
    let isCorrected = try freedom == 1 && call.bool("correction")
    let gaps = zip(counts, expected).map { observed, expected -> Double in
      let gap = expected - observed
      guard isCorrected else { return observed - expected }
      let sign = gap > 0 ? 1.0 : gap < 0 ? -1 : 0
      return observed + Swift.min(0.5, gap.magnitude) * sign - expected
    }
    let statistic = freedom == 0 ? 0 : Reduction.sum.value(zip(gaps, expected).map { $0 * $0 / $1 })
    let p = freedom == 0 ? 1 : TailProbability.chiSquared(statistic, Double(freedom))
    return StatisticsResult.made(
      "Chi2ContingencyResult",
      [
        ("statistic", call.floating(statistic)), ("pvalue", call.floating(p)), ("dof", .int(freedom)),
        ("expected_freq", .object(ArrayObject(Dense(expected, shape: [rows, columns])))),
      ])
  }

  /// scipy `chisquare`: whether counts are as expected.
  static let chisquare = Function("chisquare(f_obs, f_exp=None, ddof=0, axis=0)") { call in
    try call.refuse("axis")
    try call.refuseTables("f_obs")
    let counts = try call.numbers("f_obs")
    let mean = Reduction.mean.value(counts)
    let expected = call.isNone("f_exp") ? counts.map { _ in mean } : try call.numbers("f_exp")
    guard expected.count == counts.count else { throw call.unsupported("such counts", argument: "f_exp") }
    let statistic = Reduction.sum.value(zip(counts, expected).map { ($0 - $1) * ($0 - $1) / $1 })
    let freedom = Double(counts.count - 1 - (try call.int("ddof")))
    return call.tested(
      "Power_divergenceResult", "Power_divergenceResult", statistic,
      TailProbability.chiSquared(statistic, freedom))
  }

  /// scipy `linregress`: the straight line of least squares.
  static let linregress = Function("linregress(x, y=None, alternative='two-sided')") { call in
    guard !call.isNone("y") else { throw call.unsupported("'linregress' of a table", argument: "x") }
    let (x, y) = (try call.numbers("x"), try call.numbers("y"))
    guard x.count == y.count, x.count > 1 else { throw call.unsupported("'linregress' of such vectors") }
    let n = Double(x.count)
    let (mx, my) = (Reduction.mean.value(x), Reduction.mean.value(y))
    let (a, b) = (x.map { $0 - mx }, y.map { $0 - my })
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / n }
    let (sxx, sxy, syy) = (product(a, a), product(a, b), product(b, b))
    guard sxx > 0 else { throw Raised.valueError("Cannot calculate a linear regression if all x values are identical") }
    let r = sxx == 0 || syy == 0 ? 0 : Swift.max(-1, Swift.min(1, sxy / (sxx * syy).squareRoot()))
    let (slope, freedom) = (sxy / sxx, n - 2)
    let t = r * (freedom / ((1 - r + 1e-20) * (1 + r + 1e-20))).squareRoot()
    let p = try call.probability(
      above: SpecialFunctions.studentAbove(t, freedom), below: SpecialFunctions.studentAbove(-t, freedom),
      beyond: TailProbability.studentTwoSided(t, freedom))
    let error = ((1 - r * r) * syy / sxx / freedom).squareRoot()
    return StatisticsResult.made(
      "LinregressResult",
      [
        ("slope", call.floating(slope)), ("intercept", call.floating(my - slope * mx)), ("rvalue", call.floating(r)),
        ("pvalue", call.floating(p)), ("stderr", call.floating(error)),
      ], extras: [("intercept_stderr", call.floating(error * (sxx + mx * mx).squareRoot()))])
  }
}
