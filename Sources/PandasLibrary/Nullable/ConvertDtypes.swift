import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.convert_dtypes`: the nullable dtype that fits the values.
  static let convertDtypes = Method(
    "convert_dtypes(self, infer_objects=True, convert_string=True, convert_integer=True, convert_boolean=True, convert_floating=True, dtype_backend='numpy_nullable')"
  ) { call in
    let series = try call.series
    return series.with(try call.converted(series.column))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.convert_dtypes`.
  static let convertDtypes = Method(
    "convert_dtypes(self, infer_objects=True, convert_string=True, convert_integer=True, convert_boolean=True, convert_floating=True, dtype_backend='numpy_nullable')"
  ) { call in
    let frame = try call.frame
    var columns: [TracedColumn] = []
    for column in frame.tracedColumns { columns.append(try call.converted(column)) }
    return frame.replacing(columns)
  }
}

extension Call {
  fileprivate func converted(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    try refuse(
      "infer_objects", "convert_string", "convert_integer", "convert_boolean", "convert_floating", "dtype_backend")
    if column.isObjects { throw unsupported("'convert_dtypes' of objects") }
    switch column.dtype {
    case .category, .datetime64, .timedelta64, .interval, .nullable: return column
    case .float32, .float64:
      let present = (0..<column.count).compactMap { column.values[$0].double }.filter { !$0.isNaN }
      let isWhole = !present.isEmpty && present.allSatisfy { Int64(exactly: $0) != nil }
      if isWhole { return try context.cast(column, toNullable: .int64) }
      return try context.cast(column, toNullable: column.dtype == .float32 ? .float32 : .float64)
    default:
      if column.isText { return try context.cast(column, toNullable: .string) }
      guard let kind = Nullable(column.dtype) else { throw unsupported("'convert_dtypes' of objects") }
      return try context.cast(column, toNullable: kind)
    }
  }
}
