package import Columns

extension Grouping {
  /// Rows in each group, whatever their values.
  package var sizes: [Int64] {
    var result = [Int64](repeating: 0, count: count)
    for code in codes where code >= 0 { result[code] += 1 }
    return result
  }

  /// Present values in each group.
  package func counts(_ column: Column) -> [Int64] {
    var result = [Int64](repeating: 0, count: count)
    for (row, code) in codes.enumerated() where code >= 0 && !column.isMissing(row) { result[code] += 1 }
    return result
  }

  /// Different present values in each group.
  package func distinctCounts(_ column: Column) -> [Int64] {
    let values = Factorized(column).codes
    var seen: Set<SIMD2<Int>> = []
    var result = [Int64](repeating: 0, count: count)
    for (row, code) in codes.enumerated() where code >= 0 && values[row] >= 0 {
      if seen.insert(SIMD2(code, values[row])).inserted { result[code] += 1 }
    }
    return result
  }

  /// Sums with Kahan's compensation, as pandas adds floats in groups.
  package func sums(_ values: [Double]) -> [Double] { compensated(values).sums }

  /// Sums of integers, wrapping.
  package func sums(_ values: [Int64]) -> [Int64] {
    var result = [Int64](repeating: 0, count: count)
    for (row, code) in codes.enumerated() where code >= 0 { result[code] &+= values[row] }
    return result
  }

  package func means(_ values: [Double]) -> [Double] {
    let (sums, counts) = compensated(values)
    return zip(sums, counts).map { $1 == 0 ? .nan : $0 / $1 }
  }

  package func products(_ values: [Double]) -> [Double] {
    var result = [Double](repeating: 1, count: count)
    for (row, code) in codes.enumerated() where code >= 0 && !values[row].isNaN { result[code] *= values[row] }
    return result
  }

  /// Variances by Welford's update; NaN where there are no more values than `ddof`.
  package func variances(_ values: [Double], ddof: Int = 1) -> [Double] {
    var means = [Double](repeating: 0, count: count)
    var counts = means
    var result = means
    for (row, code) in codes.enumerated() where code >= 0 && !values[row].isNaN {
      let value = values[row]
      counts[code] += 1
      let oldMean = means[code]
      means[code] += (value - oldMean) / counts[code]
      result[code] += (value - means[code]) * (value - oldMean)
    }
    return zip(result, counts).map { $1 <= Double(ddof) ? .nan : $0 / ($1 - Double(ddof)) }
  }

  package func standardDeviations(_ values: [Double], ddof: Int = 1) -> [Double] {
    variances(values, ddof: ddof).map { $0.squareRoot() }
  }

  /// Standard errors of the means.
  package func standardErrors(_ values: [Double], ddof: Int = 1) -> [Double] {
    zip(variances(values, ddof: ddof), counts(.floats(values))).map { ($0 / Double($1)).squareRoot() }
  }

  private func compensated(_ values: [Double]) -> (sums: [Double], counts: [Double]) {
    var groups = [CompensatedSum](repeating: CompensatedSum(), count: count)
    groups.withUnsafeMutableBufferPointer { groups in
      values.withUnsafeBufferPointer { values in
        for (row, code) in codes.enumerated() where code >= 0 { groups[code].add(values[row]) }
      }
    }
    return (groups.map(\.sum), groups.map(\.count))
  }
}

/// A sum with what rounding lost of it, side by side for the cache.
private struct CompensatedSum {
  var sum = 0.0
  var lost = 0.0
  var count = 0.0

  @inline(__always)
  mutating func add(_ value: Double) {
    guard !value.isNaN else { return }
    count += 1
    DataFrames.add(value, to: &sum, compensating: &lost)
  }
}
