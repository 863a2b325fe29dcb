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
