package import Kernels

/// A date and time of day as pandas prints a timestamp.
package struct DateText {
  let year: Int, month: Int, day: Int
  let secondOfDay: Int
  let nanosecond: Int

  /// The instant that lies `count` units after 1970.
  package init(_ count: Int64, _ unit: TimeUnit) {
    let instant = Instant(count, perSecond: unit.perSecond)
    nanosecond = instant.nanosecond
    secondOfDay = instant.secondOfDay
    (year, month, day) = (instant.date.year, instant.date.month, instant.date.day)
  }

  package var isMidnight: Bool { secondOfDay == 0 && nanosecond == 0 }

  var date: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }

  var time: String {
    padded(secondOfDay / 3600, 2) + ":" + padded(secondOfDay / 60 % 60, 2) + ":" + padded(secondOfDay % 60, 2)
  }

  /// `str(Timestamp)`: as many digits of the second as are needed, in groups of six and nine.
  package var full: String { date + " " + time + fraction(digits: neededDigits) }

  /// 0, 6 or 9: the digits behind the second that `str(Timestamp)` shows.
  var neededDigits: Int { nanosecond == 0 ? 0 : nanosecond % 1000 == 0 ? 6 : 9 }

  func fraction(digits: Int) -> String {
    digits == 0 ? "" : "." + String(padded(nanosecond, 9).prefix(digits))
  }
}

extension Instant {
  /// As `strftime` writes it.
  package func formatted(_ format: PythonString) -> PythonString {
    let scratch = Scratch()
    // The text lives in the scratch.
    return withExtendedLifetime(scratch) {
      format.withText { PythonString(text(of: self, format: $0, scratch)) }
    }
  }
}

/// A duration as pandas prints it.
package struct DurationText {
  let days: Int
  let rest: DateText

  package init(_ count: Int64, _ unit: TimeUnit) {
    days = Int(floorQuotient(count, unit.perSecond * 86_400))
    rest = DateText(count - Int64(days) * unit.perSecond * 86_400, unit)
  }

  /// `1 days`.
  var short: String { "\(days) days" }

  /// `1 days 02:00:00`, with digits of the second where there are any.
  package var long: String { clock(digits: rest.neededDigits) }

  func clock(digits: Int) -> String {
    "\(days) days " + (days < 0 ? "+" : "") + rest.time + rest.fraction(digits: digits)
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}
