import Columns
import DataFrames
import Kernels
import PythonRuntime
import StandardLibrary
import Tracing

extension Pandas.Timestamp {
  /// `pandas.Timestamp(…)`: from a text, a number with a unit, a date, or year, month and day.
  static let new = Constructor(
    "__init__(cls, ts_input=None, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, nanosecond=None, tz=None, unit=None, fold=None)"
  ) { call in
    try call.refuse("tzinfo", "nanosecond", "tz", "fold")
    if case .string(let text) = call["ts_input"] { return try call.context.date(text, DateOptions()) }
    if case .date(let date)? = call.context.time(call["ts_input"]) { return .object(date) }
    if call["ts_input"].object is NotATimeObject { return call["ts_input"] }
    if !call.isNone("unit") || call.isNone("year") && call.isNone("month") && !call.isNone("ts_input") {
      var options = DateOptions()
      options.unit = try call.optionalString("unit")
      let number = Scalar(call["ts_input"])
      guard case .int(let count) = number else { throw call.unsupported("such a 'Timestamp'") }
      let column = try call.context.dates(TracedColumn(values: .ints([count]), dtype: .int64), options)
      return pandasElement(column.values[0], column.dtype)
    }
    return try call.timestampOfFields()
  }

  static let year = Property("year") { call in try call.part(.year) }
  static let month = Property("month") { call in try call.part(.month) }
  static let day = Property("day") { call in try call.part(.day) }
  static let hour = Property("hour") { call in try call.part(.hour) }
  static let minute = Property("minute") { call in try call.part(.minute) }
  static let second = Property("second") { call in try call.part(.second) }
  static let microsecond = Property("microsecond") { call in try call.part(.microsecond) }
  static let nanosecond = Property("nanosecond") { call in try call.part(.nanosecond) }
  static let quarter = Property("quarter") { call in try call.part(.quarter) }
  static let week = Property("week") { call in try call.part(.week) }
  static let weekofyear = Property("weekofyear") { call in try call.part(.week) }
  static let dayofweek = Property("dayofweek") { call in try call.part(.weekday) }
  static let dayOfWeek = Property("day_of_week") { call in try call.part(.weekday) }
  static let dayofyear = Property("dayofyear") { call in try call.part(.dayOfYear) }
  static let dayOfYear = Property("day_of_year") { call in try call.part(.dayOfYear) }
  static let daysInMonth = Property("days_in_month") { call in try call.part(.daysInMonth) }
  static let daysinmonth = Property("daysinmonth") { call in try call.part(.daysInMonth) }
  static let isMonthStart = Property("is_month_start") { call in try call.test(.monthStart) }
  static let isMonthEnd = Property("is_month_end") { call in try call.test(.monthEnd) }
  static let isQuarterStart = Property("is_quarter_start") { call in try call.test(.quarterStart) }
  static let isQuarterEnd = Property("is_quarter_end") { call in try call.test(.quarterEnd) }
  static let isYearStart = Property("is_year_start") { call in try call.test(.yearStart) }
  static let isYearEnd = Property("is_year_end") { call in try call.test(.yearEnd) }
  static let isLeapYear = Property("is_leap_year") { call in try call.test(.leapYear) }
  static let tz = Property("tz") { _ in .none }
  static let tzinfo = Property("tzinfo") { _ in .none }
  static let unit = Property("unit") { call in .text(try call.timestamp.unit.rawValue) }
  static let value = Property("value") { call in
    let stamp = try call.timestamp
    return .int(Int(try stamp.count.rescaled(from: stamp.unit, to: .nanosecond)))
  }

  static let weekday = Method("weekday(self)") { call in try call.part(.weekday) }
  static let isoweekday = Method("isoweekday(self)") { call in
    .int(try call.timestamp.instant.date.weekday + 1)
  }
  static let strftime = Method("strftime(self, format)") { call in
    .string(try call.timestamp.formatted(try call.string("format")))
  }
  static let dayName = Method("day_name(self, locale=None)") { call in .string(try call.timestamp.formatted("%A")) }
  static let monthName = Method("month_name(self, locale=None)") { call in .string(try call.timestamp.formatted("%B")) }
  static let isoformat = Method("isoformat(self, sep='T', timespec='auto')") { call in
    try call.refuse("timespec")
    let parts = DateText(try call.timestamp.count, try call.timestamp.unit).full.split(separator: " ")
    return .text(parts.joined(separator: try call.string("sep").description))
  }
  static let timestamp = Method("timestamp(self)") { call in
    let stamp = try call.timestamp
    return .float(Double(stamp.count) / Double(stamp.unit.perSecond))
  }
  static let normalize = Method("normalize(self)") { call in
    let stamp = try call.timestamp
    let day = stamp.unit.perSecond * 86_400
    return .object(TimestampObject(floorQuotient(stamp.count, day) &* day, stamp.unit, fitted: stamp.fitted))
  }
  static let toordinal = Method("toordinal(self)") { call in
    .int(try call.timestamp.instant.date.daysSince1970 + 719_163)
  }
  static let date = Method("date(self)") { call in .object(DateObject(of: try call.timestamp.instant)) }
  static let isocalendar = Method("isocalendar(self)") { call in
    try call.context.callMethod(
      .object(DateObject(of: try call.timestamp.instant)), "isocalendar", CallArguments([]))
  }
  static let replace = Method(
    "replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, nanosecond=None, tzinfo=object, fold=None)"
  ) { call in
    if call.isGiven("tzinfo"), !call.isNone("tzinfo") {
      throw call.unsupported("times with a zone", argument: "tzinfo")
    }
    try call.refuse("fold")
    return .object(try call.replaced(call.timestamp))
  }
  static let time = Method("time(self)") { call in .object(TimeObject(of: try call.timestamp.instant)) }
  static let toPydatetime = Method("to_pydatetime(self, warn=True)") { call in
    .object(DateTimeObject(try call.timestamp.instant))
  }
}

extension Call {
  fileprivate var timestamp: TimestampObject {
    get throws(Raised) { try receiver(as: TimestampObject.self) }
  }

  fileprivate func part(_ part: DatePart) throws(Raised) -> Value {
    let stamp = try timestamp
    return .int(Int(Kernels.datePart(part, of: stamp.count, perSecond: stamp.unit.perSecond)))
  }

  fileprivate func test(_ test: DateTest) throws(Raised) -> Value {
    let stamp = try timestamp
    return .bool(Kernels.dateTest(test, of: stamp.count, perSecond: stamp.unit.perSecond))
  }

  /// The time with the parts that are given, in its unit.
  fileprivate func replaced(_ stamp: TimestampObject) throws(Raised) -> TimestampObject {
    let (date, old) = (stamp.instant.date, stamp.instant)
    func part(_ name: String, _ standard: Int) throws(Raised) -> Int { isNone(name) ? standard : try int(name) }
    guard
      let day = CivilDate(
        validYear: try part("year", date.year), month: try part("month", date.month), day: try part("day", date.day))
    else {
      throw .valueError(
        (1...12).contains(try part("month", date.month)) ? "day is out of range for month" : "month must be in 1..12")
    }
    let clock = [try part("hour", old.hour), try part("minute", old.minute), try part("second", old.second)]
    for (value, (name, limit)) in zip(clock, [("hour", 23), ("minute", 59), ("second", 59)])
    where !(0...limit).contains(value) { throw .valueError("\(name) must be in 0..\(limit)") }
    let micro = try part("microsecond", old.nanosecond / 1000)
    let nano = try part("nanosecond", old.nanosecond % 1000)
    guard (0..<1_000_000).contains(micro) else { throw .valueError("microsecond must be in 0..999999") }
    guard (0..<1000).contains(nano) else { throw .valueError("nanosecond must be in 0..999") }
    let instant = Instant(
      day, secondOfDay: clock[0] * 3600 + clock[1] * 60 + clock[2], nanosecond: micro * 1000 + nano)
    guard let count = instant.count(perSecond: stamp.unit.perSecond) else {
      throw .overflowError("Out of bounds nanosecond timestamp")
    }
    return TimestampObject(count, stamp.unit)
  }

  /// `Timestamp(2020, 1, 31)`, whose first argument is the year then, or the same with keywords.
  fileprivate func timestampOfFields() throws(Raised) -> Value {
    // By position the numbers begin where the first argument stands.
    let isByPosition = !isNone("ts_input")
    let names =
      isByPosition
      ? ["ts_input", "year", "month", "day", "hour", "minute", "second"]
      : ["year", "month", "day", "hour", "minute", "second", "microsecond"]
    var fields: [Int] = []
    for name in names { fields.append(isNone(name) ? 0 : try int(name)) }
    guard let date = CivilDate(validYear: fields[0], month: fields[1], day: fields[2]) else {
      throw .valueError((1...12).contains(fields[1]) ? "day is out of range for month" : "month must be in 1..12")
    }
    guard (0..<24).contains(fields[3]), (0..<60).contains(fields[4]), (0..<60).contains(fields[5]),
      (0..<1_000_000).contains(fields[6])
    else { throw .valueError("hour must be in 0..23") }
    let instant = Instant(
      date, secondOfDay: fields[3] * 3600 + fields[4] * 60 + fields[5], nanosecond: fields[6] * 1000)
    guard let count = instant.count(perSecond: context.dateUnit.perSecond) else {
      throw .overflowError("Out of bounds nanosecond timestamp")
    }
    return .object(TimestampObject(count, context.dateUnit))
  }
}

extension Pandas.Functions {
  static let Timestamp = Constant("Timestamp") { _ in .object(Pandas.timestampType) }
  static let Timedelta = Constant("Timedelta") { _ in .object(Pandas.timedeltaType) }
  static let NaT = Constant("NaT") { _ in .object(NotATimeObject.shared) }
  static let DatetimeIndex = Constant("DatetimeIndex") { _ in .object(Pandas.datetimeIndexType) }
}
