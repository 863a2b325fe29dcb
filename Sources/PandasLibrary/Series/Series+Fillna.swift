import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.fillna`.
  static let fillna = Method(
    "fillna(self, value=None, method=None, axis=None, inplace=False, limit=None, downcast=None)"
  ) { call in
    try call.refuse("downcast")
    let series = try call.series
    let filled: TracedColumn
    if let method = try call.optionalString("method") {
      filled = call.context.filledFromNeighbours(
        series.column, forward: method == "ffill" || method == "pad", limit: try call.optionalInt("limit"))
    } else {
      try call.refuse("limit")
      filled = try call.context.filled(series, with: call["value"])
    }
    return try call.result(filled, storingInto: series)
  }

  /// pandas `Series.ffill`.
  static let ffill = Method("ffill(self, *, axis=None, inplace=False, limit=None, limit_area=None)") { call in
    let series = try call.series
    let filled = call.context.filledFromNeighbours(series.column, forward: true, limit: try call.optionalInt("limit"))
    return try call.result(filled, storingInto: series)
  }

  /// pandas `Series.bfill`.
  static let bfill = Method("bfill(self, *, axis=None, inplace=False, limit=None, limit_area=None)") { call in
    let series = try call.series
    let filled = call.context.filledFromNeighbours(series.column, forward: false, limit: try call.optionalInt("limit"))
    return try call.result(filled, storingInto: series)
  }

  /// pandas `Series.dropna`.
  static let dropna = Method("dropna(self, *, axis=0, inplace=False, how=None, ignore_index=False)") { call in
    let series = try call.series
    let kept = (0..<series.rowCount).filter { !series.values.isMissing($0) }
    let result = series.selecting(
      kept, filter: call.context.filter("dropna", kept: kept.count, of: series.rowCount))
    if try call.bool("ignore_index") { result.index = Index(count: kept.count) }
    guard try call.bool("inplace") else { return .object(result) }
    series.index = result.index
    series.store(result.column, era: call.context.era)
    return .none
  }
}

extension Context {
  /// `series.fillna(value)`.
  func filled(_ series: SeriesObject, with value: Value) throws(Raised) -> TracedColumn {
    if let other = value.cast(to: SeriesObject.self) {
      let aligned = try reindexed(other.column, other.index, to: series.index, domain: nil)
      return try filled(series.column, with: aligned)
    }
    if series.dtype.isTime { return try filledTimes(series.column, with: value) }
    guard case .constant(let scalar, let fitted)? = Tracer.Operand(scalar: value), !value.isNone else {
      if value.isNone { throw Raised.valueError("Must specify a fill 'value' or 'method'.") }
      throw unsupportedNow("'fillna' of a series with '\(value.typeName)'")
    }
    return try filled(series.column, with: scalar, fitted: fitted)
  }
}
