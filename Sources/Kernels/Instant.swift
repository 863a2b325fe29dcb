/// A point in time without a zone, taken apart: what a count of seconds, milli-, micro- or nanoseconds since 1970 says.
public struct Instant: Equatable, Sendable {
  /// The day.
  public let date: CivilDate
  /// 0 to 86,399.
  public let secondOfDay: Int
  /// 0 to 999,999,999.
  public let nanosecond: Int

  /// - Parameters:
  ///   - count: units since 1970.
  ///   - perSecond: units in a second: a power of ten up to 1,000,000,000.
  public init(_ count: Int64, perSecond: Int64) {
    let seconds = floorQuotient(count, perSecond)
    nanosecond = Int((count &- seconds &* perSecond) &* (1_000_000_000 / perSecond))
    let days = floorQuotient(seconds, 86_400)
    secondOfDay = Int(seconds &- days &* 86_400)
    date = CivilDate(daysSince1970: Int(days))
  }

  /// A time of a day.
  public init(_ date: CivilDate, secondOfDay: Int = 0, nanosecond: Int = 0) {
    self.date = date
    self.secondOfDay = secondOfDay
    self.nanosecond = nanosecond
  }

  /// 0 to 23.
  public var hour: Int { secondOfDay / 3600 }
  /// 0 to 59.
  public var minute: Int { secondOfDay / 60 % 60 }
  /// 0 to 59.
  public var second: Int { secondOfDay % 60 }

  /// Units since 1970, what is finer cut off; `nil` for what 64 bits cannot hold.
  public func count(perSecond: Int64) -> Int64? {
    let seconds = Int64(date.daysSince1970) &* 86_400 &+ Int64(secondOfDay)
    let (scaled, overflows) = seconds.multipliedReportingOverflow(by: perSecond)
    let (count, exceeds) = scaled.addingReportingOverflow(Int64(nanosecond) / (1_000_000_000 / perSecond))
    // The smallest number stands for "not a time".
    return overflows || exceeds || count == .min ? nil : count
  }
}
