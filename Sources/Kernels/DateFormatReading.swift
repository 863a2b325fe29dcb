/// What `strptime` reads from a text: the point in time, or nothing where text and format disagree.
///
/// Directives: `%Y %y %m %d %j %H %I %M %S %f %p %b %B %a %A %%`; white space matches white space, letters in any case. As
/// in pandas, `%f` takes up to nine digits.
///
/// - SeeAlso: pandas 1.5, `pandas._libs.tslibs.strptime`.
public func instant(_ text: Text, format: Text) -> Instant? {
  var reader = DateFormatReader(text: text)
  var i = 0
  while i < format.count {
    let byte = format.base[i]
    if byte == UInt8(ascii: "%"), i &+ 1 < format.count {
      guard reader.read(format.base[i &+ 1]) else { return nil }
      i &+= 2
    } else if isSpace(byte) {
      guard reader.skipSpaces() else { return nil }
      while i < format.count, isSpace(format.base[i]) { i &+= 1 }
    } else {
      guard reader.skip(byte) else { return nil }
      i &+= 1
    }
  }
  return reader.offset == text.count ? reader.instant : nil
}

/// The fields of a date as they are read one after the other.
private struct DateFormatReader {
  let text: Text
  var offset = 0
  private var year = 1900
  private var month = 1
  private var day = 1
  private var dayOfYear = 0
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var nanosecond = 0
  /// 0 before noon, 1 after.
  private var half = -1
  private var isTwelveHours = false

  init(text: Text) { self.text = text }

  mutating func read(_ directive: UInt8) -> Bool {
    if let shape = NumberShape(directive) {
      guard let value = number(shape) else { return false }
      store(value, directive)
      return true
    }
    switch directive {
    case UInt8(ascii: "f"): return fraction()
    case UInt8(ascii: "p"): return halfOfDay()
    case UInt8(ascii: "b"): return monthName(full: false)
    case UInt8(ascii: "B"): return monthName(full: true)
    case UInt8(ascii: "a"): return weekdayName(full: false)
    case UInt8(ascii: "A"): return weekdayName(full: true)
    case UInt8(ascii: "%"): return skip(directive)
    default: return false
    }
  }

  private mutating func store(_ value: Int, _ directive: UInt8) {
    switch directive {
    case UInt8(ascii: "Y"): year = value
    case UInt8(ascii: "y"): year = value &+ (value <= 68 ? 2000 : 1900)
    case UInt8(ascii: "m"): month = value
    case UInt8(ascii: "d"): day = value
    case UInt8(ascii: "j"): dayOfYear = value
    case UInt8(ascii: "M"): minute = value
    case UInt8(ascii: "S"): second = value
    default:
      hour = value
      isTwelveHours = directive == UInt8(ascii: "I")
    }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard offset < text.count, text.base[offset].folded == byte.folded else { return false }
    offset &+= 1
    return true
  }

  mutating func skipSpaces() -> Bool {
    let start = offset
    while offset < text.count, isSpace(text.base[offset]) { offset &+= 1 }
    return offset > start
  }

  /// As many digits as fit, but no more than make a number in range: of `45`, `%m` reads 4.
  private mutating func number(_ shape: NumberShape) -> Int? {
    var count = 0
    var value = 0
    while count < shape.most, offset &+ count < text.count, let digit = text.base[offset &+ count].digit {
      let next = value &* 10 &+ digit
      if next > shape.highest { break }
      value = next
      count &+= 1
    }
    guard count >= shape.least, value >= shape.lowest else { return nil }
    offset &+= count
    return value
  }

  private mutating func fraction() -> Bool {
    var count = 0
    var value = 0
    while count < 9, offset &+ count < text.count, let digit = text.base[offset &+ count].digit {
      value = value &* 10 &+ digit
      count &+= 1
    }
    guard count > 0 else { return false }
    offset &+= count
    for _ in count..<9 { value &*= 10 }
    nanosecond = value
    return true
  }

  private mutating func halfOfDay() -> Bool {
    guard text.count &- offset >= 2, text.base[offset &+ 1].folded == UInt8(ascii: "m") else { return false }
    switch text.base[offset].folded {
    case UInt8(ascii: "a"): half = 0
    case UInt8(ascii: "p"): half = 1
    default: return false
    }
    offset &+= 2
    return true
  }

  private mutating func monthName(full: Bool) -> Bool {
    guard let found = CalendarNames.month(in: text, at: offset, full: full, short: !full) else { return false }
    month = found.number
    offset &+= found.count
    return true
  }

  private mutating func weekdayName(full: Bool) -> Bool {
    guard let count = CalendarNames.weekday(in: text, at: offset, full: full, short: !full) else { return false }
    offset &+= count
    return true
  }

  /// The fields together; `nil` where the calendar has no such day.
  var instant: Instant? {
    var hours = hour
    if isTwelveHours, half >= 0 { hours = hour % 12 &+ half &* 12 }
    guard second < 60 else { return nil }
    let ofDay = hours &* 3600 &+ minute &* 60 &+ second
    if dayOfYear > 0 {
      guard let first = CivilDate(validYear: year, month: 1, day: 1), dayOfYear < 366 || isLeapYear(year) else {
        return nil
      }
      let date = CivilDate(daysSince1970: first.daysSince1970 &+ dayOfYear &- 1)
      return Instant(date, secondOfDay: ofDay, nanosecond: nanosecond)
    }
    return CivilDate(validYear: year, month: month, day: day).map {
      Instant($0, secondOfDay: ofDay, nanosecond: nanosecond)
    }
  }
}

/// How many digits a directive takes, and which numbers.
private struct NumberShape {
  let least: Int
  let most: Int
  let lowest: Int
  let highest: Int

  init?(_ directive: UInt8) {
    switch directive {
    case UInt8(ascii: "Y"): (least, most, lowest, highest) = (4, 4, 0, 9999)
    case UInt8(ascii: "y"): (least, most, lowest, highest) = (2, 2, 0, 99)
    case UInt8(ascii: "m"): (least, most, lowest, highest) = (1, 2, 1, 12)
    case UInt8(ascii: "d"): (least, most, lowest, highest) = (1, 2, 1, 31)
    case UInt8(ascii: "j"): (least, most, lowest, highest) = (1, 3, 1, 366)
    case UInt8(ascii: "H"): (least, most, lowest, highest) = (1, 2, 0, 23)
    case UInt8(ascii: "I"): (least, most, lowest, highest) = (1, 2, 1, 12)
    case UInt8(ascii: "M"): (least, most, lowest, highest) = (1, 2, 0, 59)
    case UInt8(ascii: "S"): (least, most, lowest, highest) = (1, 2, 0, 61)
    default: return nil
    }
  }
}

extension UInt8 {
  /// A letter in lower case; other bytes unchanged.
  var folded: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }

  /// The value of an ASCII digit.
  var digit: Int? {
    self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") ? Int(self &- UInt8(ascii: "0")) : nil
  }
}

/// White space of ASCII.
func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte >= 9 && byte <= 13 }
