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

  /// pandas `DataFrame.append`, which the modern era has no more.
  static let append = Method("append(self, other, ignore_index=False, verify_integrity=False, sort=False)") { call in
    try call.refuse("verify_integrity")
    guard call.context.era == .classic else {
      throw Raised.attributeError("'DataFrame' object has no attribute 'append'")
    }
    var parts = [Concatenation.Part(frame: try call.frame, isSeries: false)]
    let other = try call["other"].supported()
    for item in other.object is ListObject ? try call.context.items(of: other) : [other] {
      guard let frame = item.cast(to: FrameObject.self) else { throw call.unsupported("'append' of a row") }
      parts.append(Concatenation.Part(frame: frame, isSeries: false))
    }
    return try call.context.concatenatedRows(
      Concatenation(
        parts: parts, keys: nil, names: [], ignoresIndex: try call.bool("ignore_index"), sharedOnly: false,
        sort: try call.bool("sort")))
  }
}
