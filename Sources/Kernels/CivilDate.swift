/// A day of the proleptic Gregorian calendar.
///
/// - SeeAlso: H. Hinnant, "chrono-compatible low-level date algorithms".
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Of the proleptic calendar: 0 is the year before 1.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// From 1.
  public var day: Int

  /// The day that lies `days` after 1 January 1970.
  public init(daysSince1970 days: Int) {
    let shifted = days &+ 719_468
    let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    day = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
    month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
  }

  /// The day of these numbers, which the caller knows to be one.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Earlier days are less.
  public static func < (a: CivilDate, b: CivilDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// The day of these numbers; `nil` where the calendar has none.
  public init?(validYear year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= daysInMonth(month, of: year), year.magnitude <= 1_000_000 else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days after 1 January 1970.
  public var daysSince1970: Int {
    let shifted = month <= 2 ? year &- 1 : year
    let era = (shifted >= 0 ? shifted : shifted &- 399) / 400
    let yearOfEra = shifted &- era &* 400
    let dayOfYear = (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    return era &* 146_097 &+ dayOfEra &- 719_468
  }

  /// 0 for Monday to 6 for Sunday.
  public var weekday: Int {
    let day = (daysSince1970 &+ 3) % 7
    return day < 0 ? day &+ 7 : day
  }

  /// 1 to 366.
  public var dayOfYear: Int {
    var days = day
    for earlier in 1..<13 where earlier < month { days &+= daysInMonth(earlier, of: year) }
    return days
  }

  /// 1 to 4.
  public var quarter: Int { (month &+ 2) / 3 }

  /// The week of ISO 8601 and the year that it belongs to: weeks begin on Monday, the first holds the first Thursday.
  public var isoWeek: (year: Int, week: Int) {
    let week = (dayOfYear &- weekday &+ 9) / 7
    if week < 1 { return (year &- 1, weeks(in: year &- 1)) }
    if week > weeks(in: year) { return (year &+ 1, 1) }
    return (year, week)
  }

  private func weeks(in year: Int) -> Int {
    let first = CivilDate(year: year, month: 1, day: 1)
    return first.weekday == 3 || first.weekday == 2 && isLeapYear(year) ? 53 : 52
  }
}

/// Whether a year has 366 days.
public func isLeapYear(_ year: Int) -> Bool {
  year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has: 28 to 31.
public func daysInMonth(_ month: Int, of year: Int) -> Int {
  switch month {
  case 2: isLeapYear(year) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}
