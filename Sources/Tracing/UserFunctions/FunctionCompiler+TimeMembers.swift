import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime

extension FunctionCompiler {
  /// An attribute of a time: what the calendar or the clock says.
  mutating func timeAttribute(_ name: String, of time: RowTime) throws(CompilationRefusal) -> Operand {
    if time.time.isDuration { return try durationAttribute(name, of: time) }
    if let part = DatePart(attribute: name, of: time.time.kind) {
      return try emit(PartOfDate(part, perSecond: time.time.unit.perSecond), [time.node])
    }
    if time.time.kind == .timestamp, let test = DateTest(attribute: name) {
      return try emit(TestOfDate(test, perSecond: time.time.unit.perSecond), [time.node])
    }
    throw CompilationRefusal(reason: "'.\(name)' of a date is no row function yet")
  }

  private mutating func durationAttribute(_ name: String, of time: RowTime) throws(CompilationRefusal) -> Operand {
    let perSecond = time.time.unit.perSecond
    let day = try constant(perSecond * 86_400)
    switch name {
    case "days": return try emit(FloorDivide(), [time.node, day])
    case "seconds":
      return try emit(FloorDivide(), [computed(emit(Modulo(), [time.node, day])), constant(perSecond)])
    default: throw CompilationRefusal(reason: "'.\(name)' of a duration is no row function yet")
    }
  }

  mutating func timeMethod(
    _ name: String, of time: RowTime, _ arguments: [Operand]
  ) throws(CompilationRefusal) -> Operand {
    let perSecond = time.time.unit.perSecond
    guard let values = knownValues(arguments) else {
      throw CompilationRefusal(reason: "'.\(name)' with an argument that the row computes")
    }
    switch (name, values.count) {
    case ("total_seconds", 0) where time.time.isDuration:
      return try emit(Divide(), [time.node, computed(emit(frozen(.float(Double(perSecond))), []))])
    case _ where time.time.isDuration: break
    case ("weekday", 0): return try emit(PartOfDate(.weekday, perSecond: perSecond), [time.node])
    case ("isoweekday", 0):
      return try emit(Add(), [computed(emit(PartOfDate(.weekday, perSecond: perSecond), [time.node])), constant(1)])
    case ("isocalendar", 0):
      let date = try present(time, for: name)
      let week = try [DatePart.weekYear, .week].map { (part) throws(CompilationRefusal) in
        try emit(PartOfDate(part, perSecond: perSecond), [date])
      }
      return .tuple(week + [try timeMethod("isoweekday", of: time, [])])
    case ("strftime", 1):
      guard let format = values[0].stringValue else { break }
      return try emit(FormatDate(format, perSecond: perSecond), [present(time, for: name)])
    case ("day_name", 0) where time.time.kind == .timestamp:
      return try emit(FormatDate("%A", perSecond: perSecond), [time.node])
    case ("month_name", 0) where time.time.kind == .timestamp:
      return try emit(FormatDate("%B", perSecond: perSecond), [time.node])
    case ("isoformat", 0) where time.time.kind == .date:
      return try emit(FormatDate("%Y-%m-%d", perSecond: perSecond), [time.node])
    case ("date", 0) where time.time.kind != .date:
      return try floored(time, to: .date)
    case ("normalize", 0) where time.time.kind == .timestamp: return try floored(time, to: .timestamp)
    case ("to_pydatetime", 0) where time.time.kind == .timestamp:
      return RowTime(node: time.node, time: UserTime(.datetime, time.time.unit)).operand
    case ("toordinal", 0):
      let days = try emit(FloorDivide(), [present(time, for: name), constant(perSecond * 86_400)])
      return try emit(Add(), [computed(days), constant(719_163)])
    case ("timestamp", 0) where time.time.kind == .timestamp:
      return try emit(
        Divide(), [present(time, for: name), computed(emit(frozen(.float(Double(perSecond))), []))])
    default: break
    }
    throw CompilationRefusal(reason: "'.\(name)' of a time is no row function yet")
  }

  /// The day of a point in time, as a value of another class.
  private mutating func floored(_ time: RowTime, to kind: UserTime.Kind) throws(CompilationRefusal) -> Operand {
    let day = try constant(time.time.unit.perSecond * 86_400)
    let days = try computed(emit(FloorDivide(), [time.node, day]))
    return RowTime(
      node: try computed(emit(Multiply(), [days, day])), time: UserTime(kind, time.time.unit)
    ).operand
  }

  /// A point in time that is there: `NaT` raises for most methods.
  private mutating func present(
    _ time: RowTime, for method: String
  ) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    guard time.node.1.isNullable else { return time.node }
    let error = RaisedError("ValueError", "NaTType does not support \(method)")
    return try computed(emitRaising(RequirePresent(raising: error), [time.node]))
  }

  /// What a built-in function or one of pandas gives of a time; `nil` for one that takes no times.
  mutating func builtin(_ name: String, ofTime time: RowTime) throws(CompilationRefusal) -> Operand? {
    switch name {
    case "isnull", "isna": return try emit(IsMissing(), [time.node])
    case "notnull", "notna": return try emit(NotMissing(), [time.node])
    case "abs" where time.time.isDuration: return try made(Absolute(), [time], time.time)
    case "str" where time.time.kind == .date:
      return try emit(FormatDate("%Y-%m-%d", perSecond: time.time.unit.perSecond), [time.node])
    default: return nil
    }
  }
}

extension DatePart {
  /// What an attribute of a date or a point in time says.
  fileprivate init?(attribute name: String, of kind: UserTime.Kind) {
    switch name {
    case "year": self = .year
    case "month": self = .month
    case "day": self = .day
    case _ where kind == .date: return nil
    case "hour": self = .hour
    case "minute": self = .minute
    case "second": self = .second
    case "microsecond": self = .microsecond
    case _ where kind == .datetime: return nil
    case "nanosecond": self = .nanosecond
    case "quarter": self = .quarter
    case "dayofweek", "day_of_week": self = .weekday
    case "dayofyear", "day_of_year": self = .dayOfYear
    case "week", "weekofyear": self = .week
    case "days_in_month", "daysinmonth": self = .daysInMonth
    default: return nil
    }
  }
}

extension DateTest {
  /// What an attribute of a `Timestamp` says.
  fileprivate init?(attribute name: String) {
    switch name {
    case "is_month_start": self = .monthStart
    case "is_month_end": self = .monthEnd
    case "is_quarter_start": self = .quarterStart
    case "is_quarter_end": self = .quarterEnd
    case "is_year_start": self = .yearStart
    case "is_year_end": self = .yearEnd
    case "is_leap_year": self = .leapYear
    default: return nil
    }
  }
}
