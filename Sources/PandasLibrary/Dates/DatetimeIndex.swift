import Kernels
import PythonRuntime

// What `Series.dt` says, said of an index of dates.
extension Pandas.DatetimeIndex {
  static let year = Property("year") { call in try call.datePart(.year, call.indexDates) }
  static let month = Property("month") { call in try call.datePart(.month, call.indexDates) }
  static let day = Property("day") { call in try call.datePart(.day, call.indexDates) }
  static let hour = Property("hour") { call in try call.datePart(.hour, call.indexDates) }
  static let minute = Property("minute") { call in try call.datePart(.minute, call.indexDates) }
  static let second = Property("second") { call in try call.datePart(.second, call.indexDates) }
  static let microsecond = Property("microsecond") { call in try call.datePart(.microsecond, call.indexDates) }
  static let nanosecond = Property("nanosecond") { call in try call.datePart(.nanosecond, call.indexDates) }
  static let dayofweek = Property("dayofweek") { call in try call.datePart(.weekday, call.indexDates) }
  static let dayOfWeek = Property("day_of_week") { call in try call.datePart(.weekday, call.indexDates) }
  static let weekday = Property("weekday") { call in try call.datePart(.weekday, call.indexDates) }
  static let dayofyear = Property("dayofyear") { call in try call.datePart(.dayOfYear, call.indexDates) }
  static let dayOfYear = Property("day_of_year") { call in try call.datePart(.dayOfYear, call.indexDates) }
  static let quarter = Property("quarter") { call in try call.datePart(.quarter, call.indexDates) }
  static let daysInMonth = Property("days_in_month") { call in try call.datePart(.daysInMonth, call.indexDates) }
  static let daysinmonth = Property("daysinmonth") { call in try call.datePart(.daysInMonth, call.indexDates) }
  static let isMonthStart = Property("is_month_start") { call in try call.dateTest(.monthStart, call.indexDates) }
  static let isMonthEnd = Property("is_month_end") { call in try call.dateTest(.monthEnd, call.indexDates) }
  static let isQuarterStart = Property("is_quarter_start") { call in try call.dateTest(.quarterStart, call.indexDates) }
  static let isQuarterEnd = Property("is_quarter_end") { call in try call.dateTest(.quarterEnd, call.indexDates) }
  static let isYearStart = Property("is_year_start") { call in try call.dateTest(.yearStart, call.indexDates) }
  static let isYearEnd = Property("is_year_end") { call in try call.dateTest(.yearEnd, call.indexDates) }
  static let isLeapYear = Property("is_leap_year") { call in try call.dateTest(.leapYear, call.indexDates) }
  static let isocalendar = Method("isocalendar(self)") { call in
    .object(try call.context.isoCalendar(call.indexDates))
  }
}

extension Call {
  /// The dates of an index.
  fileprivate var indexDates: DateMethodsObject {
    get throws(Raised) { DateMethodsObject(try receiver(as: IndexObject.self), isDuration: false) }
  }
}
