import Columns
import DataFrames
import Tracing

extension FrameObject {
  /// As it is printed.
  func shown(_ era: Era) -> Frame {
    Frame(index: index, header: header, fields: tracedColumns.map { Frame.Field($0.shownValues(era), $0.dtype) })
  }
}

extension SeriesObject {
  /// As it is printed.
  func shown(_ era: Era) -> DataFrames.Series {
    DataFrames.Series(column.shownValues(era), dtype: dtype, index: index, name: name)
  }
}

extension TracedColumn {
  /// Strings in a column of objects are beside `None` in the classic era.
  func shownValues(_ era: Era) -> Column {
    guard era == .classic, dtype == .object, case .string = values.storage, values.missing != nil else { return values }
    return Column(.object((0..<count).map { values.isMissing($0) ? .none : values[$0] }))
  }

  /// The column with missing values that are `None`.
  var holdingNone: TracedColumn {
    guard isText else { return self }
    var result = self
    result.dtype = .object
    return result
  }
}
