/// Units since 1970 of a date written in a format; nothing for what is no such date.
public func dateCount(_ text: Text, format: Text, perSecond: Int64) -> Int64? {
  if isNotATime(text) { return nil }
  return instant(text, format: format)?.count(perSecond: perSecond)
}

/// Units since 1970 of a date in one of the usual spellings; nothing for what is none.
public func dateCount(reading text: Text, dayFirst: Bool, perSecond: Int64) -> Int64? {
  if isNotATime(text) { return nil }
  return instant(reading: text, dayFirst: dayFirst)?.count(perSecond: perSecond)
}

/// Units since 1970 of a date written in a format; missing for a word that says so.
///
/// - Throws: `refusal` for another text, `OutOfBoundsDatetime` for a date that the unit cannot count.
public func dateCount(
  _ text: Text, format: Text, perSecond: Int64, orRaise refusal: DateRefusal, _ scratch: Scratch
) throws(RowError) -> Int64? {
  if isNotATime(text) { return nil }
  return try refusal.count(instant(text, format: format), of: text, perSecond, scratch)
}

/// Units since 1970 of a date in one of the usual spellings; missing for a word that says so.
///
/// - Throws: `refusal` for another text, `OutOfBoundsDatetime` for a date that the unit cannot count.
public func dateCount(
  reading text: Text, dayFirst: Bool, perSecond: Int64, orRaise refusal: DateRefusal, _ scratch: Scratch
) throws(RowError) -> Int64? {
  if isNotATime(text) { return nil }
  return try refusal.count(instant(reading: text, dayFirst: dayFirst), of: text, perSecond, scratch)
}

/// What is raised for a text that is no date: an exception whose message quotes the text.
public struct DateRefusal: Sendable {
  let type: StaticString
  let before: Text
  let after: Text

  /// - Parameters:
  ///   - type: the exception's class.
  ///   - before: what its message says before the text.
  ///   - after: and after it.
  public init(_ type: StaticString, _ before: Text, _ after: Text) {
    self.type = type
    self.before = before
    self.after = after
  }

  func count(
    _ instant: Instant?, of text: Text, _ perSecond: Int64, _ scratch: Scratch
  ) throws(RowError) -> Int64? {
    guard let instant else { throw RowError(type, scratch.joined(before, text, after)) }
    if let count = instant.count(perSecond: perSecond) { return count }
    throw outOfBounds(instant, scratch)
  }
}

/// The words that pandas takes for a missing time.
public func isNotATime(_ text: Text) -> Bool {
  guard text.count > 0 else { return true }
  guard text.count == 3 else { return false }
  return text == Text("NaT") || text == Text("nat") || text == Text("NAT") || text == Text("nan")
    || text == Text("NaN") || text == Text("NAN")
}
