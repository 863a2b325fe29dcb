import Kernels

/// Where a feature's values are cut into bins: bin `i` holds what is above threshold `i - 1` and at most threshold `i`.
struct FeatureBins: Sendable {
  /// Of a categorical feature: its known categories.
  let thresholds: [Double]
  let isCategorical: Bool

  /// Bins that hold values, without the bin of missing ones.
  var count: Int { isCategorical ? thresholds.count : thresholds.count + 1 }

  /// The bin of a value.
  ///
  /// - SeeAlso: scikit-learn, `_map_col_to_bins`.
  func bin(_ x: Double, missing: UInt8) -> UInt8 {
    if x.isNaN || isCategorical && x < 0 { return missing }
    var low = 0
    var high = thresholds.count
    while low < high {
      let middle = low + (high - low - 1) / 2
      if x <= thresholds[middle] { high = middle } else { low = middle + 1 }
    }
    return UInt8(truncatingIfNeeded: low)
  }
}

extension FeatureBins {
  /// The bins of a numeric feature.
  ///
  /// - Throws: what numpy raises for a column without any value, in the modern era.
  /// - SeeAlso: scikit-learn, `_find_binning_thresholds`.
  init(_ column: [Double], maxBins: Int, weights: [Double]?, era: LearningEra) throws(LearningError) {
    isCategorical = false
    var rows: [Int] = []
    let weighs = era.binsAverageQuantiles ? weights : nil
    let sorted: [Double]
    if let weighs {
      rows = column.indices.filter { !column[$0].isNaN && weighs[$0] != 0 }
      rows.sort { column[$0] < column[$1] || column[$0] == column[$1] && $0 < $1 }
      sorted = rows.map { column[$0] }
    } else {
      sorted = column.filter { !$0.isNaN }.sorted()
    }
    var distinct: [Double] = []
    for value in sorted where distinct.last != value { distinct.append(value) }
    if distinct.isEmpty, era.binsAverageQuantiles {
      throw .value("window shape cannot be larger than input array shape")
    }
    var cuts: [Double]
    if distinct.count <= maxBins {
      cuts = zip(distinct, distinct.dropFirst()).map { FeatureBins.middle($0, $1, era) }
    } else {
      let step = 100 / Double(maxBins)
      let shares = (1..<maxBins).map { Double($0) * step }
      if let weighs {
        cuts = averagedWeightedPercentiles(sorted, rows.map { weighs[$0] }, shares)
      } else {
        cuts = shares.map { FeatureBins.quantile(sorted, $0 / 100, era) }
      }
    }
    if era.binsAverageQuantiles {
      var unique: [Double] = []
      for cut in cuts where unique.last != cut { unique.append(cut) }
      cuts = unique
    }
    // Infinite thresholds part missing values from the others only.
    thresholds = cuts.map { min($0, 1e300) }
  }

  private static func middle(_ a: Double, _ b: Double, _ era: LearningEra) -> Double {
    era.binsAverageQuantiles ? (a + b) / 2 : (a + b) * 0.5
  }

  /// numpy's quantiles `midpoint`, and in the modern era `averaged_inverted_cdf`.
  private static func quantile(_ sorted: [Double], _ share: Double, _ era: LearningEra) -> Double {
    let last = sorted.count - 1
    if era.binsAverageQuantiles {
      let place = Double(sorted.count) * share - 1
      if place >= Double(last) { return sorted[last] }
      if place < 0 { return sorted[0] + (sorted[min(1, last)] - sorted[0]) * 0 }
      let below = Int(place.rounded(.down))
      let (a, b) = (sorted[below], sorted[below + 1])
      return place == Double(below) ? b - (b - a) * 0.5 : b
    }
    let exact = Double(last) * share
    let place = 0.5 * (exact.rounded(.down) + exact.rounded(.up))
    let below = min(max(Int(place.rounded(.down)), 0), last)
    let (a, b) = (sorted[below], sorted[min(below + 1, last)])
    return place == Double(below) ? a + (b - a) * 0 : b - (b - a) * 0.5
  }
}

/// Percentiles by weight; the mean of two values where a percentile lies between them.
///
/// - Parameters:
///   - sorted: ascending.
///   - weights: none is zero.
/// - SeeAlso: scikit-learn 1.9, `_weighted_percentile(average=True)`.
func averagedWeightedPercentiles(_ sorted: [Double], _ weights: [Double], _ percents: [Double]) -> [Double] {
  var sums: [Double] = []
  var sum = 0.0
  for weight in weights {
    sum += weight
    sums.append(sum)
  }
  guard let last = sorted.indices.last else { return percents.map { _ in .nan } }
  return percents.map { percent in
    var wanted = percent / 100 * sum
    if wanted == 0 { wanted = wanted.nextUp }
    let place = min(lowerBound(sums, wanted), last)
    if sums[place] - wanted > 0x1p-52 { return sorted[place] }
    return (sorted[place] + sorted[min(place + 1, last)]) / 2
  }
}
