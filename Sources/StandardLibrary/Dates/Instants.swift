package import Kernels
import PythonRuntime

// The points in time of the kernels as `datetime` objects, for libraries whose columns hold them.

extension DateObject {
  /// The day of a point in time.
  package convenience init(of instant: Instant) {
    self.init(instant.date)
  }

  /// Days after 1 January 1970.
  package final var daysSince1970: Int { date.daysSince1970 }
}

extension DateTimeObject {
  /// A point in time without a zone; nanoseconds are cut off.
  package convenience init(_ instant: Instant) {
    let microseconds = instant.secondOfDay * 1_000_000 + instant.nanosecond / 1000
    self.init(instant.date, ClockTime(microseconds: microseconds))
  }

  /// Microseconds after 1970; `nil` with a zone.
  package var microsecondsSince1970: Int64? {
    guard zone.isNone else { return nil }
    return Int64(exactly: microseconds - Int128(Timestamps.epoch) * TimeDeltaObject.day)
  }
}

extension TimeObject {
  /// The time of day of a point in time.
  package convenience init(of instant: Instant) {
    self.init(ClockTime(microseconds: instant.secondOfDay * 1_000_000 + instant.nanosecond / 1000))
  }
}
