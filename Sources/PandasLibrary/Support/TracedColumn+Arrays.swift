import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension TracedColumn {
  /// The column as one of pandas' own arrays prints.
  func arrayRepr(_ era: Era, _ options: DisplayOptions) -> PythonString {
    extensionArrayRepr(values, dtype, era: era, options)
  }
}

extension Context {
  /// The number of each value's category, -1 where it is missing.
  func categoryCodes(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    guard case .category(let categories) = column.dtype, let base = column.keyBase else {
      throw Raised.attributeError("Can only use .cat accessor with a 'category' dtype")
    }
    let dtype: DType = categories.count < 128 ? .int8 : categories.count < 32768 ? .int16 : .int32
    let entries = (0..<categories.count).map { (keys: [categories.values[$0]], value: Scalar.int(Int64($0))) }
    let operation = Lookup(named: tableName(nil), entries: entries, keys: [base], value: .int64)
    let found = try applying(operation, to: column)
    return try applying(FillMissing(.int(-1)), to: found, dtype: dtype)
  }
}
