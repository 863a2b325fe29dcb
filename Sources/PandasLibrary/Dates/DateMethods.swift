import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import StandardLibrary
import Tracing

extension Pandas.DateMethods {
  static let year = Property("year") { call in try call.datePart(.year, call.dateMethods) }
  static let month = Property("month") { call in try call.datePart(.month, call.dateMethods) }
  static let day = Property("day") { call in try call.datePart(.day, call.dateMethods) }
  static let hour = Property("hour") { call in try call.datePart(.hour, call.dateMethods) }
  static let minute = Property("minute") { call in try call.datePart(.minute, call.dateMethods) }
  static let second = Property("second") { call in try call.datePart(.second, call.dateMethods) }
  static let microsecond = Property("microsecond") { call in try call.datePart(.microsecond, call.dateMethods) }
  static let nanosecond = Property("nanosecond") { call in try call.datePart(.nanosecond, call.dateMethods) }
  static let dayofweek = Property("dayofweek") { call in try call.datePart(.weekday, call.dateMethods) }
  static let dayOfWeek = Property("day_of_week") { call in try call.datePart(.weekday, call.dateMethods) }
  static let weekday = Property("weekday") { call in try call.datePart(.weekday, call.dateMethods) }
  static let dayofyear = Property("dayofyear") { call in try call.datePart(.dayOfYear, call.dateMethods) }
  static let dayOfYear = Property("day_of_year") { call in try call.datePart(.dayOfYear, call.dateMethods) }
  static let quarter = Property("quarter") { call in try call.datePart(.quarter, call.dateMethods) }
  static let daysInMonth = Property("days_in_month") { call in try call.datePart(.daysInMonth, call.dateMethods) }
  static let daysinmonth = Property("daysinmonth") { call in try call.datePart(.daysInMonth, call.dateMethods) }
  static let week = Property("week") { call in try call.classicWeek("week") }
  static let weekofyear = Property("weekofyear") { call in try call.classicWeek("weekofyear") }

  static let isMonthStart = Property("is_month_start") { call in try call.dateTest(.monthStart, call.dateMethods) }
  static let isMonthEnd = Property("is_month_end") { call in try call.dateTest(.monthEnd, call.dateMethods) }
  static let isQuarterStart = Property("is_quarter_start") { call in try call.dateTest(.quarterStart, call.dateMethods)
  }
  static let isQuarterEnd = Property("is_quarter_end") { call in try call.dateTest(.quarterEnd, call.dateMethods) }
  static let isYearStart = Property("is_year_start") { call in try call.dateTest(.yearStart, call.dateMethods) }
  static let isYearEnd = Property("is_year_end") { call in try call.dateTest(.yearEnd, call.dateMethods) }
  static let isLeapYear = Property("is_leap_year") { call in try call.dateTest(.leapYear, call.dateMethods) }

  static let date = Property("date") { call in
    try call.pythonObjects("date") { .object(DateObject(of: $0)) }
  }
  static let time = Property("time") { call in
    try call.pythonObjects("time") { .object(TimeObject(of: $0)) }
  }
  static let dayName = Method("day_name(self, locale=None)") { call in
    try call.refuse("locale")
    return try call.formatted(call.dateMethods, "%A")
  }
  static let monthName = Method("month_name(self, locale=None)") { call in
    try call.refuse("locale")
    return try call.formatted(call.dateMethods, "%B")
  }
  static let strftime = Method("strftime(self, date_format)") { call in
    try call.formatted(call.dateMethods, try call.string("date_format"))
  }
  static let normalize = Method("normalize(self)") { call in
    let methods = try call.dateMethods
    return methods.result(try call.context.floored(methods, to: methods.unit.perSecond * 86_400))
  }
  static let floor = Method("floor(self, freq, ambiguous='raise', nonexistent='raise')") { call in
    let methods = try call.dateMethods
    return methods.result(try call.context.floored(methods, to: try call.step(methods.unit)))
  }
  static let ceil = Method("ceil(self, freq, ambiguous='raise', nonexistent='raise')") { call in
    let methods = try call.dateMethods
    let step = try call.step(methods.unit)
    let later = try call.context.applying(
      Add(), to: [.column(methods.column), .constant(.int(step - 1), nil)], dtype: methods.column.dtype)
    return methods.result(try call.context.floored(later, to: step))
  }
  static let isocalendar = Method("isocalendar(self)") { call in
    .object(try call.context.isoCalendar(call.dateMethods))
  }
  static let tz = Property("tz") { _ in .none }
}

extension Pandas.DurationMethods {
  static let days = Property("days") { call in
    let methods = try call.dateMethods
    let days = try call.context.applying(
      FloorDivide(), to: [.column(methods.column), .constant(.int(methods.unit.perSecond * 86_400), nil)],
      dtype: .int64)
    return methods.result(try call.context.promotingMissing(days))
  }
  static let seconds = Property("seconds") { call in
    let methods = try call.dateMethods
    let perSecond = methods.unit.perSecond
    let rest = try call.context.applying(
      Modulo(), to: [.column(methods.column), .constant(.int(perSecond * 86_400), nil)], dtype: .int64)
    let seconds = try call.context.applying(
      FloorDivide(), to: [.column(rest), .constant(.int(perSecond), nil)],
      dtype: call.context.era == .modern ? .int32 : .int64)
    return methods.result(try call.context.promotingMissing(seconds))
  }
  /// The classic era multiplied by `1e-9`, which rounds otherwise than a division.
  static let totalSeconds = Method("total_seconds(self)") { call in
    let methods = try call.dateMethods
    let perSecond = Double(methods.unit.perSecond)
    let column = Tracer.Operand.column(methods.column)
    let seconds =
      call.context.era == .classic
      ? try call.context.applying(Multiply(), to: [column, .constant(.float(1e-9), nil)], dtype: .float64)
      : try call.context.applying(Divide(), to: [column, .constant(.float(perSecond), nil)], dtype: .float64)
    return methods.result(seconds)
  }
}

extension Call {
  /// Objects of Python's `datetime`; no plan can hold them.
  fileprivate func pythonObjects(_ name: String, _ make: (Instant) -> Value) throws(Raised) -> Value {
    let methods = try dateMethods
    let objects = (0..<methods.column.count).map { row -> Scalar in
      guard case .int(let count) = methods.column.values[row] else { return Scalar(.object(NotATimeObject.shared)) }
      return Scalar(make(Instant(count, perSecond: methods.unit.perSecond)))
    }
    let column = context.opaqueColumn(
      Column(.object(objects)), .object, domain: methods.column.domain, reason: "'dt.\(name)' gives Python objects")
    return methods.result(column)
  }

  fileprivate func formatted(_ methods: DateMethodsObject, _ format: PythonString) throws(Raised) -> Value {
    methods.result(
      try context.applying(
        FormatDate(format, perSecond: methods.unit.perSecond), to: methods.column,
        dtype: .str))
  }

  fileprivate func classicWeek(_ name: String) throws(Raised) -> Value {
    guard context.era == .classic else {
      throw Raised.attributeError("'DatetimeProperties' object has no attribute '\(name)'")
    }
    return try datePart(.week, dateMethods)
  }

  /// The units of a frequency such as `D` or `15min`.
  fileprivate func step(_ unit: TimeUnit) throws(Raised) -> Int64 {
    let text = try string("freq").description
    let digits = text.prefix { $0.isNumber }
    guard let seconds = FixedFrequency.seconds[String(text.dropFirst(digits.count))],
      let count = digits.isEmpty ? 1 : Int64(digits), count > 0, count < 1_000_000
    else { throw unsupported("frequency '\(text)'", argument: "freq") }
    return count * seconds * unit.perSecond
  }
}

extension Context {
  /// Year, week and weekday of ISO 8601: a frame of nullable integers.
  func isoCalendar(_ methods: DateMethodsObject) throws(Raised) -> FrameObject {
    let unit = methods.unit.perSecond
    let year = try applying(
      PartOfDate(.weekYear, perSecond: unit), to: methods.column,
      dtype: .nullable(era == .modern ? .int32 : .uint32))
    let week = try applying(PartOfDate(.week, perSecond: unit), to: methods.column, dtype: .nullable(.uint32))
    let weekday = try applying(PartOfDate(.weekday, perSecond: unit), to: methods.column, dtype: .int64)
    let day = try applying(
      Add(), to: [.column(weekday), .constant(.int(1), nil)], dtype: .nullable(.uint32))
    return FrameObject(
      index: methods.rowLabels, header: Index(["year", "week", "day"]), columns: [year, week, day],
      domain: methods.column.domain)
  }

  /// Times cut down to a multiple of `step` units.
  fileprivate func floored(_ methods: DateMethodsObject, to step: Int64) throws(Raised) -> TracedColumn {
    try floored(methods.column, to: step)
  }

  fileprivate func floored(_ column: TracedColumn, to step: Int64) throws(Raised) -> TracedColumn {
    let steps = try applying(FloorDivide(), to: [.column(column), .constant(.int(step), nil)], dtype: .int64)
    return try applying(Multiply(), to: [.column(steps), .constant(.int(step), nil)], dtype: column.dtype)
  }
}

/// Frequencies of a fixed length.
enum FixedFrequency {
  static let seconds: [String: Int64] = [
    "D": 86_400, "d": 86_400, "H": 3600, "h": 3600, "min": 60, "T": 60, "S": 1, "s": 1, "W": 604_800,
  ]
}
