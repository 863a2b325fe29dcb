import Columns
import DataFrames
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.replace`.
  static let replace = Method(
    "replace(self, to_replace=None, value=no_default, inplace=False, limit=None, regex=False, method=no_default)"
  ) { call in
    try call.refuse("limit", "regex", "method")
    let series = try call.series
    let replacements = try Replacements(
      call["to_replace"], call["value"], isValueGiven: call.isGiven("value"), in: call.context)
    let result = try call.context.replacing(series.column, replacements, name: series.name)
    return try call.result(result, storingInto: series)
  }
}
