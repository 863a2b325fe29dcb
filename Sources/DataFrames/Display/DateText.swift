/// A date and time of day as pandas prints a timestamp.
struct DateText {
  let year: Int, month: Int, day: Int
  let secondOfDay: Int
  let nanosecond: Int

  /// The instant that lies `count` units after 1970.
  init(_ count: Int64, _ unit: TimeUnit) {
    let seconds = floorDivided(count, unit.perSecond)
    nanosecond = Int((count - seconds * unit.perSecond) * (1_000_000_000 / unit.perSecond))
    let days = floorDivided(seconds, 86_400)
    secondOfDay = Int(seconds - days * 86_400)
    (year, month, day) = civil(Int(days))
  }

  var isMidnight: Bool { secondOfDay == 0 && nanosecond == 0 }

  var date: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }

  var time: String {
    padded(secondOfDay / 3600, 2) + ":" + padded(secondOfDay / 60 % 60, 2) + ":" + padded(secondOfDay % 60, 2)
  }

  /// `str(Timestamp)`: as many digits of the second as are needed, in groups of six and nine.
  var full: String { date + " " + time + fraction(digits: neededDigits) }

  /// 0, 6 or 9: the digits behind the second that `str(Timestamp)` shows.
  var neededDigits: Int { nanosecond == 0 ? 0 : nanosecond % 1000 == 0 ? 6 : 9 }

  func fraction(digits: Int) -> String {
    digits == 0 ? "" : "." + String(padded(nanosecond, 9).prefix(digits))
  }
}

/// A duration as pandas prints it.
struct DurationText {
  let days: Int
  let rest: DateText

  init(_ count: Int64, _ unit: TimeUnit) {
    days = Int(floorDivided(count, unit.perSecond * 86_400))
    rest = DateText(count - Int64(days) * unit.perSecond * 86_400, unit)
  }

  /// `1 days`.
  var short: String { "\(days) days" }

  /// `1 days 02:00:00`, with digits of the second where there are any.
  var long: String { clock(digits: rest.neededDigits) }

  func clock(digits: Int) -> String {
    "\(days) days " + (days < 0 ? "+" : "") + rest.time + rest.fraction(digits: digits)
  }
}

func floorDivided(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}

/// Year, month and day of the proleptic Gregorian calendar.
///
/// - SeeAlso: H. Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
private func civil(_ days: Int) -> (Int, Int, Int) {
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
