package import Columns
package import Kernels

extension Series {
  /// pandas' `describe` of a series: numbers by their moments and quantiles, all else by its values.
  package func described(percentiles: [Double] = [0.25, 0.5, 0.75], _ era: Era) -> Series {
    let summary = Summary(self, percentiles, era)
    return Series(summary.column, dtype: summary.dtype, index: Index(summary.names), name: name)
  }
}

extension Frame {
  /// pandas' `describe` of the columns of a frame, all of them: selecting by dtype is the caller's.
  package func described(percentiles: [Double] = [0.25, 0.5, 0.75], _ era: Era) -> Frame {
    let summaries = (0..<columnCount).map { Summary(series($0), percentiles, era) }
    var names: [PythonString] = []
    for summary in summaries.sorted(by: { $0.names.count < $1.names.count }) {
      for name in summary.names where !names.contains(name) { names.append(name) }
    }
    let fields = summaries.map { summary -> Field in
      let positions = names.map { name in summary.names.firstIndex(of: name) ?? -1 }
      return Field(summary.column.selectingOrMissing(positions), summary.dtype)
    }
    return Frame(index: Index(names), header: header, fields: fields)
  }

  /// The columns that `describe` takes when it is not told: the numbers, or, where there are none, all.
  package var describedColumns: [Int] {
    let numeric = fields.indices.filter { fields[$0].dtype.isNumeric && fields[$0].dtype != .bool }
    return numeric.isEmpty ? Array(fields.indices) : numeric
  }
}

/// The rows of one described column.
private struct Summary {
  let names: [PythonString]
  let column: Column
  let dtype: DType

  init(_ series: Series, _ percentiles: [Double], _ era: Era) {
    if series.dtype.isNumeric && series.dtype != .bool {
      let sample = Sample(series.values)
      let quantiles = Quantiles(sample.present)
      names = ["count", "mean", "std", "min"] + percentileNames(percentiles) + ["max"]
      let values = [Double(sample.count), sample.mean, sample.standardDeviation(), sample.minimum]
      column = .floats(values + percentiles.map { quantiles(seriesFraction($0, era)) } + [sample.maximum])
      dtype = .float64
      return
    }
    let counts = ValueCounts(series.values, series.dtype, era: era)
    let distinct = counts.counts.filter { $0 > 0 }.count
    names = ["count", "unique", "top", "freq"]
    let present = Scalar.int(Int64(series.values.presentCount))
    let top: [Scalar] = distinct > 0 ? [counts.values[0], .int(counts.counts[0])] : [.missing, .missing]
    column = Column(.object([present, .int(Int64(distinct))] + top))
    dtype = .object
  }
}

/// `25%`: as few decimals as tell the percentiles apart, at least one where one is no whole number.
package func percentileNames(_ fractions: [Double]) -> [PythonString] {
  let percents = fractions.map { $0 * 100 }
  let rounded = percents.map { $0.rounded(.toNearestOrEven) }
  func isWhole(_ i: Int) -> Bool { abs(percents[i] - rounded[i]) <= 1e-8 + 1e-5 * abs(percents[i]) }
  let digits = neededDecimals(percents)
  return percents.indices.map { i in
    var bytes: [UInt8] = []
    if isWhole(i) {
      appendInteger(Int64(rounded[i]), to: &bytes)
    } else {
      var scale = 1.0
      for _ in 0..<digits { scale *= 10 }
      appendRepr((percents[i] * scale).rounded(.toNearestOrEven) / scale, to: &bytes)
    }
    return PythonString(bytes: bytes + [UInt8(ascii: "%")])
  }
}

private func neededDecimals(_ percents: [Double]) -> Int {
  let sorted = Array(Set(percents)).sorted()
  guard let first = sorted.first, let last = sorted.last else { return 1 }
  var gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }
  if first > 0 { gaps.append(first) }
  if last < 100 { gaps.append(100 - last) }
  guard let least = gaps.min() else { return 1 }
  return max(1, Int(-binaryFloorLog10(least)))
}

/// `floor(log10(x))` of a positive number, from its decimal digits.
private func binaryFloorLog10(_ x: Double) -> Double {
  let shortest = ShortestDigits(x)
  return Double(String(shortest.digits).count + shortest.exponent - 1)
}
