import Glibc

/// The `Date` field of a response, kept for as long as the second lasts.
struct DateLine {
  private var second: time_t = 0
  /// `Date: Sun, 06 Nov 1994 08:49:37 GMT` with its line end.
  private(set) var bytes: [UInt8] = []

  /// The line of this moment.
  init() { refresh() }

  /// Writes the line anew where the second is over.
  mutating func refresh() {
    var now = time(nil)
    guard now != second else { return }
    second = now
    var parts = tm()
    gmtime_r(&now, &parts)
    bytes = Array(Self.text(parts).utf8)
  }

  private static func text(_ parts: tm) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let day = "\(days[Int(parts.tm_wday) % 7]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon) % 12])"
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    return "Date: \(day) \(parts.tm_year + 1900) \(clock) GMT\r\n"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
