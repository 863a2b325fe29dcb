package import Columns
package import Kernels

/// Makes a date or a duration of its count: an object that prints as such.
package typealias TimeScalar = (Int64, DType) -> Scalar

extension Series {
  /// pandas' `describe` of a series: numbers by their moments and quantiles, all else by its values.
  package func described(
    percentiles: [Double] = [0.25, 0.5, 0.75], _ era: Era, time: TimeScalar = { count, _ in .int(count) }
  ) -> Series {
    let summary = Summary(self, percentiles, era, time)
    return Series(summary.column, dtype: summary.dtype, index: Index(summary.names), name: name)
  }
}

extension Frame {
  /// pandas' `describe` of the columns of a frame, all of them: selecting by dtype is the caller's.
  package func described(
    percentiles: [Double] = [0.25, 0.5, 0.75], _ era: Era, time: TimeScalar = { count, _ in .int(count) }
  ) -> Frame {
    let summaries = (0..<columnCount).map { Summary(series($0), percentiles, era, time) }
    var names: [PythonString] = []
    for summary in summaries.sorted(by: { $0.names.count < $1.names.count }) {
      for name in summary.names where !names.contains(name) { names.append(name) }
    }
    let fields = summaries.map { summary -> Field in
      let positions = names.map { name in summary.names.firstIndex(of: name) ?? -1 }
      return summary.column.selectingOrMissing(positions).promoted(summary.dtype)
    }
    return Frame(index: Index(names), header: header, fields: fields)
  }

  /// The columns that `describe` takes when it is not told: the numbers, since pandas 2 the dates too, or, where there are
  /// none, all.
  package func describedColumns(_ era: Era) -> [Int] {
    let numeric = fields.indices.filter { position in
      switch fields[position].dtype {
      case .bool: false
      case .datetime64: era == .modern
      case .timedelta64: true
      case let dtype: dtype.isNumeric
      }
    }
    return numeric.isEmpty ? Array(fields.indices) : numeric
  }
}

/// The rows of one described column.
private struct Summary {
  let names: [PythonString]
  let column: Column
  let dtype: DType

  init(_ series: Series, _ percentiles: [Double], _ era: Era, _ time: TimeScalar) {
    switch series.dtype {
    case .timedelta64: self.init(times: series, percentiles, era, time, withDeviation: true)
    case .datetime64 where era == .modern: self.init(times: series, percentiles, era, time, withDeviation: false)
    case .bool: self.init(values: series, era, time)
    case let dtype where dtype.isNumeric: self.init(numbers: series, percentiles, era)
    default: self.init(values: series, era, time)
    }
  }

  /// Numbers by their moments and quantiles.
  private init(numbers series: Series, _ percentiles: [Double], _ era: Era) {
    let sample = Sample(series.values)
    let quantiles = Quantiles(sample.present)
    names = ["count", "mean", "std", "min"] + percentileNames(percentiles) + ["max"]
    let values = [Double(sample.count), sample.mean, sample.standardDeviation(), sample.minimum]
    column = .floats(values + percentiles.map { quantiles(seriesFraction($0, era)) } + [sample.maximum])
    dtype = series.dtype.nullable == nil ? .float64 : .nullable(.float64)
  }

  /// Any values: how many, how many different, and the most frequent.
  private init(values series: Series, _ era: Era, _ time: TimeScalar) {
    let counts = ValueCounts(series.values, series.dtype, era: era)
    let distinct = counts.counts.filter { $0 > 0 }.count
    var isDate = false
    if case .datetime64 = series.dtype { isDate = true }
    func shown(_ scalar: Scalar) -> Scalar {
      if isDate, case .int(let count) = scalar { return time(count, series.dtype) }
      return scalar
    }
    let head: [Scalar] = [.int(Int64(series.values.presentCount)), .int(Int64(distinct))]
    guard distinct > 0 else {
      names = ["count", "unique", "top", "freq"]
      column = Column(.object(head + [.missing, .missing]))
      dtype = .object
      return
    }
    var scalars = head + [shown(counts.values[0]), .int(counts.counts[0])]
    if isDate {
      names = ["count", "unique", "top", "freq", "first", "last"]
      scalars += [shown(series.values.minimum(series.dtype)), shown(series.values.maximum(series.dtype))]
    } else {
      names = ["count", "unique", "top", "freq"]
    }
    // The dtype is inferred: a number on top makes numbers of all.
    let inferred = Column(scalars: scalars)
    column = inferred
    dtype = DType(of: inferred)
  }

  /// Times by their moments and quantiles.
  private init(
    times series: Series, _ percentiles: [Double], _ era: Era, _ time: TimeScalar, withDeviation: Bool
  ) {
    let counts = (0..<series.count).compactMap { row -> Int64? in
      if case .int(let count) = series.values[row] { count } else { nil }
    }.sorted()
    let sample = Sample(counts.map(Double.init))
    func whole(_ value: Double) -> Scalar {
      Int64(exactly: value.rounded(.towardZero)).map { time($0, series.dtype) } ?? .missing
    }
    let quantiles = percentiles.map { fraction in
      timeQuantile(counts, seriesFraction(fraction, era)).map { time($0, series.dtype) } ?? .missing
    }
    let ends = [counts.first, counts.last].map { $0.map { time($0, series.dtype) } ?? .missing }
    let deviation = withDeviation ? [whole(sample.standardDeviation())] : []
    names =
      ["count", "mean"] + (withDeviation ? ["std"] : []) + ["min"] + percentileNames(percentiles) + ["max"]
    column = Column(
      .object([.int(Int64(counts.count)), whole(sample.mean)] + deviation + [ends[0]] + quantiles + [ends[1]]))
    dtype = .object
  }
}

/// A quantile of sorted counts of time: their difference is exact, what is added to it a float, cut off.
package func timeQuantile(_ sorted: [Int64], _ fraction: Double) -> Int64? {
  guard let last = sorted.last else { return nil }
  let position = Double(sorted.count - 1) * fraction
  guard position < Double(sorted.count - 1) else { return last }
  let index = Int(position.rounded(.down))
  let gap = position - position.rounded(.down)
  let (a, b) = (sorted[index], sorted[index + 1])
  let difference = Double(b &- a)
  let value = gap >= 0.5 ? Double(b) - difference * (1 - gap) : Double(a) + difference * gap
  return Int64(exactly: value.rounded(.towardZero))
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
