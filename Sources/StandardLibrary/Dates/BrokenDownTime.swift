import Kernels
import PythonRuntime

/// A moment as C's `struct tm` has it: what `strftime` writes and `struct_time` shows.
struct BrokenDownTime {
  var date: CivilDate
  var time: ClockTime
  /// Monday is 0.
  var weekday: Int
  var dayOfYear: Int
  var isDaylight = -1
  var zone: PythonString = ""
  /// From UTC, in microseconds; `nil` writes nothing.
  var offset: Int128?

  init(_ date: CivilDate, _ time: ClockTime) {
    self.date = date
    self.time = time
    weekday = date.weekday
    dayOfYear = date.dayOfYear
  }

  /// As `time.struct_time`.
  var structTime: Value {
    let items = [
      date.year, date.month, date.day, time.hour, time.minute, time.second, weekday, dayOfYear, isDaylight,
    ]
    return .object(TupleObject(items.map { .int($0) }, type: NamedTuples.structTime))
  }

  /// Seconds since 1970, the moment taken as UTC.
  var seconds: Int {
    let days = CivilDate(year: date.year, month: 1, day: 1).ordinal - Timestamps.epoch
    let inYear = CivilDate(year: date.year, month: date.month, day: 1).dayOfYear - 1 + date.day - 1
    return (days + inYear) * 86400 + (time.hour * 60 + time.minute) * 60 + time.second
  }

  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  var weekdayName: String { BrokenDownTime.weekdays[weekday] }
  var monthName: String { BrokenDownTime.months[date.month - 1] }

  /// `Sun Jun  9 01:21:11 1993`
  var asctime: String {
    "\(weekdayName.prefix(3)) \(monthName.prefix(3)) \(date.day.padded(2, with: " ")) \(clock) \(date.year)"
  }

  private var clock: String { "\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2))" }
}
