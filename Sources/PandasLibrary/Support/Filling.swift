import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A column with its missing values replaced by a scalar, as `fillna` does.
  func filled(_ column: TracedColumn, with scalar: Scalar, fitted: Plan.Fitted?) throws(Raised) -> TracedColumn {
    guard !scalar.isMissing else { return column }
    if let fitting = fitting(scalar, column) {
      let result = try applying(FillMissing(fitting), to: column, dtype: filledDType(column), fitted: fitted)
      return result
    }
    // An integer column has nothing to fill; another kind of value would make it an object column.
    if column.values.presentCount == column.count { return column }
    if column.dtype.isNumeric, case .float = scalar {
      let floats = try applying(Cast(to: .float64), to: column, dtype: .float64)
      return try applying(FillMissing(scalar), to: floats, dtype: .float64, fitted: fitted)
    }
    let scalars = (0..<column.count).map { column.values.isMissing($0) ? scalar : column.values[$0] }
    let values = column.values.presentCount == 0 ? Column(scalars: scalars) : Column(.object(scalars))
    return opaqueColumn(values, domain: column.domain, reason: "values of mixed kinds in one column")
  }

  /// The scalar as the column's own kind; `nil` where it is of another.
  private func fitting(_ scalar: Scalar, _ column: TracedColumn) -> Scalar? {
    switch (column.values.storage, scalar) {
    case (.float64, .int), (.float64, .float), (.float32, .int), (.float32, .float), (.string, .string), (.bool, .bool),
      (.int64, .int):
      return scalar
    case (.float64, .bool(let flag)): return .float(flag ? 1 : 0)
    case (.int64, .float(let number)): return Int64(exactly: number).map { .int($0) }
    default: return nil
    }
  }

  private func filledDType(_ column: TracedColumn) -> DType {
    if case .bool = column.values.storage { return era == .classic ? .bool : column.dtype }
    return column.dtype
  }

  /// A column with its missing values replaced by those of another at the same rows.
  func filled(_ column: TracedColumn, with other: TracedColumn) throws(Raised) -> TracedColumn {
    guard column.isText == other.isText, !column.isObjects, !other.isObjects else {
      let scalars = (0..<column.count).map { column.values.isMissing($0) ? other.values[$0] : column.values[$0] }
      return opaqueColumn(
        Column(scalars: scalars), domain: column.domain, reason: "values of mixed kinds in one column")
    }
    if column.values.presentCount == column.count && !column.dtype.isFloat && column.dtype != other.dtype {
      return column
    }
    let dtype: DType? = column.dtype.isFloat || column.isText ? column.dtype : nil
    return try applying(Coalesce(), to: [.column(column), .column(other)], dtype: dtype)
  }

  /// The last or next present value of earlier or later rows: no row function.
  func filledFromNeighbours(_ column: TracedColumn, forward: Bool, limit: Int?) -> TracedColumn {
    var positions = Array(0..<column.count)
    var last = -1
    var run = 0
    for row in forward ? Array(positions) : positions.reversed() {
      if column.values.isMissing(row) {
        run += 1
        if last >= 0, run <= limit ?? .max { positions[row] = last }
      } else {
        last = row
        run = 0
      }
    }
    return opaqueColumn(
      column.values.selecting(positions), column.dtype, domain: column.domain, reason: "values of neighbouring rows")
  }
}
