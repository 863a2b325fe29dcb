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
    if case .nullable(let kind) = column.dtype {
      let plain = try filled(unmasked(column), with: scalar, fitted: fitted)
      guard let filledKind = Nullable(plain.dtype.plain), filledKind == kind else {
        throw unsupportedNow("'fillna' of '\(kind.rawValue)' with another kind of value")
      }
      return masked(plain)
    }
    if let categories = column.dtype.categories {
      guard (0..<categories.count).contains(where: { categories.values[$0].asKey == scalar.asKey }) else {
        throw Raised.typeError(
          "Cannot setitem on a Categorical with a new category (\(try str(scalar.pythonValue))), set the categories first"
        )
      }
      return try applying(FillMissing(scalar), to: column, dtype: column.dtype, fitted: fitted)
    }
    if column.holdsNone(era), case .string = scalar {
      let old = column.values
      return TracedColumn(
        values: Column(scalars: (0..<column.count).map { old.isMissing($0) ? scalar : old[$0] }), dtype: .object,
        fitted: column.fitted)
    }
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
    if era == .modern, column.dtype == .str, case .string = scalar {
    } else if era == .modern, column.dtype == .str {
      throw Raised.typeError(
        "Invalid value '\(try str(scalar.pythonValue))' for dtype 'str'. Value should be a string or missing value, got '\(scalar.pythonValue.typeName)' instead."
      )
    }
    let scalars = (0..<column.count).map { column.values.isMissing($0) ? scalar : column.values[$0] }
    let isBool = scalars.allSatisfy { if case .bool = $0 { true } else { false } }
    let values = column.values.presentCount == 0 || isBool ? Column(scalars: scalars) : Column(.object(scalars))
    var dtype: DType?
    if isBool, era == .modern { dtype = .object }
    return opaqueColumn(values, dtype, domain: column.domain, reason: "values of mixed kinds in one column")
  }

  /// The scalar as the column's own kind; `nil` where it is of another.
  private func fitting(_ scalar: Scalar, _ column: TracedColumn) -> Scalar? {
    switch (column.values.storage, scalar) {
    case (.float64, .int), (.float64, .float), (.float32, .int), (.float32, .float), (.string, .string), (.bool, .bool),
      (.int64, .int):
      return scalar
    case (.float64, .bool(let flag)) where column.dtype != .object: return .float(flag ? 1 : 0)
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

  /// The first missing values, `limit` of them, filled: which they are depends on the rows above.
  func filled(_ series: SeriesObject, with value: Value, limit: Int) throws(Raised) -> TracedColumn {
    if limit <= 0 { throw Raised.valueError("Limit must be greater than 0") }
    let column = series.column
    let full = try filled(series, with: value)
    var left = limit
    let flags = (0..<column.count).map { row in
      guard column.values.isMissing(row), !full.values.isMissing(row), left > 0 else { return false }
      left -= 1
      return true
    }
    let scalars = flags.indices.map { flags[$0] ? full.values[$0] : column.values[$0] }
    let values = Column(scalars: scalars)
    return opaqueColumn(
      values, column.dtype.isFloat ? column.dtype : nil, domain: column.domain,
      reason: "'fillna' with a limit looks at other rows")
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

  /// The columns, missing values taken from the columns at their left, or right: a row function.
  func filledAcross(
    _ columns: [TracedColumn], forward: Bool, limit: Int?
  ) throws(Raised) -> [TracedColumn] {
    guard limit == nil else { throw unsupportedNow("'limit' of filling along rows") }
    guard columns.allSatisfy({ $0.dtype.isFloat || $0.dtype.isInteger }) || columns.allSatisfy(\.isText) else {
      throw unsupportedNow("filling along rows of columns of several kinds")
    }
    var result = columns
    let isFloat = columns.contains { $0.dtype.isFloat }
    for position in result.indices where isFloat && !result[position].dtype.isFloat {
      result[position] = try cast(result[position], to: .float64)
    }
    let order = forward ? Array(result.indices.dropFirst()) : Array(result.indices.dropLast().reversed())
    for position in order {
      let neighbour = result[forward ? position - 1 : position + 1]
      result[position] = try applying(
        Coalesce(), to: [.column(result[position]), .column(neighbour)], dtype: result[position].dtype)
    }
    return result
  }
}
