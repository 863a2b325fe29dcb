import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

// Work across neighbouring rows: values, but no row functions.
extension Pandas.Series {
  static let shift = Method("shift(self, periods=1, freq=None, axis=0, fill_value=no_default, suffix=None)") { call in
    try call.refuse("freq", "fill_value", "suffix")
    let series = try call.series
    let periods = try call.int("periods")
    let count = series.rowCount
    let positions = (0..<count).map { (0..<count).contains($0 - periods) ? $0 - periods : -1 }
    let field = series.values.selectingOrMissing(positions).promoted(series.dtype)
    return call.acrossRows(field.values, field.dtype)
  }

  static let diff = Method("diff(self, periods=1)") { call in
    let values = try call.series.values.doubles
    let periods = try call.int("periods")
    let result = values.indices.map { row in
      values.indices.contains(row - periods) ? values[row] - values[row - periods] : .nan
    }
    return call.acrossRows(.floats(result), .float64)
  }

  static let cumsum = Method("cumsum(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.sum) }
  static let cumprod = Method("cumprod(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.product) }
  static let cummax = Method("cummax(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.maximum) }
  static let cummin = Method("cummin(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.minimum) }

}

extension Call {
  fileprivate func running(_ running: Running) throws(Raised) -> Value {
    let series = try series
    switch series.values.storage {
    case .int64(let numbers): return acrossRows(.ints(cumulative(numbers, running)), .int64)
    case .bool(let flags) where running == .sum:
      return acrossRows(.ints(cumulative(flags.map { $0 ? 1 : 0 }, running)), .int64)
    case .float64(let numbers): return acrossRows(.floats(cumulative(numbers, running)), .float64)
    default: throw unsupported("'\(signature.name)' of '\(series.dtype.name(context.era))'")
    }
  }

  /// A series of values that come from several rows each.
  fileprivate func acrossRows(_ values: Column, _ dtype: DType) -> Value {
    guard let series = receiver.cast(to: SeriesObject.self) else { return .none }
    var column = context.opaqueColumn(
      values, dtype, domain: series.domain, reason: "'\(signature.name)' looks at other rows")
    column.fitted = series.column.fitted
    return series.with(column)
  }
}
