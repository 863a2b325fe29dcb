/// The English names of the calendar, as Python's C locale has them.
public enum CalendarNames {
  /// The name of a weekday, 0 for Monday.
  public static func weekday(_ number: Int) -> Text {
    switch number {
    case 0: Text("Monday")
    case 1: Text("Tuesday")
    case 2: Text("Wednesday")
    case 3: Text("Thursday")
    case 4: Text("Friday")
    case 5: Text("Saturday")
    default: Text("Sunday")
    }
  }

  /// The name of a month, 1 for January.
  public static func month(_ number: Int) -> Text {
    switch number {
    case 1: Text("January")
    case 2: Text("February")
    case 3: Text("March")
    case 4: Text("April")
    case 5: Text("May")
    case 6: Text("June")
    case 7: Text("July")
    case 8: Text("August")
    case 9: Text("September")
    case 10: Text("October")
    case 11: Text("November")
    default: Text("December")
    }
  }

  /// The first three letters of a name.
  public static func short(_ name: Text) -> Text { Text(base: name.base, count: 3) }

  /// The month whose full or short name begins `text` at an offset, in any case, and how many bytes it takes.
  static func month(in text: Text, at offset: Int, full: Bool, short: Bool) -> (number: Int, count: Int)? {
    for number in 1...12 {
      if let count = match(month(number), in: text, at: offset, full: full, short: short) { return (number, count) }
    }
    return nil
  }

  /// The bytes that a weekday's name takes at an offset.
  static func weekday(in text: Text, at offset: Int, full: Bool, short: Bool) -> Int? {
    for number in 0..<7 {
      if let count = match(weekday(number), in: text, at: offset, full: full, short: short) { return count }
    }
    return nil
  }

  private static func match(_ name: Text, in text: Text, at offset: Int, full: Bool, short: Bool) -> Int? {
    if full, begins(text, offset, name) { return name.count }
    return short && begins(text, offset, CalendarNames.short(name)) ? 3 : nil
  }

  private static func begins(_ text: Text, _ offset: Int, _ name: Text) -> Bool {
    guard text.count &- offset >= name.count else { return false }
    for i in 0..<name.count where text.base[offset &+ i] | 0x20 != name.base[i] | 0x20 { return false }
    return true
  }
}
