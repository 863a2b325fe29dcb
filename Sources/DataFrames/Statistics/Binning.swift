package import Columns
package import Kernels

/// Values put into adjoining bins: pandas' `cut` and `qcut`.
package struct Binning: Sendable {
  /// What is given for the bins.
  package enum Bins: Sendable {
    /// So many bins of equal width.
    case count(Int)
    /// The edges; whether they are integers decides how labels are printed.
    case edges([Double], areIntegers: Bool)
    /// Edges at quantiles: so many of equal spacing.
    case quantileCount(Int)
    /// Edges at these quantiles.
    case quantiles([Double])
  }

  /// The edges, in order, repeated ones dropped.
  package let edges: [Double]
  /// For each value the number of its bin, -1 where it is missing or in none.
  package let codes: [Int]
  package let categories: Categories

  /// - Parameters:
  ///   - right: bins are closed at their right ends.
  ///   - labels: names of the bins; `nil` for intervals.
  ///   - includesLowest: the first bin is closed at both ends; always so with quantiles.
  ///   - dropsDuplicates: repeated edges are dropped instead of refused.
  package init(
    _ values: [Double], _ bins: Bins, right: Bool = true, labels: Frame.Field? = nil, precision: Int = 3,
    includesLowest: Bool = false, dropsDuplicates: Bool = false, ordered: Bool = true, era: Era
  ) throws(BinningError) {
    let found = try binEdges(values, bins, right: right, era)
    edges = try uniqueEdges(found, dropsDuplicates: dropsDuplicates, bins)
    let includesLowest = includesLowest || bins.isQuantiles
    codes = binCodes(values, edges, right: right, includesLowest: includesLowest)
    if let labels {
      guard labels.values.count == edges.count - 1 else {
        throw BinningError("Bin labels must be one fewer than the number of bin edges")
      }
      categories = Categories(labels.values, dtype: labels.dtype, ordered: ordered)
    } else {
      let intervals = intervalLabels(
        edges, right: right, includesLowest: includesLowest, precision: precision,
        areIntegers: bins.areIntegers)
      categories = Categories(intervals, ordered: ordered)
    }
  }

  /// The labels of the values.
  package var field: Frame.Field {
    Frame.Field(categories.values.selectingOrMissing(codes), .category(categories))
  }
}

/// What pandas raises as `ValueError`.
package struct BinningError: Error, Hashable, Sendable {
  package var message: PythonString

  init(_ message: PythonString) { self.message = message }
}

extension Binning.Bins {
  fileprivate var isQuantiles: Bool {
    switch self {
    case .quantiles, .quantileCount: true
    default: false
    }
  }

  fileprivate var areIntegers: Bool {
    if case .edges(_, let areIntegers) = self { areIntegers } else { false }
  }
}

private func binEdges(
  _ values: [Double], _ bins: Binning.Bins, right: Bool, _ era: Era
) throws(BinningError) -> [Double] {
  let present = values.filter { !$0.isNaN }
  switch bins {
  case .edges(let edges, _):
    for (a, b) in zip(edges, edges.dropFirst()) where b < a {
      throw BinningError("bins must increase monotonically.")
    }
    return edges
  case .quantiles(let fractions):
    let quantile = Quantiles(present)
    return fractions.map { quantile($0) }
  case .quantileCount(let count):
    if count < 1 { throw BinningError("`q` should be a positive integer.") }
    let quantile = Quantiles(present)
    return quantileFractions(count, era).map { quantile($0) }
  case .count(let count):
    if count < 1 { throw BinningError("`bins` should be a positive integer.") }
    if values.isEmpty { throw BinningError("Cannot cut empty array") }
    guard var low = present.min(), var high = present.max() else { return [] }
    guard low.isFinite && high.isFinite else {
      throw BinningError("cannot specify integer `bins` when input data contains infinity")
    }
    if low == high {
      low -= low != 0 ? 0.001 * abs(low) : 0.001
      high += high != 0 ? 0.001 * abs(high) : 0.001
      return evenlySpaced(from: low, to: high, count: count + 1)
    }
    var edges = evenlySpaced(from: low, to: high, count: count + 1)
    let margin = (high - low) * 0.001
    if right { edges[0] -= margin } else { edges[edges.count - 1] += margin }
    return edges
  }
}

/// Modern pandas rounds the fractions up, so that a value at a quantile is below it.
private func quantileFractions(_ count: Int, _ era: Era) -> [Double] {
  let fractions = evenlySpaced(from: 0, to: 1, count: count + 1)
  guard era == .modern else { return fractions }
  return fractions.enumerated().map { i, fraction in
    Double(count) * fraction == Double(i) ? fraction : fraction < 1 ? fraction.nextUp : fraction
  }
}

/// numpy's `linspace`.
package func evenlySpaced(from start: Double, to stop: Double, count: Int) -> [Double] {
  guard count > 1 else { return count == 1 ? [start] : [] }
  let step = (stop - start) / Double(count - 1)
  var result = (0..<count).map { i in
    step == 0 ? Double(i) / Double(count - 1) * (stop - start) + start : Double(i) * step + start
  }
  result[count - 1] = stop
  return result
}

private func uniqueEdges(
  _ edges: [Double], dropsDuplicates: Bool, _ bins: Binning.Bins
) throws(BinningError) -> [Double] {
  var unique: [Double] = []
  for edge in edges where unique.last != edge { unique.append(edge) }
  guard unique.count < edges.count, edges.count != 2 else { return edges }
  if dropsDuplicates { return unique }
  let values = ArrayText(.floats(edges), dtype: .float64, shape: [edges.count], era: .modern)
  throw BinningError(
    "Bin edges must be unique: " + values.repr
      + ".\nYou can drop duplicate edges by setting the 'duplicates' kwarg")
}

/// The bin of each value, -1 outside: what `cut` freezes and a single row needs.
package func binCodes(_ values: [Double], _ edges: [Double], right: Bool, includesLowest: Bool) -> [Int] {
  values.map { value in
    guard !value.isNaN, !edges.isEmpty else { return -1 }
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if right ? edges[middle] < value : edges[middle] <= value { low = middle + 1 } else { high = middle }
    }
    if includesLowest && value == edges[0] { low = 1 }
    return low == 0 || low == edges.count ? -1 : low - 1
  }
}

/// The bins as intervals, their ends rounded to as few digits as keep them apart.
private func intervalLabels(
  _ edges: [Double], right: Bool, includesLowest: Bool, precision: Int, areIntegers: Bool
) -> Intervals {
  var digits = precision
  for candidate in precision..<max(20, precision + 1)
  where Set(edges.map { rounded($0, candidate) }).count == edges.count {
    digits = candidate
    break
  }
  var breaks = areIntegers ? edges : edges.map { rounded($0, digits) }
  let adjusts = right && includesLowest
  if adjusts, !breaks.isEmpty { breaks[0] -= negativePowerOfTen(digits) }
  let kind = Intervals.Kind(subtype: areIntegers && !adjusts ? .int64 : .float64, closed: right ? .right : .left)
  return Intervals(left: Array(breaks.dropLast()), right: Array(breaks.dropFirst()), kind: kind)
}

/// pandas' `_round_frac`: `digits` significant digits of a fraction, `digits` decimals of anything larger.
private func rounded(_ value: Double, _ digits: Int) -> Double {
  guard value.isFinite, value != 0 else { return value }
  guard abs(value) < 1 else { return roundedDecimals(value, digits) }
  let shortest = ShortestDigits(value)
  let magnitude = String(shortest.digits).count + shortest.exponent - 1
  return roundedDecimals(value, -magnitude - 1 + digits)
}

/// numpy's `around`: scaled, rounded half to even, scaled back.
package func roundedDecimals(_ value: Double, _ digits: Int) -> Double {
  var scale = 1.0
  for _ in 0..<abs(digits) { scale *= 10 }
  if digits >= 0 { return (value * scale).rounded(.toNearestOrEven) / scale }
  return (value / scale).rounded(.toNearestOrEven) * scale
}

/// Python's `10 ** -digits`.
private func negativePowerOfTen(_ digits: Int) -> Double { power(10, Double(-digits)) }
