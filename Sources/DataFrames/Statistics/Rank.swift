package import Columns

/// How equal values share their ranks.
package enum RankMethod: String, Sendable, Hashable {
  case average, min, max, first, dense
}

/// What becomes of missing values.
package enum RankOfMissing: String, Sendable, Hashable {
  case keep, top, bottom
}

/// pandas' `rank`: from 1 on, NaN where missing values are kept out.
package func ranks(
  _ column: Column, _ dtype: DType, method: RankMethod = .average, ascending: Bool = true,
  missing: RankOfMissing = .keep, percent: Bool = false
) -> [Double] {
  let keys = SortedKeys(column, dtype)
  let top = keys.uniques.count
  let codes = keys.codes.map { code -> Int in
    if code < 0 { return missing == .keep ? -1 : missing == .top ? 0 : top + 1 }
    return 1 + (ascending ? code : top - 1 - code)
  }
  var counts = [Int](repeating: 0, count: top + 2)
  for code in codes where code >= 0 { counts[code] += 1 }
  var below = [Int](repeating: 0, count: top + 2)
  var dense = below
  var total = 0
  var distinct = 0
  for code in counts.indices {
    below[code] = total
    total += counts[code]
    if counts[code] > 0 { distinct += 1 }
    dense[code] = distinct
  }
  var seen = [Int](repeating: 0, count: top + 2)
  let divisor = percent ? Double(method == .dense ? distinct : total) : 1
  return codes.map { code in
    guard code >= 0 else { return .nan }
    seen[code] += 1
    let rank: Double =
      switch method {
      // The sum of the ranks first + … + last, divided by their number, as pandas computes it.
      case .average: Double((below[code] + 1 + below[code] + counts[code]) * counts[code] / 2) / Double(counts[code])
      case .min: Double(below[code] + 1)
      case .max: Double(below[code] + counts[code])
      case .first: Double(below[code] + seen[code])
      case .dense: Double(dense[code])
      }
    return percent ? rank / divisor : rank
  }
}
