import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// One side of an operator between times.
private struct TimeOperand {
  let operand: Tracer.Operand
  let isDate: Bool
  let unit: TimeUnit

  /// `nil` for what is no time.
  init?(_ operand: Tracer.Operand) {
    switch operand {
    case .column(let column):
      switch column.dtype {
      case .datetime64(let unit): (isDate, self.unit) = (true, unit)
      case .timedelta64(let unit): (isDate, self.unit) = (false, unit)
      default: return nil
      }
      self.operand = operand
    case .constant(.object(let object), _):
      if let date = object.reference as? TimestampObject {
        (self.operand, isDate, unit) = (.constant(.int(date.count), date.fitted), true, date.unit)
      } else if let duration = object.reference as? TimedeltaObject {
        (self.operand, isDate, unit) = (.constant(.int(duration.count), duration.fitted), false, duration.unit)
      } else {
        return nil
      }
    case .constant: return nil
    }
  }
}

extension Tracer.Operand {
  /// Whether it holds points in time or durations.
  var isTime: Bool { TimeOperand(self) != nil }
}

extension Context {
  /// A value as a time beside a column: a `Timestamp` or `Timedelta`.
  func timeOperand(_ value: Value) -> Tracer.Operand? {
    switch time(value) {
    case .date(let date): .constant(.object(Columns.ScalarObject(date)), date.fitted)
    case .duration(let duration): .constant(.object(Columns.ScalarObject(duration)), duration.fitted)
    case nil: nil
    }
  }

  /// `a op b` where one of them is a column of times, as pandas does it: differences are durations.
  func timeArithmetic(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn {
    guard let first = TimeOperand(a), let second = TimeOperand(b) else { return try scaledTime(operation, a, b) }
    let unit = first.unit.perSecond >= second.unit.perSecond ? first.unit : second.unit
    let x = try counted(first, in: unit)
    let y = try counted(second, in: unit)
    switch (operation, first.isDate, second.isDate) {
    case (.subtract, true, true), (.subtract, false, false):
      return try applying(Subtract(), to: [x, y], dtype: .timedelta64(unit))
    case (.add, false, false): return try applying(Add(), to: [x, y], dtype: .timedelta64(unit))
    case (.add, true, false), (.add, false, true): return try applying(Add(), to: [x, y], dtype: .datetime64(unit))
    case (.subtract, true, false): return try applying(Subtract(), to: [x, y], dtype: .datetime64(unit))
    case (.divide, false, false): return try applying(Divide(), to: [x, y], dtype: .float64)
    case (.floorDivide, false, false):
      return try promotingMissing(applying(FloorDivide(), to: [x, y], dtype: .int64))
    case (.modulo, false, false): return try applying(Modulo(), to: [x, y], dtype: .timedelta64(unit))
    default: throw unsupportedTypes(operation, first.isDate, second.isDate)
    }
  }

  private func unsupportedTypes(_ operation: BinaryOperator, _ first: Bool, _ second: Bool) -> Raised {
    let name = { (isDate: Bool) in isDate ? "DatetimeArray" : "TimedeltaArray" }
    return .typeError(
      "unsupported operand type(s) for \(operation.symbol): '\(name(first))' and '\(name(second))'")
  }

  /// A duration times or divided by a number.
  private func scaledTime(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn {
    if let duration = TimeOperand(a), !duration.isDate {
      let dtype = DType.timedelta64(duration.unit)
      switch (operation, b) {
      case (.multiply, .constant(.int, _)): return try applying(Multiply(), to: [duration.operand, b], dtype: dtype)
      case (.floorDivide, .constant(.int, _)):
        return try applying(FloorDivide(), to: [duration.operand, b], dtype: dtype)
      default: break
      }
    }
    throw unsupportedNow("'\(operation.symbol)' of times with numbers")
  }

  /// `a op b` where `a` holds times: bools.
  func timeComparison(
    _ operation: ComparisonOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn {
    guard let first = TimeOperand(a) ?? TimeOperand(b) else { throw unsupportedNow("'\(operation.symbol)' of times") }
    let other = TimeOperand(a) == nil ? a : b
    let second: TimeOperand?
    if let known = TimeOperand(other) { second = known } else { second = try read(other, asDate: first.isDate) }
    guard let second else {
      throw .typeError("Invalid comparison between dtype=\(a.dtype?.name(era) ?? "datetime64[ns]") and \(b.kindName)")
    }
    guard first.isDate == second.isDate else {
      throw unsupportedNow("'\(operation.symbol)' of dates and durations")
    }
    let unit = first.unit.perSecond >= second.unit.perSecond ? first.unit : second.unit
    var operands = [try counted(first, in: unit), try counted(second, in: unit)]
    if TimeOperand(a) == nil { operands.reverse() }
    do throws(TraceError) {
      return try tracer.comparison(operation, operands[0], operands[1], origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// A text beside a column of dates is read as one.
  private func read(_ operand: Tracer.Operand, asDate isDate: Bool) throws(Raised) -> TimeOperand? {
    guard isDate, case .constant(.string(let text), let fitted) = operand else { return nil }
    let date = try timestamp(reading: text)
    return TimeOperand(
      .constant(.object(Columns.ScalarObject(TimestampObject(date.count, date.unit, fitted: fitted))), fitted))
  }

  /// The counts in a finer unit.
  private func counted(_ time: TimeOperand, in unit: TimeUnit) throws(Raised) -> Tracer.Operand {
    guard unit != time.unit else { return time.operand }
    switch time.operand {
    case .constant(.int(let count), let fitted):
      return .constant(.int(try count.rescaled(from: time.unit, to: unit)), fitted)
    case .column(let column): return .column(try rescaled(column, from: time.unit, to: unit))
    case .constant: return time.operand
    }
  }

  /// A column of times with its missing ones replaced by a time.
  func filledTimes(_ column: TracedColumn, with value: Value) throws(Raised) -> TracedColumn {
    if value.object is NotATimeObject { return column }
    guard let own = TimeOperand(.column(column)), let given = timeOperand(value).flatMap({ TimeOperand($0) }),
      own.isDate == given.isDate, case .constant(let scalar, let fitted) = try counted(given, in: own.unit),
      given.unit.perSecond <= own.unit.perSecond
    else { throw unsupportedNow("'fillna' of times with '\(value.typeName)'") }
    return try applying(FillMissing(scalar), to: column, dtype: column.dtype, fitted: fitted)
  }

  /// A column as points in time of a unit: `astype('datetime64[ns]')`.
  func cast(_ column: TracedColumn, toDatesIn unit: TimeUnit) throws(Raised) -> TracedColumn {
    let dates = column.dtype.isInteger ? column : try dates(column, DateOptions())
    guard case .datetime64(let own) = dates.dtype else {
      var result = dates
      result.dtype = .datetime64(unit)
      return result
    }
    return try rescaled(dates, from: own, to: unit)
  }

  /// Times as integers or text: `astype`.
  func cast(times column: TracedColumn, to dtype: DType) throws(Raised) -> TracedColumn {
    switch (dtype, column.dtype) {
    case (.int64, _): return try applying(FillMissing(.int(.min)), to: column, dtype: .int64)
    case (.str, .datetime64(let unit)):
      let counts = column.values.int64Counts
      let isDays = counts.allSatisfy { $0 % (unit.perSecond * 86_400) == 0 }
      guard isDays || counts.allSatisfy({ $0 % unit.perSecond == 0 }) else { break }
      let format: PythonString = isDays ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S"
      let texts = try applying(FormatDate(format, perSecond: unit.perSecond), to: column, dtype: .str)
      return era == .classic ? try applying(FillMissing(.string("NaT")), to: texts, dtype: .str) : texts
    default: break
    }
    throw unsupportedNow("'astype' of '\(column.dtype.name(era))' to '\(dtype.name(era))'")
  }

  /// A column of times in the unit of another dtype; any other column as it is.
  func rescaled(_ column: TracedColumn, to dtype: DType) throws(Raised) -> TracedColumn {
    switch (column.dtype, dtype) {
    case (.datetime64(let own), .datetime64(let unit)), (.timedelta64(let own), .timedelta64(let unit)):
      try rescaled(column, from: own, to: unit)
    default: column
    }
  }

  /// A column of counts in another unit.
  func rescaled(_ column: TracedColumn, from unit: TimeUnit, to other: TimeUnit) throws(Raised) -> TracedColumn {
    guard unit != other else { return column }
    var dtype = column.dtype
    if case .datetime64 = dtype { dtype = .datetime64(other) }
    if case .timedelta64 = dtype { dtype = .timedelta64(other) }
    if other.perSecond > unit.perSecond {
      let factor = Scalar.int(other.perSecond / unit.perSecond)
      return try applying(Multiply(), to: [.column(column), .constant(factor, nil)], dtype: dtype)
    }
    let divisor = Scalar.int(unit.perSecond / other.perSecond)
    return try applying(FloorDivide(), to: [.column(column), .constant(divisor, nil)], dtype: dtype)
  }
}

extension Column {
  /// The counts that are present.
  fileprivate var int64Counts: [Int64] {
    guard case .int64(let counts) = storage else { return [] }
    return counts.indices.compactMap { isMissing($0) ? nil : counts[$0] }
  }
}
