import Kernels
import PythonRuntime

/// The texts that `strptime` found, by directive, and the moment that they make.
struct TimeFields {
  var texts: [String: [UInt8]] = [:]

  private func number(_ name: String) -> Int? {
    guard let bytes = texts[name] else { return nil }
    return PythonString(bytes: bytes).codePoints.reduce(0) { sum, point in
      CharacterClass.decimalValue(point).map { sum * 10 + $0 } ?? sum
    }
  }

  private func position(_ name: String, in names: [String], length: Int? = nil) -> Int? {
    guard let bytes = texts[name] else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    return names.firstIndex { $0.prefix(length ?? $0.count).lowercased() == text }
  }

  /// - Throws: ValueError for directives that do not go together, and for days that do not exist.
  func resolved() throws(Raised) -> BrokenDownTime {
    var year = number("Y") ?? number("y").map { $0 <= 68 ? $0 + 2000 : $0 + 1900 }
    let isoYear = number("G")
    let isoWeek = number("V")
    let weekday =
      number("u").map { $0 - 1 } ?? number("w").map { $0 == 0 ? 6 : $0 - 1 }
      ?? position("a", in: BrokenDownTime.weekdays, length: 3) ?? position("A", in: BrokenDownTime.weekdays)
    var month = number("m") ?? 1
    if let named = position("B", in: BrokenDownTime.months) ?? position("b", in: BrokenDownTime.months, length: 3) {
      month = named + 1
    }
    var day = number("d") ?? 1
    var dayOfYear = number("j")
    try checkISO(year, isoYear, isoWeek, weekday, dayOfYear)
    let isLeapDay = year == nil && month == 2 && day == 29
    year = year ?? (isLeapDay ? 1904 : 1900)
    var result = year ?? 1900
    if dayOfYear == nil, let weekday {
      if let week = number("U") ?? number("W") {
        dayOfYear = TimeFields.dayOfYear(result, week, weekday, startsMonday: texts["U"] == nil)
      } else if let isoYear, let isoWeek {
        let date = CivilDate(ordinal: try IsoText.date(year: isoYear, week: isoWeek, day: weekday + 1).ordinal)
        (result, dayOfYear) = (date.year, date.dayOfYear)
      }
      if let known = dayOfYear, known <= 0 {
        result -= 1
        dayOfYear = known + (isLeapYear(result) ? 366 : 365)
      }
    }
    if let dayOfYear {
      guard result >= 1 else { throw .valueError("year \(result) is out of range") }
      let date = CivilDate(ordinal: CivilDate(year: result, month: 1, day: 1).ordinal + dayOfYear - 1)
      (result, month, day) = (date.year, date.month, date.day)
    }
    let date = try DateObject.checked(result, month, day)
    var time = BrokenDownTime(date, ClockTime())
    time.dayOfYear = dayOfYear ?? date.dayOfYear
    time.weekday = weekday ?? date.weekday
    if isLeapDay { time.date.year = 1900 }
    try addClock(to: &time)
    return time
  }

  private func checkISO(
    _ year: Int?, _ isoYear: Int?, _ isoWeek: Int?, _ weekday: Int?, _ dayOfYear: Int?
  ) throws(Raised) {
    let days = "directive ('%A', '%a', '%w', or '%u')."
    if year == nil, isoYear != nil {
      if isoWeek == nil || weekday == nil {
        throw .valueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday \(days)")
      }
      if dayOfYear != nil {
        throw .valueError(
          "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
      }
    } else if texts["U"] == nil, texts["W"] == nil, isoWeek != nil {
      if weekday == nil {
        throw .valueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday \(days)")
      }
      throw .valueError(
        "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")
    }
  }

  private func addClock(to time: inout BrokenDownTime) throws(Raised) {
    var hour = number("H") ?? 0
    if let twelve = number("I") {
      let isAfternoon = texts["p"].map { $0.first == UInt8(ascii: "p") || $0.first == UInt8(ascii: "P") } ?? false
      hour = twelve % 12 + (isAfternoon ? 12 : 0)
    }
    var fraction = texts["f"] ?? []
    while fraction.count < 6 { fraction.append(0x30) }
    time.time = ClockTime(
      hour: hour, minute: number("M") ?? 0, second: number("S") ?? 0,
      microsecond: fraction.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    if let zone = texts["Z"] { time.zone = PythonString(bytes: zone) }
    if texts["Z"] != nil { time.isDaylight = 0 }
    if let offset = texts["z"] { time.offset = try TimeFields.offset(offset) }
  }

  /// `+HHMM`, `-HH:MM:SS.ffffff`, `Z` in microseconds.
  private static func offset(_ text: [UInt8]) throws(Raised) -> Int128 {
    if text == [UInt8(ascii: "Z")] { return 0 }
    let colon = UInt8(ascii: ":")
    var digits = PythonString(bytes: text).codePoints.map { CharacterClass.decimalValue($0) ?? ($0 == 0x3A ? -1 : -2) }
    if digits[3] == -1 {
      digits.remove(at: 3)
      if digits.count > 5 {
        guard digits[5] == -1 else {
          throw Raised(
            Exceptions.valueError, PythonString(bytes: Array("Inconsistent use of : in ".utf8) + text))
        }
        digits.remove(at: 5)
      }
    } else if text.contains(colon) {
      throw .valueError(
        "invalid literal for int() with base 10: '\(String(decoding: text.dropFirst(5).prefix(2), as: UTF8.self))'")
    }
    func two(_ i: Int) -> Int { i + 1 < digits.count ? digits[i] * 10 + digits[i + 1] : 0 }
    let seconds = (two(1) * 60 + two(3)) * 60 + two(5)
    var fraction = Array(digits.dropFirst(8))
    while fraction.count < 6 { fraction.append(0) }
    let size = Int128(seconds) * 1_000_000 + Int128(fraction.reduce(0) { $0 * 10 + $1 })
    return text.first == UInt8(ascii: "-") ? -size : size
  }

  /// The day of the year of a weekday in a week counted from the year's first Sunday or Monday.
  private static func dayOfYear(_ year: Int, _ week: Int, _ weekday: Int, startsMonday: Bool) -> Int {
    var first = CivilDate(year: year, month: 1, day: 1).weekday
    var weekday = weekday
    if !startsMonday {
      first = (first + 1) % 7
      weekday = (weekday + 1) % 7
    }
    let lengthOfWeekZero = (7 - first) % 7
    return week == 0 ? 1 + weekday - first : 1 + lengthOfWeekZero + 7 * (week - 1) + weekday
  }
}
