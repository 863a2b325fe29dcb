import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let sum = Method("sum(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs)") { call in
    try call.refuse("skipna", "min_count")
    return try call.context.reduced(try call.series, .sum)
  }
  static let mean = Method("mean(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .mean)
  }
  static let median = Method("median(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .median)
  }
  static let min = Method("min(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .minimum)
  }
  static let max = Method("max(self, axis=None, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .maximum)
  }
  static let std = Method("std(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .std(try call.int("ddof")))
  }
  static let `var` = Method("var(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .variance(try call.int("ddof")))
  }
  static let sem = Method("sem(self, axis=None, skipna=True, ddof=1, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .standardError(try call.int("ddof")))
  }
  static let skew = Method("skew(self, axis=0, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .skewness(call.context.era))
  }
  static let kurt = Method("kurt(self, axis=0, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .kurtosis(call.context.era))
  }
  static let kurtosis = Method("kurtosis(self, axis=0, skipna=True, numeric_only=False, **kwargs)") { call in
    try call.refuse("skipna")
    return try call.context.reduced(try call.series, .kurtosis(call.context.era))
  }
  static let prod = Method("prod(self, axis=None, skipna=True, numeric_only=False, min_count=0, **kwargs)") { call in
    try call.refuse("skipna", "min_count")
    return try call.context.reduced(try call.series, .product)
  }
  static let count = Method("count(self)") { call in
    NumPy.scalar(.int(try call.series.values.presentCount))
  }
  static let any = Method("any(self, *, axis=0, bool_only=False, skipna=True, **kwargs)") { call in
    try call.context.reduced(try call.series, .any)
  }
  static let all = Method("all(self, *, axis=0, bool_only=False, skipna=True, **kwargs)") { call in
    try call.context.reduced(try call.series, .all)
  }
  static let nunique = Method("nunique(self, dropna=True)") { call in
    .int(try call.series.values.distinctCount(countsMissing: !(try call.bool("dropna"))))
  }

  static let quantile = Method("quantile(self, q=0.5, interpolation='linear')") { call in
    let series = try call.series
    guard let method = QuantileMethod(rawValue: try call.text("interpolation")) else {
      throw Raised.valueError("'\(try call.text("interpolation"))' is not a valid method.")
    }
    guard let fractions = try call.context.keyColumn(call["q"]) else {
      return try call.context.reduced(series, .quantile(try call.context.quantileFraction(call.double("q")), method))
    }
    let quantiles = Quantiles(Sample(series.values).present)
    let values = try call.context.quantileFractions(fractions.values.doubles).map { quantiles($0, method) }
    let column = TracedColumn(
      values: .floats(values), dtype: .float64, fitted: call.context.fitted("quantile", of: series.column, series.name))
    return .object(
      SeriesObject(
        column, index: Index(.labels(.floats(fractions.values.doubles), .float64), names: [nil]), name: series.name))
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

  static let corr = Method("corr(self, other, method='pearson', min_periods=None)") { call in
    let series = try call.series
    try call.refuse("method")
    let other = try call.object("other", as: SeriesObject.self)
    guard series.index.hasSameLabels(as: other.index) else {
      throw call.unsupported("'corr' of series with other labels")
    }
    let kind: CoMoment = call.context.era == .modern ? .correlationWithin : .correlation
    let value = correlation(series.values.doubles, other.values.doubles, kind)
    return call.context.statistic(.float(value), .float64, "corr", of: series.column, series.name)
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
      throw Raised.valueError("attempt to get \(largest ? "argmax" : "argmin") of an empty sequence")
    }
    return context.element(of: series.index, row)
  }
}
