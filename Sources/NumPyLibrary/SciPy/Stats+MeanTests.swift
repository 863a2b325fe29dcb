import Columns
import DataFrames
import Foundation
import Kernels
import Learning
import PythonRuntime
import Tracing

// Tests of means: Student, Welch, the analysis of variance.
extension SciPy.Stats {
  /// scipy `ttest_ind`, by equal variances or by Welch's.
  static let ttestInd = Function(
    "ttest_ind(a, b, axis=0, equal_var=True, nan_policy='propagate', permutations=None, random_state=None, alternative='two-sided', trim=0)"
  ) { call in
    try call.refuse("axis", "permutations", "random_state", "trim")
    try call.refuseTables("a", "b")
    guard let a = try call.samples("a"), let b = try call.samples("b") else { return call.student(.nan, .nan, nil) }
    let (n, m) = (Double(a.count), Double(b.count))
    let (v, w) = (Reduction.var.value(a, ddof: 1), Reduction.var.value(b, ddof: 1))
    let (freedom, error): (Double, Double)
    if try call.bool("equal_var") {
      freedom = n + m - 2
      let pooled = ((n - 1) * v + (m - 1) * w) / freedom
      error = (pooled * (1 / n + 1 / m)).squareRoot()
    } else {
      let (x, y) = (v / n, w / m)
      freedom = (x + y) * (x + y) / (x * x / (n - 1) + y * y / (m - 1))
      error = (x + y).squareRoot()
    }
    return try call.student((Reduction.mean.value(a) - Reduction.mean.value(b)) / error, freedom, isIndependent: true)
  }

  /// scipy `ttest_rel`: pairs.
  static let ttestRel = Function("ttest_rel(a, b, axis=0, nan_policy='propagate', alternative='two-sided')") { call in
    try call.refuse("axis")
    try call.refuseTables("a", "b")
    let (x, y) = (try call.numbers("a"), try call.numbers("b"))
    guard x.count == y.count else { throw Raised.valueError("unequal length arrays") }
    guard let a = try call.samples("a"), let b = try call.samples("b"), a.count == b.count else {
      return call.student(.nan, .nan, nil)
    }
    let gaps = zip(a, b).map { $0 - $1 }
    let error = (Reduction.var.value(gaps, ddof: 1) / Double(gaps.count)).squareRoot()
    return try call.student(Reduction.mean.value(gaps) / error, Double(gaps.count - 1))
  }

  /// scipy `ttest_1samp`: against a mean.
  static let ttest1samp = Function(
    "ttest_1samp(a, popmean, axis=0, nan_policy='propagate', alternative='two-sided')"
  ) { call in
    try call.refuse("axis")
    try call.refuseTables("a")
    guard let a = try call.samples("a") else { return call.student(.nan, .nan, nil) }
    let error = (Reduction.var.value(a, ddof: 1) / Double(a.count)).squareRoot()
    return try call.student((Reduction.mean.value(a) - call.double("popmean")) / error, Double(a.count - 1))
  }

  /// scipy `f_oneway`: the analysis of variance of one factor.
  static let fOneway = Function("f_oneway(*samples, axis=0)") { call in
    try call.refuse("axis")
    let context = call.context
    var groups: [[Double]] = []
    for sample in call.variadic { groups.append(try context.numbers(context.dense(sample).values)) }
    guard groups.count > 1 else {
      throw Raised.typeError(
        "\(context.era == .classic ? "at least two inputs" : "At least two samples") are required; got \(groups.count)."
      )
    }
    let all = groups.flatMap { $0 }
    let (count, offset) = (Double(all.count), Reduction.mean.value(all))
    func sum(_ numbers: [Double]) -> Double { Reduction.sum.value(numbers) }
    let centred = all.map { $0 - offset }
    let square = sum(centred) * sum(centred) / count
    let total = sum(centred.map { $0 * $0 }) - square
    var between = 0.0
    for group in groups {
      let part = sum(group.map { $0 - offset })
      between += part * part / Double(group.count)
    }
    between -= square
    let (first, second) = (Double(groups.count - 1), count - Double(groups.count))
    let f = (between / first) / ((total - between) / second)
    return call.tested("F_onewayResult", "F_onewayResult", f, TailProbability.fisher(f, first, second))
  }

  /// scipy `kruskal`: ranks of several groups.
  static let kruskal = Function("kruskal(*samples, nan_policy='propagate', axis=0)") { call in
    try call.refuse("axis", "nan_policy")
    let context = call.context
    var groups: [[Double]] = []
    for sample in call.variadic { groups.append(try context.numbers(context.dense(sample).values)) }
    guard groups.count > 1 else { throw Raised.valueError("Need at least two groups in stats.kruskal()") }
    let ranked = ranks(.floats(groups.flatMap { $0 }), .float64)
    let n = Double(ranked.count)
    var start = 0
    var sum = 0.0
    for group in groups {
      let part = Reduction.sum.value(Array(ranked[start..<(start + group.count)]))
      sum += part * part / Double(group.count)
      start += group.count
    }
    let h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / tieCorrection(ranked)
    return call.tested(
      "KruskalResult", "KruskalResult", h, TailProbability.chiSquared(h, Double(groups.count - 1)))
  }

  /// scipy `mannwhitneyu`: by the normal approximation.
  static let mannwhitneyu = Function(
    "mannwhitneyu(x, y, use_continuity=True, alternative='two-sided', axis=0, method='auto')"
  ) { call in
    try call.refuse("axis")
    let (x, y) = (try call.numbers("x"), try call.numbers("y"))
    let (n, m) = (Double(x.count), Double(y.count))
    guard !(x + y).contains(where: \.isNaN), !x.isEmpty, !y.isEmpty else {
      return call.tested("MannwhitneyuResult", "MannwhitneyuResult", .nan, .nan)
    }
    let ranked = ranks(.floats(x + y), .float64)
    let hasTies = Set(x + y).count < x.count + y.count
    let first = Reduction.sum.value(Array(ranked.prefix(x.count))) - n * (n + 1) / 2
    let second = n * m - first
    let method = try call.text("method")
    if method == "exact" || method == "auto" && !hasTies && min(x.count, y.count) <= 8 {
      guard x.count * y.count <= 2500, !hasTies else {
        throw call.unsupported("an exact 'mannwhitneyu' of many values")
      }
      let above = { (u: Double) in exactAbove(x.count, y.count, Int(u)) }
      let p = try call.probability(
        above: above(first), below: above(second), beyond: min(1, 2 * above(max(first, second))))
      return call.tested("MannwhitneyuResult", "MannwhitneyuResult", first, p)
    }
    var ties: [Double: Double] = [:]
    for rank in ranked { ties[rank, default: 0] += 1 }
    let total = n + m
    let correction = Reduction.sum.value(ties.values.sorted().map { $0 * $0 * $0 - $0 }) / (total * (total - 1))
    let deviation = (n * m / 12 * ((total + 1) - correction)).squareRoot()
    let shift = try call.bool("use_continuity") ? 0.5 : 0
    func above(_ u: Double) -> Double {
      SpecialFunctions.normalBelow(-(u - n * m / 2 - shift) / deviation)
    }
    let p = try call.probability(
      above: above(first), below: above(second), beyond: min(1, 2 * above(max(first, second))))
    return call.tested("MannwhitneyuResult", "MannwhitneyuResult", first, p)
  }

  /// The share of orders of two groups whose U is at least `u`.
  private static func exactAbove(_ n: Int, _ m: Int, _ u: Int) -> Double {
    // counts[k] of the orders of i and j values, built up group by group.
    var table = [[Double]](repeating: [1], count: m + 1)
    for i in 1...max(n, 1) where n > 0 {
      var row: [[Double]] = [[1]]
      for j in 1...max(m, 1) where m > 0 {
        // The largest value belongs to the first group, above j others, or to the second.
        var counts = [Double](repeating: 0, count: i * j + 1)
        for (k, count) in table[j].enumerated() { counts[k + j] += count }
        for (k, count) in row[j - 1].enumerated() { counts[k] += count }
        row.append(counts)
      }
      table = row
    }
    let counts = table[m]
    return counts.dropFirst(u).reduce(0, +) / counts.reduce(0, +)
  }

  /// What ties take from the variance of ranks.
  static func tieCorrection(_ ranks: [Double]) -> Double {
    let n = Double(ranks.count)
    var ties: [Double: Double] = [:]
    for rank in ranks { ties[rank, default: 0] += 1 }
    let sum = ties.values.sorted().reduce(0) { $0 + ($1 * $1 * $1 - $1) }
    return n < 2 ? 1 : 1 - sum / (n * n * n - n)
  }
}

extension Call {
  /// Refuses tables, of which scipy tests every column.
  func refuseTables(_ names: String...) throws(Raised) {
    for name in names where try dense(name).rank > 1 { throw unsupported("'\(signature.name)' of tables") }
  }

  /// A test by Student's t.
  func student(_ t: Double, _ freedom: Double, isIndependent: Bool = false) throws(Raised) -> Value {
    let p = try probability(
      above: SpecialFunctions.studentAbove(t, freedom), below: SpecialFunctions.studentAbove(-t, freedom),
      beyond: TailProbability.studentTwoSided(t, freedom))
    return student(t, p, freedom, isIndependent: isIndependent)
  }

  func student(_ t: Double, _ p: Double, _ freedom: Double?, isIndependent: Bool = false) -> Value {
    if isIndependent, context.era == .classic { return tested("Ttest_indResult", "TtestResult", t, p) }
    let value: Value =
      isIndependent || freedom == nil
      ? floating(freedom ?? .nan)
      : context.era == .classic ? .int(Int(freedom ?? 0)) : NumPy.scalar(.int(Int(freedom ?? 0)))
    return tested("TtestResult", "TtestResult", t, p, extras: [("df", value)])
  }
}
