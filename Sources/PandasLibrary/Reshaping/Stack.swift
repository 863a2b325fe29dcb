import Columns
import DataFrames
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.stack`: the columns become the innermost level of the rows.
  static let stack = Method("stack(self, level=-1, dropna=no_default, sort=no_default, future_stack=True)") { call in
    try call.refuse("level", "sort")
    let frame = try call.frame
    guard !frame.header.isMulti else { throw call.unsupported("'stack' of columns with several levels") }
    let drops = call.isGiven("dropna") ? try call.bool("dropna") : call.context.era == .classic
    let stacked = frame.plain.stacked(dropsMissing: drops)
    let column = TracedColumn(
      values: stacked.values, dtype: stacked.dtype, fitted: call.context.fitted("stack", of: frame))
    return .object(SeriesObject(column, index: stacked.index, name: stacked.name))
  }
}
