/// Units since 1970 of a point in time that is given by its parts, as Python's `datetime(year, month, day, …)`.
///
/// - Throws: `ValueError` in CPython's words for parts that are no date, `OutOfBoundsDatetime` for a date that the unit
///   cannot count.
public func dateCount(
  year: Int64, month: Int64, day: Int64, hour: Int64 = 0, minute: Int64 = 0, second: Int64 = 0, perSecond: Int64,
  _ scratch: Scratch
) throws(RowError) -> Int64 {
  guard (1...9999).contains(year) else {
    throw RowError("ValueError", scratch.joined(Text("year "), text(of: year, scratch), Text(" is out of range")))
  }
  guard (1...12).contains(month) else { throw RowError("ValueError", "month must be in 1..12") }
  guard let date = CivilDate(validYear: Int(year), month: Int(month), day: Int(clamping: day)) else {
    throw RowError("ValueError", "day is out of range for month")
  }
  guard (0...23).contains(hour) else { throw RowError("ValueError", "hour must be in 0..23") }
  guard (0...59).contains(minute) else { throw RowError("ValueError", "minute must be in 0..59") }
  guard (0...59).contains(second) else { throw RowError("ValueError", "second must be in 0..59") }
  let instant = Instant(date, secondOfDay: Int(hour * 3600 + minute * 60 + second))
  if let count = instant.count(perSecond: perSecond) { return count }
  throw outOfBounds(instant, scratch)
}

/// What is raised for a point in time that 64 bits cannot count.
func outOfBounds(_ instant: Instant, _ scratch: Scratch) -> RowError {
  let shown = text(of: instant, format: Text("%Y-%m-%d %H:%M:%S"), scratch)
  return RowError("OutOfBoundsDatetime", scratch.joined(Text("Out of bounds nanosecond timestamp: "), shown))
}
