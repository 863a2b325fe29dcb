import Kernels

// Days by the numbers that `datetime` counts: 1 is the first of January of year 1.

extension CivilDate {
  static let largestOrdinal = 3_652_059

  /// The day of this number. Any number is answered.
  init(ordinal: Int) { self.init(daysSince1970: ordinal - Timestamps.epoch) }

  /// Days since the last of December of year 0.
  var ordinal: Int { daysSince1970 + Timestamps.epoch }

  /// Year, week and day of ISO 8601; the first week is the one with the year's first Thursday.
  var isoCalendar: (year: Int, week: Int, weekday: Int) {
    let (year, week) = isoWeek
    return (year, week, weekday + 1)
  }

  /// The ordinal of the Monday of an ISO year's first week.
  static func firstMonday(ofISOYear year: Int) -> Int {
    let first = CivilDate(year: year, month: 1, day: 1)
    let monday = first.ordinal - first.weekday
    return first.weekday > 3 ? monday + 7 : monday
  }

  static func floorDivided(_ a: Int, _ b: Int) -> Int { Int(floorQuotient(Int64(a), Int64(b))) }

  static func remainder(_ a: Int, _ b: Int) -> Int { Int(Kernels.remainder(Int64(a), Int64(b))) }
}
