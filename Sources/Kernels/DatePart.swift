/// A number that the calendar or the clock says of a point in time.
public enum DatePart: UInt8, CaseIterable, Sendable {
  case year, quarter, month, day, hour, minute, second
  /// Within the second, 0 to 999,999.
  case microsecond
  /// Within the microsecond, 0 to 999.
  case nanosecond
  /// 0 for Monday.
  case weekday
  case dayOfYear
  /// Of ISO 8601.
  case week, weekYear
  case daysInMonth
}

/// A yes or no that the calendar says of a day.
public enum DateTest: UInt8, CaseIterable, Sendable {
  case monthStart, monthEnd, quarterStart, quarterEnd, yearStart, yearEnd, leapYear
}

/// A part of the point in time that lies `count` units after 1970; there are `perSecond` of them in a second.
public func datePart(_ part: DatePart, of count: Int64, perSecond: Int64) -> Int64 {
  let instant = Instant(count, perSecond: perSecond)
  let date = instant.date
  let value =
    switch part {
    case .year: date.year
    case .quarter: date.quarter
    case .month: date.month
    case .day: date.day
    case .hour: instant.hour
    case .minute: instant.minute
    case .second: instant.second
    case .microsecond: instant.nanosecond / 1000
    case .nanosecond: instant.nanosecond % 1000
    case .weekday: date.weekday
    case .dayOfYear: date.dayOfYear
    case .week: date.isoWeek.week
    case .weekYear: date.isoWeek.year
    case .daysInMonth: daysInMonth(date.month, of: date.year)
    }
  return Int64(value)
}

/// Whether the day that lies `count` units after 1970 is such a one.
public func dateTest(_ test: DateTest, of count: Int64, perSecond: Int64) -> Bool {
  let date = Instant(count, perSecond: perSecond).date
  let isLast = date.day == daysInMonth(date.month, of: date.year)
  return switch test {
  case .monthStart: date.day == 1
  case .monthEnd: isLast
  case .quarterStart: date.day == 1 && date.month % 3 == 1
  case .quarterEnd: isLast && date.month % 3 == 0
  case .yearStart: date.day == 1 && date.month == 1
  case .yearEnd: isLast && date.month == 12
  case .leapYear: isLeapYear(date.year)
  }
}
