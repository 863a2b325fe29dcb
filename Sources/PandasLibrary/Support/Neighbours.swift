import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

// Work across neighbouring rows: values, but no row functions.
extension Pandas.Series {
  static let shift = Method("shift(self, periods=1, freq=None, axis=0, fill_value=no_default, suffix=None)") { call in
    try call.refuse("freq", "suffix")
    let series = try call.series
    if call["periods"].object is ListObject { throw call.unsupported("'shift' by several periods") }
    return series.with(try call.shifted(series.column, by: try call.int("periods")))
  }

  static let diff = Method("diff(self, periods=1)") { call in
    let series = try call.series
    return series.with(try call.differences(series.column, by: try call.int("periods")))
  }

  /// pandas `Series.pct_change`.
  static let pctChange = Method("pct_change(self, periods=1, fill_method=no_default, limit=None, freq=None, **kwargs)")
  {
    call in
    try call.refuse("limit", "freq")
    let series = try call.series
    return series.with(try call.changes(series.column, by: try call.int("periods")))
  }

  static let cumsum = Method("cumsum(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.sum) }
  static let cumprod = Method("cumprod(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.product) }
  static let cummax = Method("cummax(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.maximum) }
  static let cummin = Method("cummin(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.minimum) }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.shift`.
  static let shift = Method("shift(self, periods=1, freq=None, axis=0, fill_value=no_default, suffix=None)") { call in
    try call.refuse("freq", "suffix")
    if call["periods"].object is ListObject { throw call.unsupported("'shift' by several periods") }
    let periods = try call.int("periods")
    let frame = try call.frame
    guard try call.axis() == 1 else {
      return try call.each { (_, column) throws(Raised) in try call.shifted(column, by: periods) }
    }
    var columns: [TracedColumn] = []
    let fill: Scalar = call.isGiven("fill_value") ? Scalar(call["fill_value"]) : .float(.nan)
    for position in 0..<frame.columnCount {
      let source = position - periods
      if (0..<frame.columnCount).contains(source) {
        columns.append(frame.column(source))
      } else {
        columns.append(try call.context.constantColumn(fill, count: frame.rowCount, domain: frame.domain))
      }
    }
    return frame.replacing(columns)
  }

  /// pandas `DataFrame.diff`.
  static let diff = Method("diff(self, periods=1, axis=0)") { call in
    let periods = try call.int("periods")
    let frame = try call.frame
    guard try call.axis() == 1 else {
      return try call.each { (_, column) throws(Raised) in try call.differences(column, by: periods) }
    }
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      let source = position - periods
      if (0..<frame.columnCount).contains(source) {
        columns.append(
          try call.context.binary(.subtract, of: frame.column(position), .column(frame.column(source))))
      } else {
        columns.append(try call.context.constantColumn(.float(.nan), count: frame.rowCount, domain: frame.domain))
      }
    }
    return frame.replacing(columns)
  }

  /// pandas `DataFrame.pct_change`.
  static let pctChange = Method("pct_change(self, periods=1, fill_method=no_default, limit=None, freq=None, **kwargs)")
  {
    call in
    try call.refuse("limit", "freq")
    let periods = try call.int("periods")
    return try call.each { (_, column) throws(Raised) in try call.changes(column, by: periods) }
  }

  static let cumsum = Method("cumsum(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.sum) }
  static let cumprod = Method("cumprod(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.product) }
  static let cummax = Method("cummax(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.maximum) }
  static let cummin = Method("cummin(self, axis=None, skipna=True, *args, **kwargs)") { try $0.running(.minimum) }
}

extension Call {
  fileprivate func shifted(_ column: TracedColumn, by periods: Int) throws(Raised) -> TracedColumn {
    let count = column.count
    let positions = (0..<count).map { row in
      let (source, overflows) = row.subtractingReportingOverflow(periods)
      return !overflows && (0..<count).contains(source) ? source : -1
    }
    if isGiven("fill_value"), case .constant(let fill, _)? = Tracer.Operand(scalar: self["fill_value"]), !fill.isMissing
    {
      let scalars = positions.map { $0 < 0 ? fill : column.values[$0] }
      let values = Column(scalars: scalars)
      let isFloat = column.dtype == .float64 && values.isAllNumbers && !values.isObject
      return acrossRows(isFloat ? .floats(values.doubles) : values, isFloat ? .float64 : DType(of: values), column)
    }
    let field = column.values.selectingOrMissing(positions).promoted(column.dtype)
    return acrossRows(field.values, field.dtype, column)
  }

  fileprivate func differences(_ column: TracedColumn, by periods: Int) throws(Raised) -> TracedColumn {
    let count = column.count
    func source(_ row: Int) -> Int? {
      let (source, overflows) = row.subtractingReportingOverflow(periods)
      return !overflows && (0..<count).contains(source) ? source : nil
    }
    if column.dtype.isTime {
      let unit: TimeUnit =
        switch column.dtype {
        case .datetime64(let unit), .timedelta64(let unit): unit
        default: .nanosecond
        }
      let counts = (0..<count).map { row -> Int64? in
        guard let other = source(row), case .int(let a) = column.values[row], case .int(let b) = column.values[other]
        else { return nil }
        return a &- b
      }
      let values = Column.ints(counts.map { $0 ?? 0 }, missing: counts.map { $0 == nil })
      return acrossRows(values, .timedelta64(unit), column)
    }
    if column.dtype == .bool {
      let scalars = (0..<count).map { row -> Scalar in
        guard let other = source(row) else { return .float(.nan) }
        return .bool(column.values[row] != column.values[other])
      }
      return acrossRows(Column(.object(scalars)), .object, column)
    }
    guard column.dtype.isNumeric || column.isObjects else {
      throw Raised.typeError("unsupported operand type(s) for -: 'str' and 'str'")
    }
    let values = column.values.doubles
    let result = (0..<count).map { row in source(row).map { values[row] - values[$0] } ?? .nan }
    if column.dtype == .float32 { return acrossRows(Column(.float32(result.map { Float($0) })), .float32, column) }
    return acrossRows(.floats(result), .float64, column)
  }

  fileprivate func changes(_ column: TracedColumn, by periods: Int) throws(Raised) -> TracedColumn {
    var values = column.values.doubles
    guard column.dtype.isNumeric else { throw unsupported("'pct_change' of '\(column.dtype.name(context.era))'") }
    if context.era == .classic, !isGiven("fill_method") || self["fill_method"].stringValue == "pad" {
      for row in values.indices.dropFirst() where values[row].isNaN { values[row] = values[row - 1] }
    } else if isGiven("fill_method"), !isNone("fill_method") {
      throw unsupported("argument 'fill_method' of 'pct_change'", argument: "fill_method")
    }
    let result = values.indices.map { row -> Double in
      let (source, overflows) = row.subtractingReportingOverflow(periods)
      guard !overflows, values.indices.contains(source) else { return .nan }
      return values[row] / values[source] - 1
    }
    return acrossRows(.floats(result), .float64, column)
  }

  fileprivate func running(_ running: Running) throws(Raised) -> Value {
    let skips = try bool("skipna")
    if let series = receiver.cast(to: SeriesObject.self) {
      return series.with(try self.running(try self.series.column, running, skips))
    }
    let frame = try frame
    guard isNone("axis") || self["axis"].isZero else {
      return try runningAcross(frame, running)
    }
    return try each { (_, column) throws(Raised) in try self.running(column, running, skips) }
  }

  private func running(_ column: TracedColumn, _ running: Running, _ skips: Bool) throws(Raised) -> TracedColumn {
    switch column.values.storage {
    case .int64(let numbers) where column.dtype.isInteger:
      return acrossRows(.ints(cumulative(numbers, running)), running == .sum ? .int64 : column.dtype, column)
    case .bool(let flags):
      let numbers: [Int64] = cumulative(flags.map { $0 ? Int64(1) : 0 }, running)
      guard running == .sum || running == .product else {
        return acrossRows(.bools(numbers.map { $0 != 0 }), .bool, column)
      }
      return acrossRows(.ints(numbers), .int64, column)
    case .float64(var numbers):
      if !skips, let gap = numbers.firstIndex(where: \.isNaN) {
        for row in gap..<numbers.count { numbers[row] = .nan }
      }
      return acrossRows(.floats(cumulative(numbers, running)), .float64, column)
    case .string(let texts) where running == .sum && column.values.missing == nil:
      var joined = StringColumn()
      var bytes: [UInt8] = []
      for row in 0..<texts.count {
        bytes += texts[row].bytes
        joined.append(PythonString(bytes: bytes))
      }
      return acrossRows(.strings(joined), column.dtype, column)
    default: throw unsupported("'\(signature.name)' of '\(column.dtype.name(context.era))'")
    }
  }

  /// Sums along rows are row functions.
  private func runningAcross(_ frame: FrameObject, _ running: Running) throws(Raised) -> Value {
    guard running == .sum, frame.tracedColumns.allSatisfy({ $0.dtype.isNumeric && $0.values.presentCount == $0.count })
    else { throw unsupported("'\(signature.name)' along rows") }
    var columns: [TracedColumn] = []
    for column in frame.tracedColumns {
      guard let last = columns.last else {
        columns.append(column)
        continue
      }
      columns.append(try context.binary(.add, of: last, .column(column)))
    }
    let isFloat = frame.tracedColumns.contains { $0.dtype.isFloat }
    for position in columns.indices where isFloat && !columns[position].dtype.isFloat {
      columns[position] = try context.cast(columns[position], to: .float64)
    }
    return frame.replacing(columns)
  }

  /// Values that come from several rows each.
  private func acrossRows(_ values: Column, _ dtype: DType, _ column: TracedColumn) -> TracedColumn {
    var result = context.opaqueColumn(
      values, dtype, domain: column.domain, reason: "'\(signature.name)' looks at other rows")
    result.fitted = column.fitted
    return result
  }
}

extension Value {
  /// Whether it names the rows.
  fileprivate var isZero: Bool {
    switch self {
    case .int(0): true
    case .string(let text): text == "index" || text == "rows"
    default: false
    }
  }
}
