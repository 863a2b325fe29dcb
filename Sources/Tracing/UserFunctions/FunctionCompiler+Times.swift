import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

/// A time that the row decides: a count of units, missing where it is `NaT`.
struct RowTime {
  var node: (Plan.NodeID, ValueType)
  var time: UserTime

  var operand: FunctionCompiler.Operand { .time(self) }
}

extension FunctionCompiler {
  /// The unit of times that user code makes itself.
  private var madeUnit: TimeUnit { context.era == .classic ? .nanosecond : .microsecond }

  /// The operand as a time; `nil` for anything else.
  private mutating func time(_ operand: Operand) throws(CompilationRefusal) -> RowTime? {
    switch operand {
    case .time(let time): return time
    case .known(let value):
      guard let known = (value.object as? any KnownTime)?.knownTime, let count = known.count else { return nil }
      return RowTime(node: try computed(emit(frozen(.int(count)), [])), time: known.time)
    default: return nil
    }
  }

  /// Whether one of the operands is a time that the row decides.
  func haveTime(_ a: Operand, _ b: Operand) -> Bool {
    if case .time = a { return true }
    if case .time = b { return true }
    return false
  }

  /// Two times in the finer of their units.
  private mutating func sameUnit(_ a: RowTime, _ b: RowTime) throws(CompilationRefusal) -> (RowTime, RowTime) {
    let unit = a.time.unit.perSecond >= b.time.unit.perSecond ? a.time.unit : b.time.unit
    return (try rescaled(a, to: unit), try rescaled(b, to: unit))
  }

  private mutating func rescaled(_ time: RowTime, to unit: TimeUnit) throws(CompilationRefusal) -> RowTime {
    guard unit != time.time.unit else { return time }
    let factor = try constant(unit.perSecond / time.time.unit.perSecond)
    return RowTime(
      node: try computed(emit(Multiply(), [time.node, factor])), time: UserTime(time.time.kind, unit))
  }

  private mutating func constant(_ number: Int64) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    try computed(emit(frozen(.int(number)), []))
  }

  // MARK: Operators

  mutating func timeArithmetic(
    _ a: Operand, _ operation: Operator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    guard let first = try time(a), let second = try time(b) else {
      return try scaled(a, operation, b)
    }
    let (x, y) = try sameUnit(first, second)
    let unit = x.time.unit
    switch (operation, x.time.isDuration, y.time.isDuration) {
    case (.sub, false, false) where (x.time.kind == .date) == (y.time.kind == .date), (.sub, true, true):
      return try made(Subtract(), [x, y], UserTime(.duration, unit))
    case (.add, true, true): return try made(Add(), [x, y], UserTime(.duration, unit))
    case (.add, false, true) where x.time.kind != .date: return try made(Add(), [x, y], UserTime(x.time.kind, unit))
    case (.add, true, false) where y.time.kind != .date: return try made(Add(), [x, y], UserTime(y.time.kind, unit))
    case (.sub, false, true) where x.time.kind != .date:
      return try made(Subtract(), [x, y], UserTime(x.time.kind, unit))
    case (.div, true, true): return try emit(Divide(), [x.node, nonzero(y)])
    case (.floorDiv, true, true): return try emit(FloorDivide(), [x.node, nonzero(y)])
    default: throw CompilationRefusal(reason: "it uses an operator that times do not have")
    }
  }

  private mutating func made(
    _ operation: some RowOperation, _ times: [RowTime], _ time: UserTime
  ) throws(CompilationRefusal) -> Operand {
    RowTime(node: try computed(emit(operation, times.map(\.node))), time: time).operand
  }

  private mutating func nonzero(_ duration: RowTime) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    try computed(
      emitRaising(RequireNonzero(raising: RaisedError("ZeroDivisionError", "division by zero")), [duration.node]))
  }

  /// A duration that is multiplied by a whole number.
  private mutating func scaled(_ a: Operand, _ operation: Operator, _ b: Operand) throws(CompilationRefusal) -> Operand
  {
    for (duration, factor) in [(a, b), (b, a)] {
      guard case .time(let time) = duration, time.time.isDuration, operation == .mult else { continue }
      let number = try computed(factor)
      guard number.1.base == .int64 else { break }
      return RowTime(node: try computed(emit(Multiply(), [time.node, number])), time: time.time).operand
    }
    throw CompilationRefusal(reason: "it uses an operator that times do not have with such a value")
  }

  mutating func timeComparison(
    _ a: Operand, _ operation: CompareOperator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    guard let first = try time(a), let second = try time(b),
      first.time.isDuration == second.time.isDuration, (first.time.kind == .date) == (second.time.kind == .date)
    else { throw CompilationRefusal(reason: "it compares a time with something else") }
    let (x, y) = try sameUnit(first, second)
    switch operation {
    case .eq: return try emit(Equal(), [x.node, y.node])
    case .notEq: return try emit(NotEqual(), [x.node, y.node])
    case .lt: return try emit(Less(), [x.node, y.node])
    case .ltE: return try emit(LessOrEqual(), [x.node, y.node])
    case .gt: return try emit(Greater(), [x.node, y.node])
    case .gtE: return try emit(GreaterOrEqual(), [x.node, y.node])
    default: throw CompilationRefusal(reason: "it compares a time otherwise than by order")
    }
  }

  // MARK: Members

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

  // MARK: Making times

  /// A call of a class of times with values that the row computes; `nil` for a call of anything else.
  mutating func madeTime(_ callee: PythonRuntime.Value, _ operands: [Operand]) throws(CompilationRefusal) -> Operand? {
    guard let type = callee.cast(to: TypeObject.self), !type.isUserDefined else { return nil }
    switch (type.name, operands.count) {
    case ("datetime", 3...6): return try made(ofParts: operands, .datetime)
    case ("date", 3): return try made(ofParts: operands, .date)
    case ("Timestamp", 3...6): return try made(ofParts: operands, .timestamp)
    case ("Timestamp", 1):
      guard case .time(var time) = operands[0], !time.time.isDuration else { return nil }
      time.time.kind = .timestamp
      return time.operand
    default: return nil
    }
  }

  private mutating func made(ofParts parts: [Operand], _ kind: UserTime.Kind) throws(CompilationRefusal) -> Operand {
    let error = RaisedError("TypeError", "'float' object cannot be interpreted as an integer")
    var numbers: [(Plan.NodeID, ValueType)] = []
    for part in parts {
      var number = try computed(part)
      guard number.1.base == .int64 else { throw CompilationRefusal(reason: "it makes a date of \(number.1)") }
      if number.1.isNullable { number = try computed(emitRaising(RequirePresent(raising: error), [number])) }
      numbers.append(number)
    }
    let unit = madeUnit
    let date = try emitRaising(DateFromParts(perSecond: unit.perSecond), numbers)
    return RowTime(node: try computed(date), time: UserTime(kind, unit)).operand
  }

  /// `datetime.strptime(text, format)`.
  mutating func parsedTime(_ text: Operand, _ format: PythonString) throws(CompilationRefusal) -> Operand {
    let absent = RaisedError("TypeError", "strptime() argument 1 must be str, not float")
    let refusal = RaisedError("ValueError", "time data '{}' does not match format '\(format)'")
    let unit = madeUnit
    let parsed = try emitRaising(
      ParseDate(.format(format), perSecond: unit.perSecond, raising: refusal),
      [present(computed(text), raising: absent)])
    // Words for a missing time are no dates to `strptime`.
    let noDate = RaisedError("ValueError", "time data does not match format '\(format)'")
    let date = try emitRaising(RequirePresent(raising: noDate), [computed(parsed)])
    return RowTime(node: try computed(date), time: UserTime(.datetime, unit)).operand
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
