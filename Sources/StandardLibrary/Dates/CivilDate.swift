/// A day of the proleptic Gregorian calendar, as `datetime` counts: year 1 to 9999.
struct CivilDate: Hashable, Comparable {
  var year: Int
  var month: Int
  var day: Int

  static let largestOrdinal = 3_652_059

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day of this number; 1 is the first of January of year 1. Any number is answered.
  init(ordinal: Int) {
    // Days from the first of March of year 0, in cycles of 400 years.
    let days = ordinal + 305
    let cycle = CivilDate.floorDivided(days, 146_097)
    let rest = days - cycle * 146_097
    let yearOfCycle = (rest - rest / 1460 + rest / 36524 - rest / 146_096) / 365
    let dayOfYear = rest - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since the last of December of year 0.
  var ordinal: Int {
    let before = year - 1
    return before * 365 + CivilDate.floorDivided(before, 4) - CivilDate.floorDivided(before, 100)
      + CivilDate.floorDivided(before, 400) + dayOfYear
  }

  /// 1 to 366.
  var dayOfYear: Int {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return before[month - 1] + day + (month > 2 && CivilDate.isLeap(year) ? 1 : 0)
  }

  /// 0 is Monday.
  var weekday: Int { CivilDate.remainder(ordinal + 6, 7) }

  /// Year, week and day of ISO 8601; the first week is the one with the year's first Thursday.
  var isoCalendar: (year: Int, week: Int, weekday: Int) {
    var isoYear = year
    var first = CivilDate.firstMonday(ofISOYear: year)
    if ordinal < first {
      isoYear -= 1
      first = CivilDate.firstMonday(ofISOYear: isoYear)
    } else if ordinal >= CivilDate.firstMonday(ofISOYear: year + 1) {
      isoYear += 1
      first = CivilDate.firstMonday(ofISOYear: isoYear)
    }
    return (isoYear, (ordinal - first) / 7 + 1, weekday + 1)
  }

  /// The ordinal of the Monday of an ISO year's first week.
  static func firstMonday(ofISOYear year: Int) -> Int {
    let first = CivilDate(year: year, month: 1, day: 1)
    let monday = first.ordinal - first.weekday
    return first.weekday > 3 ? monday + 7 : monday
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func days(inMonth month: Int, of year: Int) -> Int {
    month == 2 && isLeap(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  static func < (a: CivilDate, b: CivilDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  static func floorDivided(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }

  static func remainder(_ a: Int, _ b: Int) -> Int {
    let rest = a % b
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }
}

/// A time of day.
struct ClockTime: Hashable, Comparable {
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0

  /// Microseconds since midnight.
  var microseconds: Int { ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond }

  init(hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0) {
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// The time that is this long after midnight, less than a day.
  init(microseconds: Int) {
    microsecond = microseconds % 1_000_000
    let seconds = microseconds / 1_000_000
    (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
  }

  static func < (a: ClockTime, b: ClockTime) -> Bool { a.microseconds < b.microseconds }
}

extension Int {
  /// At least `width` digits, filled with zeros.
  func padded(_ width: Int, with fill: Character = "0") -> String {
    let digits = String(magnitude)
    let sign = self < 0 ? "-" : ""
    return sign + String(repeating: fill, count: Swift.max(0, width - digits.count - sign.count)) + digits
  }
}
