import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let sum = Method("sum(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.sum))
  }
  static let mean = Method("mean(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.mean))
  }
  static let median = Method("median(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.median))
  }
  static let min = Method("min(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.minimum))
  }
  static let max = Method("max(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.maximum))
  }
  static let std = Method("std(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.std(try call.int("ddof"))))
  }
  static let `var` = Method("var(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.variance(try call.int("ddof"))))
  }
  static let sem = Method("sem(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.standardError(try call.int("ddof"))))
  }
  static let skew = Method("skew(self, axis=0, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.skewness(call.context.era)))
  }
  static let kurt = Method("kurt(self, axis=0, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.kurtosis(call.context.era)))
  }
  static let kurtosis = Method("kurtosis(self, axis=0, skipna=True, numeric_only=False, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.kurtosis(call.context.era)))
  }
  static let prod = Method("prod(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs)") { call in
    return try call.context.reduced(try call.series, call.adjusted(.product))
  }
  static let count = Method("count(self)") { call in
    NumPy.scalar(.int(try call.series.values.presentCount))
  }
  static let any = Method("any(self, *, axis=0, bool_only=False, skipna=True, **kwargs)") { call in
    let series = try call.series
    let countsMissing = try !call.bool("skipna") && series.values.presentCount < series.rowCount
    return countsMissing ? NumPy.scalar(true) : try call.context.reduced(series, .any)
  }
  static let all = Method("all(self, *, axis=0, bool_only=False, skipna=True, **kwargs)") { call in
    try call.context.reduced(try call.series, .all)
  }
  static let product = Method("product(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs)") {
    call in
    return try call.context.reduced(try call.series, call.adjusted(.product))
  }
  static let nunique = Method("nunique(self, dropna=True)") { call in
    .int(try call.series.values.distinctCount(countsMissing: !(try call.bool("dropna"))))
  }

  static let quantile = Method("quantile(self, q=0.5, interpolation='linear')") { call in
    let series = try call.series
    guard let method = QuantileMethod(rawValue: try call.text("interpolation")) else {
      throw Raised.valueError(
        "'\(try call.text("interpolation"))' is not a valid method. Use one of: dict_keys(['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest'])"
      )
    }
    let keepsKind = [.lower, .higher, .nearest].contains(method) && series.dtype.isInteger
    guard let fractions = try call.context.keyColumn(call["q"]) else {
      let fraction = try call.double("q")
      _ = try call.context.quantileFraction(fraction)
      if series.dtype.isTime {
        let counts = (0..<series.rowCount).compactMap { row -> Int64? in
          if case .int(let count) = series.values[row] { count } else { nil }
        }.sorted()
        let value: Scalar = timeQuantile(counts, fraction).map { .int($0) } ?? .missing
        return call.context.statistic(value, series.dtype, "quantile", of: series.column, series.name)
      }
      let statistic = Statistic.quantile(fraction, method)
      guard keepsKind else { return try call.context.reduced(series, statistic) }
      let (value, _) = statistic.body(series.values, series.dtype)
      let whole = value.double.flatMap { Int64(exactly: $0) }.map(Scalar.int) ?? value
      return call.context.statistic(whole, series.dtype, statistic.name, of: series.column, series.name)
    }
    let listed = fractions.values.doubles
    _ = try call.context.quantileFractions(listed)
    if series.dtype.isTime { throw call.unsupported("'quantile' of times for several fractions") }
    let quantiles = Quantiles(Sample(series.values).present)
    let values = listed.map { quantiles($0, method) }
    let column = TracedColumn(
      values: keepsKind ? .ints(values.map { Int64($0) }) : .floats(values),
      dtype: keepsKind ? series.dtype : .float64,
      fitted: call.context.fitted("quantile", of: series.column, series.name))
    return .object(
      SeriesObject(column, index: Index(.labels(.floats(listed), .float64), names: [nil]), name: series.name))
  }

  static let mode = Method("mode(self, dropna=True)") { call in
    let series = try call.series
    let rows = series.values.modePositions(series.dtype, dropsMissing: try call.bool("dropna"))
    let column = TracedColumn(
      values: series.values.selecting(rows), dtype: series.dtype,
      fitted: call.context.fitted("mode", of: series.column, series.name))
    return .object(SeriesObject(column, index: Index(count: rows.count), name: series.name))
  }

  static let idxmax = Method("idxmax(self, axis=0, skipna=True)") { call in
    try call.extreme(largest: true)
  }
  static let idxmin = Method("idxmin(self, axis=0, skipna=True)") { call in
    try call.extreme(largest: false)
  }
  static let argmax = Method("argmax(self, axis=None, skipna=True)") { call in
    .int(try call.series.values.extremePosition(call.series.dtype, largest: true) ?? -1)
  }
  static let argmin = Method("argmin(self, axis=None, skipna=True)") { call in
    .int(try call.series.values.extremePosition(call.series.dtype, largest: false) ?? -1)
  }

  static let isUnique = Property("is_unique") { call in
    let values = try call.series.values
    return .bool(values.distinctCount(countsMissing: true) == values.count)
  }
}

extension Call {
  /// The label of a series' largest or smallest value.
  fileprivate func extreme(largest: Bool) throws(Raised) -> Value {
    let series = try series
    guard let row = series.values.extremePosition(series.dtype, largest: largest) else {
      if series.rowCount > 0 {
        guard context.era == .modern else { return .float(.nan) }
        throw Raised.valueError("Encountered all NA values")
      }
      throw Raised.valueError("attempt to get \(largest ? "argmax" : "argmin") of an empty sequence")
    }
    return context.element(of: series.index, row)
  }
}
