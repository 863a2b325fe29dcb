import Kernels
import PythonRuntime

/// The dates and times of ISO 8601 that `fromisoformat` reads.
///
/// - SeeAlso: CPython 3.11, `Modules/_datetimemodule.c`.
enum IsoText {
  /// Year, month and day of a text of 7, 8 or 10 characters, not checked for their ranges; `nil` if it is malformed.
  static func date(_ text: [UInt8]) -> (year: Int, month: Int, day: Int)? {
    guard [7, 8, 10].contains(text.count) else { return nil }
    var reader = Reader(text)
    guard let year = reader.digits(4) else { return nil }
    let hasSeparator = reader.take("-")
    if reader.take("W") { return week(year, &reader, hasSeparator) }
    guard let month = reader.digits(2), !hasSeparator || reader.take("-"), let day = reader.digits(2) else {
      return nil
    }
    return (year, month, day)
  }

  private static func week(_ year: Int, _ reader: inout Reader, _ hasSeparator: Bool) -> (Int, Int, Int)? {
    guard let week = reader.digits(2) else { return nil }
    var day = 1
    if !reader.isAtEnd {
      guard !hasSeparator || reader.take("-"), let given = reader.digits(1) else { return nil }
      day = given
    }
    guard let date = try? self.date(year: year, week: week, day: day) else { return nil }
    return (date.year, date.month, date.day)
  }

  /// The day of an ISO year, week and weekday.
  ///
  /// - Throws: ValueError in the words of `fromisocalendar`.
  static func date(year: Int, week: Int, day: Int) throws(Raised) -> CivilDate {
    guard year >= 1, year <= 9999 else { throw .valueError("Year is out of range: \(year)") }
    let first = CivilDate.firstMonday(ofISOYear: year)
    let weeks = (CivilDate.firstMonday(ofISOYear: year + 1) - first) / 7
    guard week >= 1, week <= weeks else { throw .valueError("Invalid week: \(week)") }
    guard day >= 1, day <= 7 else { throw .valueError("Invalid day: \(day) (range is [1, 7])") }
    let date = CivilDate(ordinal: first + (week - 1) * 7 + day - 1)
    guard date.year >= 1, date.year <= 9999 else { throw .valueError("year \(date.year) is out of range") }
    return date
  }

  /// A time of day with what follows it; `nil` if it is malformed.
  static func time(_ text: [UInt8]) -> (parts: [Int], offset: Int128?)? {
    let zone = text.firstIndex { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "Z") }
    guard let (parts, hasMore) = clock(text, end: zone ?? text.count) else { return nil }
    guard let zone else { return hasMore ? nil : (parts, nil) }
    if text[zone] == UInt8(ascii: "Z") { return zone + 1 == text.count ? (parts, 0) : nil }
    let rest = Array(text[(zone + 1)...])
    guard let (offset, isTooLong) = clock(rest, end: rest.count), !isTooLong else { return nil }
    let seconds = Int128((offset[0] * 60 + offset[1]) * 60 + offset[2])
    let size = seconds * 1_000_000 + Int128(offset[3])
    return (parts, text[zone] == UInt8(ascii: "-") ? -size : size)
  }

  /// `HH[:MM[:SS[.ffffff]]]` up to `end`, and whether something stands there.
  private static func clock(_ text: [UInt8], end: Int) -> (parts: [Int], hasMore: Bool)? {
    var reader = Reader(text)
    var parts = [0, 0, 0, 0]
    var hasSeparator = true
    for i in 0..<3 {
      guard let value = reader.digits(2) else { return nil }
      parts[i] = value
      let next = reader.next
      reader.position += 1
      if i == 0 { hasSeparator = next == UInt8(ascii: ":") }
      if reader.position >= end { return (parts, next != 0) }
      if hasSeparator, next == UInt8(ascii: ":") { continue }
      if next == UInt8(ascii: ".") || next == UInt8(ascii: ",") { break }
      if hasSeparator { return nil }
      reader.position -= 1
    }
    let count = min(6, end - reader.position)
    guard let fraction = reader.digits(count) else { return nil }
    parts[3] = (count..<6).reduce(fraction) { value, _ in value * 10 }
    while reader.digits(1) != nil {}
    return (parts, reader.next != 0)
  }

  /// Where the date of a datetime's text ends.
  static func separator(_ text: [UInt8]) -> Int {
    func at(_ i: Int) -> UInt8 { i < text.count ? text[i] : 0 }
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    let dash = UInt8(ascii: "-")
    let week = UInt8(ascii: "W")
    if text.count == 7 { return 7 }
    if at(4) == dash {
      guard at(5) == week else { return 10 }
      if text.count > 8, at(8) == dash {
        return text.count > 10 && isDigit(at(10)) ? 8 : 10
      }
      return 8
    }
    guard at(4) == week else { return 8 }
    var i = 7
    while i < text.count, isDigit(text[i]) { i += 1 }
    if i < 9 { return i }
    return i % 2 == 0 ? 7 : 8
  }

  /// Digits one after the other; a zero byte stands for the end.
  private struct Reader {
    let text: [UInt8]
    var position = 0

    init(_ text: [UInt8]) { self.text = text }

    var next: UInt8 { position < text.count ? text[position] : 0 }
    var isAtEnd: Bool { position >= text.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard UInt32(next) == character.value else { return false }
      position += 1
      return true
    }

    mutating func digits(_ count: Int) -> Int? {
      var value = 0
      for _ in 0..<count {
        guard next >= 0x30, next <= 0x39 else { return nil }
        value = value * 10 + Int(next - 0x30)
        position += 1
      }
      return value
    }
  }
}
