import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let isnull = Method("isnull(self)") { call in
    let series = try call.series
    return series.with(try call.context.isMissing(series.column))
  }
  static let isna = Method("isna(self)") { call in
    let series = try call.series
    return series.with(try call.context.isMissing(series.column))
  }
  static let notnull = Method("notnull(self)") { call in
    let series = try call.series
    return series.with(try call.context.isPresent(series.column))
  }
  static let notna = Method("notna(self)") { call in
    let series = try call.series
    return series.with(try call.context.isPresent(series.column))
  }

  /// pandas `Series.between`.
  static let between = Method("between(self, left, right, inclusive='both')") { call in
    let series = try call.series
    let ends = try call.text("inclusive")
    guard ["both", "neither", "left", "right"].contains(ends) else {
      throw Raised.valueError("Inclusive has to be either string of 'both','left', 'right', or 'neither'.")
    }
    let lower: ComparisonOperator = ends == "both" || ends == "left" ? .greaterOrEqual : .greater
    let upper: ComparisonOperator = ends == "both" || ends == "right" ? .lessOrEqual : .less
    guard case .object(let left)? = try series.compared(lower, with: call["left"], in: call.context),
      let right = try series.compared(upper, with: call["right"], in: call.context), let left = left as? SeriesObject
    else { throw call.unsupported("'between' with such bounds") }
    return try left.combined(.and, with: right, reflected: false, in: call.context) ?? .none
  }

  /// pandas `Series.isin`.
  static let isin = Method("isin(self, values)") { call in
    let series = try call.series
    return series.with(try call.context.isIn(series.column, call["values"]))
  }

  static let abs = Method("abs(self)") { call in
    let series = try call.series
    return series.with(try call.context.applying(Absolute(), to: series.column, dtype: series.dtype))
  }

  /// pandas `Series.round`.
  static let round = Method("round(self, decimals=0, *args, **kwargs)") { call in
    let series = try call.series
    return series.with(try call.context.rounded(series.column, try call.int("decimals")))
  }

  /// pandas `Series.clip`.
  static let clip = Method("clip(self, lower=None, upper=None, *, axis=None, inplace=False, **kwargs)") { call in
    let series = try call.series
    let bounds = try [call["lower"], call["upper"]].map { bound in
      try call.context.bound(bound, for: series)
    }
    let clipped = try call.context.clipped(series.column, bounds[0], bounds[1])
    return try call.result(clipped, storingInto: series)
  }

  /// pandas `Series.where`.
  static let `where` = Method("where(self, cond, other=nan, *, inplace=False, axis=None, level=None)") { call in
    let series = try call.series
    let chosen = try call.context.chosen(series, call["cond"], call["other"], keepsWhere: true)
    return try call.result(chosen, storingInto: series)
  }

  /// pandas `Series.mask`.
  static let mask = Method("mask(self, cond, other=nan, *, inplace=False, axis=None, level=None)") { call in
    let series = try call.series
    let chosen = try call.context.chosen(series, call["cond"], call["other"], keepsWhere: false)
    return try call.result(chosen, storingInto: series)
  }
}

extension Context {
  func isMissing(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    guard column.isObjects else { return try applying(IsMissing(), to: column, dtype: .bool) }
    let flags = (0..<column.count).map { column.values.isMissing($0) }
    return opaqueColumn(.bools(flags), .bool, domain: column.domain, reason: "missing values of a column of objects")
  }

  func isPresent(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    guard column.isObjects else { return try applying(NotMissing(), to: column, dtype: .bool) }
    return try unary(.invert, of: isMissing(column))
  }

  /// Whether each value is one of those given.
  func isIn(_ column: TracedColumn, _ values: Value) throws(Raised) -> TracedColumn {
    var wanted = try sequenceColumn(values)
    if wanted == nil { wanted = try keyColumn(values) }
    guard let wanted else {
      let name = era == .classic ? "[\(values.typeName)]" : "`\(values.typeName)`"
      throw Raised.typeError("only list-like objects are allowed to be passed to isin(), you passed a \(name)")
    }
    let scalars = (0..<wanted.count).map { wanted.values[$0] }
    guard let base = column.keyBase else {
      let known = Set(scalars.map(\.asKey))
      let flags = (0..<column.count).map { known.contains(column.values[$0].asKey) }
      return opaqueColumn(.bools(flags), .bool, domain: column.domain, reason: "'isin' of a column of objects")
    }
    let fitting = scalars.filter { $0.fits(base) || ($0.double != nil && base != .string) }
    return try applying(IsIn(fitting), to: column, dtype: .bool, fitted: wanted.fitted)
  }

  func rounded(_ column: TracedColumn, _ digits: Int) throws(Raised) -> TracedColumn {
    if column.dtype.isInteger, digits < 0 {
      let floats = try applying(Cast(to: .float64), to: column, dtype: .float64)
      return try applying(Cast(to: .int64), to: applying(Round(digits), to: floats), dtype: column.dtype)
    }
    if column.isObjects || column.isText, era == .classic, column.dtype.categories == nil, column.count > 0 {
      if column.isText { throw Raised.typeError("can't multiply sequence by non-int of type 'float'") }
      throw unsupportedNow("'round' of objects")
    }
    guard column.dtype.isFloat else { return column }
    return try applying(Round(digits), to: column, dtype: column.dtype)
  }

  /// `where` and `mask` of a series.
  func chosen(
    _ series: SeriesObject, _ condition: Value, _ other: Value, keepsWhere: Bool
  ) throws(Raised) -> TracedColumn {
    var flags: TracedColumn
    let condition = try calledIfFunction(condition, with: .object(series))
    let other = try calledIfFunction(other, with: .object(series))
    if let mask = condition.cast(to: SeriesObject.self) {
      flags = try reindexed(mask.column, mask.index, to: series.index, domain: nil)
      if flags.isObjects {
        // Labels that the condition lacks do not hold, whichever way it is asked.
        let held = (0..<flags.count).map { row in
          if case .bool(let flag) = flags.values[row] { flag } else { !keepsWhere }
        }
        flags = TracedColumn(values: .bools(held), dtype: .bool)
      }
    } else if let column = try keyColumn(condition), column.count == series.rowCount {
      flags = column
    } else {
      throw Raised.valueError("Array conditional must be same shape as self")
    }
    if keepsWhere { flags = try unary(.invert, of: flags) }
    let stored: Tracer.Operand
    if let otherSeries = other.cast(to: SeriesObject.self) {
      stored = .column(try reindexed(otherSeries.column, otherSeries.index, to: series.index, domain: nil))
    } else if let operand = try elementwiseOperand(other, count: series.rowCount) {
      stored = operand
    } else {
      throw unsupportedNow("'where' with '\(other.typeName)'")
    }
    return try choosing(flags, stored, series.column)
  }
}
