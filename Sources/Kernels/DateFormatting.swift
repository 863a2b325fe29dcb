/// What `strftime` writes of a point in time.
///
/// Directives: `%Y %y %m %d %j %H %I %M %S %f %p %b %B %a %A %e %F %T %D %u %w %G %V %U %W %%`; another one stays as it is.
public func text(of instant: Instant, format: Text, _ scratch: Scratch) -> Text {
  var writer = DateWriter(instant: instant, out: scratch.bytes(format.count &* 10 &+ 16))
  var i = 0
  while i < format.count {
    if format.base[i] == UInt8(ascii: "%"), i &+ 1 < format.count {
      writer.write(directive: format.base[i &+ 1])
      i &+= 2
    } else {
      writer.write(format.base[i])
      i &+= 1
    }
  }
  return Text(base: writer.out, count: writer.count)
}

private struct DateWriter {
  let instant: Instant
  let out: UnsafeMutablePointer<UInt8>
  var count = 0

  init(instant: Instant, out: UnsafeMutablePointer<UInt8>) {
    self.instant = instant
    self.out = out
  }

  private var date: CivilDate { instant.date }
  private var hourOfTwelve: Int { instant.hour % 12 == 0 ? 12 : instant.hour % 12 }

  mutating func write(_ byte: UInt8) {
    out[count] = byte
    count &+= 1
  }

  mutating func write(directive: UInt8) {
    switch directive {
    case UInt8(ascii: "Y"), UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"), UInt8(ascii: "e"),
      UInt8(ascii: "j"), UInt8(ascii: "F"), UInt8(ascii: "D"):
      writeDate(directive)
    case UInt8(ascii: "H"): write(instant.hour, 2)
    case UInt8(ascii: "I"): write(hourOfTwelve, 2)
    case UInt8(ascii: "M"): write(instant.minute, 2)
    case UInt8(ascii: "S"): write(instant.second, 2)
    case UInt8(ascii: "f"): write(instant.nanosecond / 1000, 6)
    case UInt8(ascii: "p"): write(instant.hour < 12 ? Text("AM") : Text("PM"))
    case UInt8(ascii: "T"):
      write(instant.hour, 2)
      write(UInt8(ascii: ":"))
      write(instant.minute, 2)
      write(UInt8(ascii: ":"))
      write(instant.second, 2)
    case UInt8(ascii: "b"): write(CalendarNames.short(CalendarNames.month(date.month)))
    case UInt8(ascii: "B"): write(CalendarNames.month(date.month))
    case UInt8(ascii: "a"): write(CalendarNames.short(CalendarNames.weekday(date.weekday)))
    case UInt8(ascii: "A"): write(CalendarNames.weekday(date.weekday))
    case UInt8(ascii: "%"): write(directive)
    default: writeWeek(directive)
    }
  }

  private mutating func writeDate(_ directive: UInt8) {
    switch directive {
    case UInt8(ascii: "Y"): write(date.year, 4)
    case UInt8(ascii: "y"): write(date.year % 100, 2)
    case UInt8(ascii: "m"): write(date.month, 2)
    case UInt8(ascii: "d"): write(date.day, 2)
    case UInt8(ascii: "e"):
      if date.day < 10 { write(32) }
      write(date.day, 1)
    case UInt8(ascii: "j"): write(date.dayOfYear, 3)
    case UInt8(ascii: "F"):
      write(date.year, 4)
      write(UInt8(ascii: "-"))
      write(date.month, 2)
      write(UInt8(ascii: "-"))
      write(date.day, 2)
    default:
      write(date.month, 2)
      write(UInt8(ascii: "/"))
      write(date.day, 2)
      write(UInt8(ascii: "/"))
      write(date.year % 100, 2)
    }
  }

  private mutating func writeWeek(_ directive: UInt8) {
    switch directive {
    case UInt8(ascii: "u"): write(date.weekday &+ 1, 1)
    case UInt8(ascii: "w"): write((date.weekday &+ 1) % 7, 1)
    case UInt8(ascii: "G"): write(date.isoWeek.year, 4)
    case UInt8(ascii: "V"): write(date.isoWeek.week, 2)
    case UInt8(ascii: "U"): write((date.dayOfYear &+ 6 &- (date.weekday &+ 1) % 7) / 7, 2)
    case UInt8(ascii: "W"): write((date.dayOfYear &+ 6 &- date.weekday) / 7, 2)
    default:
      write(UInt8(ascii: "%"))
      write(directive)
    }
  }

  /// A number with zeros before it.
  private mutating func write(_ number: Int, _ width: Int) {
    var divisor = 1
    var digits = 1
    while number / divisor >= 10 || digits < width {
      divisor &*= 10
      digits &+= 1
    }
    while divisor > 0 {
      write(UInt8(truncatingIfNeeded: 48 &+ number / divisor % 10))
      divisor /= 10
    }
  }

  private mutating func write(_ text: Text) {
    for i in 0..<text.count { write(text.base[i]) }
  }
}
