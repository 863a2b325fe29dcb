/// What a date in one of the usual spellings means, each text by itself: pandas' `to_datetime` before it guessed one format
/// for a whole column.
///
/// ISO 8601 first, then numbers between `/`, `-`, `.` or spaces (month first unless `dayFirst`, the other way where only that
/// makes a date), names of months and weekdays, and a time of day with `AM` or `PM`. Nothing for a zone or anything else.
///
/// - SeeAlso: pandas 1.5, `pandas._libs.tslibs.parsing`; dateutil, `dateutil.parser`.
public func instant(reading text: Text, dayFirst: Bool) -> Instant? {
  var reader = DateReader(text: text)
  guard reader.readAll() else { return nil }
  return reader.instant(dayFirst: dayFirst)
}

/// Gathers the numbers and words of a date.
private struct DateReader {
  let text: Text
  private var offset = 0
  /// The numbers of the date in their order; no date has more than three.
  private var first = Number()
  private var second = Number()
  private var third = Number()
  private var count = 0
  /// The month that stands there by name, and how many numbers stood before it.
  private var month = 0
  private var numbersBeforeMonth = 0
  private var secondOfDay = 0
  private var nanosecond = 0
  private var hasTime = false

  private struct Number {
    var value = 0
    var digits = 0
    var isYear: Bool { digits >= 3 || value > 31 }
  }

  init(text: Text) { self.text = text }

  mutating func readAll() -> Bool {
    skipSeparators()
    while offset < text.count {
      guard readNext() else { return false }
      skipSeparators()
    }
    return count > 0 || month > 0
  }

  private mutating func readNext() -> Bool {
    if text.base[offset].digit != nil { return readNumber() }
    if let found = CalendarNames.month(in: text, at: offset, full: true, short: true) {
      guard month == 0 else { return false }
      month = found.number
      numbersBeforeMonth = count
      offset &+= found.count
      return isWordEnd
    }
    if let length = CalendarNames.weekday(in: text, at: offset, full: true, short: true) {
      offset &+= length
      return isWordEnd
    }
    if text.base[offset].folded == UInt8(ascii: "t"), count > 0, offset &+ 1 < text.count,
      text.base[offset &+ 1].digit != nil
    {
      offset &+= 1
      return true
    }
    return readOrdinalSuffix()
  }

  private var isWordEnd: Bool { offset == text.count || !text.base[offset].isLetter }

  /// `st`, `nd`, `rd`, `th` behind a day.
  private mutating func readOrdinalSuffix() -> Bool {
    guard count > 0, text.count &- offset >= 2, text.base[offset &- 1].digit != nil else { return false }
    let a = text.base[offset].folded
    let b = text.base[offset &+ 1].folded
    let isSuffix =
      a == UInt8(ascii: "s") && b == UInt8(ascii: "t") || a == UInt8(ascii: "n") && b == UInt8(ascii: "d")
      || a == UInt8(ascii: "r") && b == UInt8(ascii: "d") || a == UInt8(ascii: "t") && b == UInt8(ascii: "h")
    offset &+= 2
    return isSuffix && isWordEnd
  }

  private mutating func readNumber() -> Bool {
    let number = digits()
    if offset < text.count, text.base[offset] == UInt8(ascii: ":") { return readTime(hour: number) }
    if number.digits == 8, count == 0 { return readCompact(number) }
    if number.digits > 4 { return false }
    switch count {
    case 0: first = number
    case 1: second = number
    case 2: third = number
    default: return readHourAlone(number)
    }
    count &+= 1
    return true
  }

  private mutating func digits() -> Number {
    var number = Number()
    while offset < text.count, let digit = text.base[offset].digit {
      if number.digits < 9 { number.value = number.value &* 10 &+ digit }
      number.digits &+= 1
      offset &+= 1
    }
    return number
  }

  /// `20200131`.
  private mutating func readCompact(_ number: Number) -> Bool {
    first = Number(value: number.value / 10_000, digits: 4)
    second = Number(value: number.value / 100 % 100, digits: 2)
    third = Number(value: number.value % 100, digits: 2)
    count = 3
    return true
  }

  /// An hour without minutes, as in `2020-01-31 10` or `10 PM`.
  private mutating func readHourAlone(_ number: Number) -> Bool {
    guard !hasTime, number.digits <= 2, number.value < 24 else { return false }
    hasTime = true
    secondOfDay = number.value &* 3600
    return readHalfOfDay(hour: number.value)
  }

  private mutating func readTime(hour: Number) -> Bool {
    guard !hasTime, hour.digits <= 2, hour.value < 24 else { return false }
    hasTime = true
    offset &+= 1
    let minute = digits()
    guard minute.digits == 2, minute.value < 60 else { return false }
    secondOfDay = hour.value &* 3600 &+ minute.value &* 60
    if offset < text.count, text.base[offset] == UInt8(ascii: ":") {
      offset &+= 1
      let second = digits()
      guard second.digits == 2, second.value < 60 else { return false }
      secondOfDay &+= second.value
      guard readFraction() else { return false }
    }
    return readHalfOfDay(hour: hour.value)
  }

  private mutating func readFraction() -> Bool {
    guard offset < text.count, text.base[offset] == UInt8(ascii: ".") || text.base[offset] == UInt8(ascii: ",") else {
      return true
    }
    offset &+= 1
    let fraction = digits()
    guard fraction.digits > 0, fraction.digits <= 9 else { return false }
    nanosecond = fraction.value
    for _ in fraction.digits..<9 { nanosecond &*= 10 }
    return true
  }

  private mutating func readHalfOfDay(hour: Int) -> Bool {
    var at = offset
    while at < text.count, isSpace(text.base[at]) { at &+= 1 }
    guard text.count &- at >= 2, text.base[at &+ 1].folded == UInt8(ascii: "m") else { return true }
    let letter = text.base[at].folded
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p"), hour <= 12 else { return false }
    offset = at &+ 2
    if letter == UInt8(ascii: "p"), hour < 12 { secondOfDay &+= 43_200 }
    if letter == UInt8(ascii: "a"), hour == 12 { secondOfDay &-= 43_200 }
    return isWordEnd
  }

  private mutating func skipSeparators() {
    while offset < text.count {
      switch text.base[offset] {
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        // Behind a time of day it begins a zone.
        if hasTime { return }
        offset &+= 1
      case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","): offset &+= 1
      case let byte where isSpace(byte): offset &+= 1
      default: return
      }
    }
  }

  // MARK: Meaning

  func instant(dayFirst: Bool) -> Instant? {
    date(dayFirst: dayFirst).map { Instant($0, secondOfDay: secondOfDay, nanosecond: nanosecond) }
  }

  private func date(dayFirst: Bool) -> CivilDate? {
    if month > 0 { return dateOfNamedMonth }
    switch count {
    case 1: return first.digits == 4 ? CivilDate(validYear: first.value, month: 1, day: 1) : nil
    case 2:
      if first.digits == 4 { return CivilDate(validYear: first.value, month: second.value, day: 1) }
      return second.digits == 4 ? CivilDate(validYear: second.value, month: first.value, day: 1) : nil
    default: break
    }
    if first.digits == 4 {
      return CivilDate(validYear: first.value, month: second.value, day: third.value)
    }
    let isYearFirst = first.value > 31
    let year = fullYear(isYearFirst ? first : third)
    let (a, b) = isYearFirst ? (second.value, third.value) : (first.value, second.value)
    if isYearFirst { return CivilDate(validYear: year, month: a, day: b) }
    let asked = dayFirst ? CivilDate(validYear: year, month: b, day: a) : CivilDate(validYear: year, month: a, day: b)
    return asked
      ?? (dayFirst ? CivilDate(validYear: year, month: a, day: b) : CivilDate(validYear: year, month: b, day: a))
  }

  private var dateOfNamedMonth: CivilDate? {
    switch count {
    case 1:
      return first.isYear ? CivilDate(validYear: fullYear(first), month: month, day: 1) : nil
    case 2:
      let yearIsFirst = first.isYear
      return CivilDate(
        year: fullYear(yearIsFirst ? first : second), month: month, day: yearIsFirst ? second.value : first.value)
    default: return nil
    }
  }

  /// Two digits mean the years from 1969 to 2068, as `strptime` has it.
  private func fullYear(_ number: Number) -> Int {
    guard number.digits <= 2 else { return number.value }
    return number.value &+ (number.value <= 68 ? 2000 : 1900)
  }
}

extension UInt8 {
  /// Whether it is an ASCII letter.
  fileprivate var isLetter: Bool { folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z") }
}
