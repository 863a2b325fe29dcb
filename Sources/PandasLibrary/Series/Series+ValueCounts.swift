import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.value_counts`.
  static let valueCounts = Method(
    "value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True)"
  ) { call in
    try call.refuse("bins")
    let series = try call.series
    let counts = ValueCounts(
      series.values, series.dtype, sort: try call.bool("sort"), ascending: try call.bool("ascending"),
      dropsMissing: try call.bool("dropna"), era: call.context.era)
    let isShare = try call.bool("normalize")
    let fitted = call.context.fitted("value_counts", of: series.column, series.name)
    let column =
      isShare
      ? TracedColumn(values: .floats(counts.proportions), dtype: .float64, fitted: fitted)
      : TracedColumn(values: .ints(counts.counts), dtype: .int64, fitted: fitted)
    let isClassic = call.context.era == .classic
    let index = Index(.labels(counts.values, counts.dtype), names: [isClassic ? nil : series.name?.parts.first])
    let name: Label? = isClassic ? series.name : .single(.string(isShare ? "proportion" : "count"))
    return .object(SeriesObject(column, index: index, name: name))
  }
}
