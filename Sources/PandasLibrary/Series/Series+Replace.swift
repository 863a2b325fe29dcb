import Columns
import DataFrames
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.replace`.
  static let replace = Method(
    "replace(self, to_replace=None, value=no_default, inplace=False, limit=None, regex=False, method=no_default)"
  ) { call in
    let series = try call.series
    guard case .everywhere(let replacements) = try ReplaceArguments(call) else {
      throw call.unsupported("'Series.replace' with dictionaries in a dictionary")
    }
    let result = try call.context.replacing(series.column, replacements, name: series.name)
    return try call.result(result, storingInto: series)
  }
}
